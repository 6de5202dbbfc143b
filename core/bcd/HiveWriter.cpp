// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Units.h"
#include "core/bcd/Hive.h"
#include "core/bcd/HiveFormat.h"

#include <algorithm>

namespace bootwright {

namespace {

quint64 fileTime(const QDateTime &time)
{
    constexpr qint64 from1601to1970 = 11'644'473'600'000; // milliseconds
    return time.isValid() ? quint64(time.toMSecsSinceEpoch() + from1601to1970) * 10'000 : 0;
}

//! \a name as a hive stores it: a byte a letter if that is enough.
struct StoredName
{
    explicit StoredName(QStringView name)
        : narrow(std::all_of(name.begin(), name.end(), [](QChar c) { return c.unicode() < 256; }))
        , bytes(narrow ? name.toLatin1() : utf16le(name))
    {}

    bool narrow;
    QByteArray bytes;
};

//! Self-relative: owner and group Administrators; Administrators and SYSTEM have full access to the key.
QByteArray securityDescriptor()
{
    // S-1-5-32-544 and S-1-5-18
    const auto administrators = QByteArray::fromHex("01020000000000052000000020020000");
    const auto system = QByteArray::fromHex("010100000000000512000000");
    const auto allow = [](const QByteArray &who) {
        // ACCESS_ALLOWED, KEY_ALL_ACCESS
        QByteArray entry = QByteArray::fromHex("000000003f000f00");
        putLe<quint16>(entry, 2, quint16(entry.size() + who.size()));
        return entry + who;
    };
    const auto entries = allow(administrators) + allow(system);
    QByteArray list = QByteArray::fromHex("0200000002000000"); // ACL revision 2, two entries
    putLe<quint16>(list, 2, quint16(list.size() + entries.size()));
    list += entries;

    constexpr qsizetype headerSize = 20;
    // revision 1, DACL present, self-relative
    QByteArray descriptor = QByteArray::fromHex("01000480");
    const auto owner = headerSize + list.size();
    for (const qsizetype offset : {owner, owner + administrators.size(), qsizetype(0), headerSize})
        appendLe<quint32>(descriptor, quint32(offset)); // owner, group, SACL, DACL
    return descriptor + list + administrators + administrators;
}

//! The bins of a hive while it grows: every cell lies in one bin and is aligned to 8 bytes.
class Bins
{
public:
    //! Adds a cell with \a content and returns its offset.
    quint32 add(const QByteArray &content)
    {
        const auto size = quint32(roundUp(quint64(content.size()) + 4, 8));
        if (size > m_free)
            open(size);
        const auto cell = quint32(m_bytes.size()) - m_free;
        putLe<quint32>(m_bytes, cell, 0 - size);
        putBytes(m_bytes, cell + 4, content);
        m_free -= size;
        return cell;
    }

    //! Overwrites the number \a field of the content of \a cell.
    template<typename T>
    void set(quint32 cell, qsizetype field, std::type_identity_t<T> value)
    {
        putLe<T>(m_bytes, cell + 4 + field, value);
    }

    QByteArray finish(quint64 time)
    {
        close();
        putLe<quint64>(m_bytes, BinField::time, time);
        return m_bytes;
    }

private:
    void open(quint32 cellSize)
    {
        close();
        const auto at = m_bytes.size();
        const auto size = quint32(roundUp(BinField::cells + quint64(cellSize), hivePage));
        m_bytes += zeroBytes(size);
        putBytes(m_bytes, at, "hbin");
        putLe<quint32>(m_bytes, at + BinField::offset, quint32(at));
        putLe<quint32>(m_bytes, at + BinField::size, size);
        m_free = size - BinField::cells;
    }

    //! What is left of the last bin becomes one free cell.
    void close()
    {
        if (m_free > 0)
            putLe<quint32>(m_bytes, m_bytes.size() - m_free, m_free);
        m_free = 0;
    }

    QByteArray m_bytes;
    quint32 m_free = 0; //!< bytes left at the end of the last bin
};

//! Writes one hive: the root key, the security all keys share, then every key before its subkeys.
class HiveWriter
{
public:
    explicit HiveWriter(const QDateTime &time)
        : m_time(fileTime(time))
    {}

    QByteArray write(const HiveKey &root)
    {
        const auto rootCell = addKey(root, noCell, KeyField::rootFlags);
        QByteArray security = "sk" + zeroBytes(SecurityField::descriptor - 2);
        const auto descriptor = securityDescriptor();
        putLe<quint32>(security, SecurityField::size, quint32(descriptor.size()));
        m_security = m_bins.add(security + descriptor);
        m_bins.set<quint32>(m_security, SecurityField::next, m_security);
        m_bins.set<quint32>(m_security, SecurityField::previous, m_security);
        fillKey(rootCell, root);
        m_bins.set<quint32>(m_security, SecurityField::users, m_keys);
        const auto bins = m_bins.finish(m_time);
        return baseBlock(rootCell, quint32(bins.size())) + bins;
    }

private:
    QByteArray baseBlock(quint32 rootCell, quint32 binsSize) const
    {
        QByteArray block = "regf" + zeroBytes(hivePage - 4);
        putLe<quint32>(block, BaseBlockField::sequence1, 1);
        putLe<quint32>(block, BaseBlockField::sequence2, 1);
        putLe<quint64>(block, BaseBlockField::time, m_time);
        putLe<quint32>(block, BaseBlockField::major, 1);
        putLe<quint32>(block, BaseBlockField::minor, 3);
        putLe<quint32>(block, BaseBlockField::format, 1);
        putLe<quint32>(block, BaseBlockField::rootCell, rootCell);
        putLe<quint32>(block, BaseBlockField::binsSize, binsSize);
        putLe<quint32>(block, BaseBlockField::cluster, 1);
        putLe<quint32>(block, BaseBlockField::checksum, hiveChecksum(block));
        return block;
    }

    //! A key that has neither values nor subkeys yet.
    quint32 addKey(const HiveKey &key, quint32 parent, quint16 flags)
    {
        const StoredName name(key.name);
        QByteArray cell = "nk" + zeroBytes(KeyField::name - 2);
        putLe<quint16>(
            cell, KeyField::flags, quint16(flags | (name.narrow ? KeyField::narrowName : 0)));
        putLe<quint64>(cell, KeyField::time, m_time);
        putLe<quint32>(cell, KeyField::parent, parent);
        for (const auto field : {KeyField::subkeyList,
                                 KeyField::volatileList,
                                 KeyField::valueList,
                                 KeyField::classCell})
            putLe<quint32>(cell, field, noCell);
        putLe<quint16>(cell, KeyField::nameSize, quint16(name.bytes.size()));
        ++m_keys;
        return m_bins.add(cell + name.bytes);
    }

    void fillKey(quint32 cell, const HiveKey &key)
    {
        m_bins.set<quint32>(cell, KeyField::security, m_security);
        if (!key.values.isEmpty())
            addValues(cell, key.values);
        if (!key.children.empty())
            addSubkeys(cell, key.children);
    }

    void addValues(quint32 cell, const QList<HiveValue> &values)
    {
        QByteArray list;
        qsizetype longestName = 0;
        qsizetype longestData = 0;
        for (const auto &value : values) {
            appendLe<quint32>(list, addValue(value));
            longestName = std::max(longestName, value.name.size() * 2);
            longestData = std::max(longestData, value.data.size());
        }
        m_bins.set<quint32>(cell, KeyField::values, quint32(values.size()));
        m_bins.set<quint32>(cell, KeyField::valueList, m_bins.add(list));
        m_bins.set<quint32>(cell, KeyField::longestValueName, quint32(longestName));
        m_bins.set<quint32>(cell, KeyField::longestData, quint32(longestData));
    }

    quint32 addValue(const HiveValue &value)
    {
        const StoredName name(value.name);
        const auto size = quint32(value.data.size());
        Q_ASSERT(size <= largestValue);
        QByteArray cell = "vk" + zeroBytes(ValueField::name - 2);
        putLe<quint16>(cell, ValueField::nameSize, quint16(name.bytes.size()));
        putLe<quint32>(cell, ValueField::dataSize, size <= 4 ? size | inlineData : size);
        putLe<quint32>(cell, ValueField::type, value.type);
        putLe<quint16>(cell, ValueField::flags, name.narrow ? ValueField::narrowName : 0);
        if (size <= 4)
            putBytes(cell, ValueField::data, value.data);
        else
            putLe<quint32>(cell, ValueField::data, m_bins.add(value.data));
        return m_bins.add(cell + name.bytes);
    }

    void addSubkeys(quint32 cell, const std::vector<HiveKey> &children)
    {
        Q_ASSERT(children.size() <= 511);
        QList<const HiveKey *> sorted;
        for (const auto &child : children)
            sorted.append(&child);
        std::sort(sorted.begin(), sorted.end(), [](const HiveKey *a, const HiveKey *b) {
            return compareHiveNames(a->name, b->name) < 0;
        });

        QByteArray list = "lh";
        appendLe<quint16>(list, quint16(sorted.size()));
        qsizetype longestName = 0;
        for (const auto *child : sorted) {
            const auto childCell = addKey(*child, cell, 0);
            fillKey(childCell, *child);
            appendLe<quint32>(list, childCell);
            appendLe<quint32>(list, hiveHash(child->name));
            longestName = std::max(longestName, child->name.size() * 2);
        }
        m_bins.set<quint32>(cell, KeyField::subkeys, quint32(sorted.size()));
        m_bins.set<quint32>(cell, KeyField::subkeyList, m_bins.add(list));
        m_bins.set<quint32>(cell, KeyField::longestSubkeyName, quint32(longestName));
    }

    Bins m_bins;
    quint64 m_time;
    quint32 m_security = noCell;
    quint32 m_keys = 0;
};

} // namespace

QByteArray writeHive(const HiveKey &root, const QDateTime &time)
{
    return HiveWriter(time).write(root);
}

} // namespace bootwright

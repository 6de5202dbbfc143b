// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/bcd/Hive.h"
#include "core/bcd/HiveFormat.h"

#include <QBitArray>

#include <optional>

namespace bootwright {

namespace {

constexpr int deepestKey = 512; // Windows opens no deeper keys

Error damagedHive(const QString &check)
{
    return {Error::Kind::Corrupt, Tr::tr("The registry hive is damaged."), check};
}

Error damagedAt(const char *what, quint32 cell, const char *check)
{
    return damagedHive(
        QStringLiteral("%1 at 0x%2: %3")
            .arg(QLatin1String(what), QString::number(cell, 16), QLatin1String(check)));
}

//! What a list says about one subkey.
struct ListEntry
{
    enum class Hint { None, Letters, Hash };

    quint32 cell;
    Hint kind;
    quint32 hint;
};

//! An lf list holds the first four letters of the name, or zero where they are no bytes.
bool lettersMatch(quint32 letters, QStringView name)
{
    for (qsizetype i = 0; i < qMin<qsizetype>(4, name.size()); ++i) {
        const auto letter = QChar(ushort((letters >> (8 * i)) & 0xFF));
        if (letter.isNull())
            return true;
        if (letter.toUpper() != name[i].toUpper())
            return false;
    }
    return true;
}

bool hintMatches(const ListEntry &entry, QStringView name)
{
    switch (entry.kind) {
    case ListEntry::Hint::None:
        return true;
    case ListEntry::Hint::Letters:
        return lettersMatch(entry.hint, name);
    case ListEntry::Hint::Hash:
        return entry.hint == hiveHash(name);
    }
    return false;
}

//! Reads one hive. A cell can be claimed once only, which rules out circles and shared subtrees.
class HiveReader
{
public:
    explicit HiveReader(QByteArrayView file)
        : m_file(file)
    {}

    Result<HiveKey> read()
    {
        if (const auto sound = checkBaseBlock(); !sound)
            return sound.error();
        if (const auto sound = walkBins(); !sound)
            return sound.error();
        return readKey(le<quint32>(m_file, BaseBlockField::rootCell), std::nullopt, 1);
    }

private:
    Result<void> checkBaseBlock();
    Result<void> walkBins();
    Result<quint32> walkBin(quint32 bin);
    Result<QByteArrayView> claim(quint32 cell, quint64 least, const char *what);
    Result<QString>
    readName(QByteArrayView bytes, quint64 offset, quint64 size, bool narrow, const char *what);
    Result<HiveKey> readKey(quint32 cell, std::optional<quint32> parent, int depth);
    Result<void> readValues(QByteArrayView key, HiveKey &into);
    Result<HiveValue> readValue(quint32 cell);
    Result<QByteArray> readData(QByteArrayView value, quint32 cell);
    Result<void> readSubkeys(quint32 cell, QByteArrayView key, int depth, HiveKey &into);
    Result<QList<ListEntry>> readList(quint32 cell, bool mayBeRoot);
    Result<QList<ListEntry>> readRootList(QByteArrayView offsets);

    QByteArrayView m_file;
    QByteArrayView m_bins;
    QBitArray m_claimable; //!< bit n: a cell in use begins at 8 n and nobody has claimed it
};

Result<void> HiveReader::checkBaseBlock()
{
    if (m_file.size() < hivePage || !m_file.startsWith("regf"))
        return damagedHive(QStringLiteral("base block: no regf signature"));
    const auto field = [this](qsizetype offset) { return le<quint32>(m_file, offset); };
    const auto binsSize = field(BaseBlockField::binsSize);
    const struct
    {
        bool holds;
        const char *name;
    } checks[] = {
        {field(BaseBlockField::sequence1) == field(BaseBlockField::sequence2), "sequences differ"},
        {field(BaseBlockField::major) == 1, "major version"},
        {field(BaseBlockField::minor) >= 3 && field(BaseBlockField::minor) <= 5, "minor version"},
        {field(BaseBlockField::type) == 0, "file type"},
        {field(BaseBlockField::format) == 1, "file format"},
        {field(BaseBlockField::cluster) == 1, "cluster"},
        {field(BaseBlockField::checksum) == hiveChecksum(m_file), "checksum"},
        {binsSize > 0 && binsSize % hivePage == 0 && binsSize <= largestBins, "size of the bins"},
        {fits(hivePage, binsSize, quint64(m_file.size())), "file is cut off"},
    };
    for (const auto &check : checks) {
        if (!check.holds)
            return damagedHive(QStringLiteral("base block: %1").arg(QLatin1String(check.name)));
    }
    m_bins = m_file.sliced(hivePage, binsSize);
    return {};
}

Result<void> HiveReader::walkBins()
{
    m_claimable.resize(m_bins.size() / 8);
    for (quint32 bin = 0; bin < quint32(m_bins.size());) {
        const auto size = walkBin(bin);
        if (!size)
            return size.error();
        bin += *size;
    }
    return {};
}

//! Checks the bin and its chain of cells; returns its size.
Result<quint32> HiveReader::walkBin(quint32 bin)
{
    const auto bytes = m_bins.sliced(bin);
    if (!bytes.startsWith("hbin"))
        return damagedAt("bin", bin, "no hbin signature");
    if (le<quint32>(bytes, BinField::offset) != bin)
        return damagedAt("bin", bin, "offset");
    const auto size = le<quint32>(bytes, BinField::size);
    if (size == 0 || size % hivePage != 0 || size > quint32(bytes.size()))
        return damagedAt("bin", bin, "size");
    for (quint32 at = BinField::cells; at < size;) {
        const auto raw = le<qint32>(bytes, at);
        const auto cellSize = quint32(qAbs(qint64(raw)));
        if (cellSize == 0 || cellSize % 8 != 0 || cellSize > size - at)
            return damagedAt("cell", bin + at, "size");
        m_claimable.setBit((bin + at) / 8, raw < 0);
        at += cellSize;
    }
    return size;
}

//! The content of a cell, of \a least bytes at least.
Result<QByteArrayView> HiveReader::claim(quint32 cell, quint64 least, const char *what)
{
    if (cell % 8 != 0 || cell >= quint32(m_bins.size()) || !m_claimable.testBit(cell / 8))
        return damagedAt(what, cell, "not a cell in use, or used twice");
    m_claimable.clearBit(cell / 8);
    const auto size = qAbs(qint64(le<qint32>(m_bins, cell))) - 4;
    if (quint64(size) < least)
        return damagedAt(what, cell, "longer than its cell");
    return m_bins.sliced(qsizetype(cell) + 4, qsizetype(size));
}

Result<QString> HiveReader::readName(
    QByteArrayView bytes, quint64 offset, quint64 size, bool narrow, const char *what)
{
    if (!fits(offset, size, quint64(bytes.size())) || (!narrow && size % 2 != 0))
        return damagedHive(QStringLiteral("%1: size of the name").arg(QLatin1String(what)));
    const auto name = bytes.sliced(qsizetype(offset), qsizetype(size));
    return narrow ? QString::fromLatin1(name) : fromUtf16le(name);
}

Result<HiveKey> HiveReader::readKey(quint32 cell, std::optional<quint32> parent, int depth)
{
    if (depth > deepestKey)
        return damagedAt("key", cell, "too deep");
    const auto bytes = claim(cell, KeyField::name, "key");
    if (!bytes)
        return bytes.error();
    if (!bytes->startsWith("nk"))
        return damagedAt("key", cell, "no nk signature");
    if (parent && le<quint32>(*bytes, KeyField::parent) != *parent)
        return damagedAt("key", cell, "parent");
    const auto nameSize = le<quint16>(*bytes, KeyField::nameSize);
    const bool narrow = (le<quint16>(*bytes, KeyField::flags) & KeyField::narrowName) != 0;
    auto name = readName(*bytes, KeyField::name, nameSize, narrow, "key");
    if (!name)
        return name.error();
    if (name->isEmpty())
        return damagedAt("key", cell, "no name");
    if (const auto classCell = le<quint32>(*bytes, KeyField::classCell); classCell != noCell) {
        if (const auto claimed = claim(classCell, 0, "class"); !claimed)
            return claimed.error();
    }
    HiveKey key{*std::move(name), {}, {}};
    if (const auto done = readValues(*bytes, key); !done)
        return done.error();
    if (const auto done = readSubkeys(cell, *bytes, depth, key); !done)
        return done.error();
    return key;
}

Result<void> HiveReader::readValues(QByteArrayView key, HiveKey &into)
{
    const auto count = le<quint32>(key, KeyField::values);
    if (count == 0)
        return {};
    const auto list =
        claim(le<quint32>(key, KeyField::valueList), quint64(count) * 4, "list of values");
    if (!list)
        return list.error();
    for (quint32 i = 0; i < count; ++i) {
        auto value = readValue(le<quint32>(*list, qsizetype(i) * 4));
        if (!value)
            return value.error();
        into.values.append(*std::move(value));
    }
    return {};
}

Result<HiveValue> HiveReader::readValue(quint32 cell)
{
    const auto bytes = claim(cell, ValueField::name, "value");
    if (!bytes)
        return bytes.error();
    if (!bytes->startsWith("vk"))
        return damagedAt("value", cell, "no vk signature");
    const auto nameSize = le<quint16>(*bytes, ValueField::nameSize);
    const bool narrow = (le<quint16>(*bytes, ValueField::flags) & ValueField::narrowName) != 0;
    auto name = readName(*bytes, ValueField::name, nameSize, narrow, "value");
    if (!name)
        return name.error();
    auto data = readData(*bytes, cell);
    if (!data)
        return data.error();
    return HiveValue{*std::move(name), le<quint32>(*bytes, ValueField::type), *std::move(data)};
}

Result<QByteArray> HiveReader::readData(QByteArrayView value, quint32 cell)
{
    const auto field = le<quint32>(value, ValueField::dataSize);
    const auto size = field & ~inlineData;
    if (field & inlineData) {
        if (size > 4)
            return damagedAt("value", cell, "more than 4 bytes without a data cell");
        return value.sliced(ValueField::data, size).toByteArray();
    }
    if (size == 0)
        return QByteArray();
    if (size > largestValue)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("The registry hive holds a value that is too long."),
                     QStringLiteral("value at 0x%1: %2 bytes").arg(cell, 0, 16).arg(size)};
    const auto data = claim(le<quint32>(value, ValueField::data), size, "data");
    if (!data)
        return data.error();
    return data->first(size).toByteArray();
}

Result<void> HiveReader::readSubkeys(quint32 cell, QByteArrayView key, int depth, HiveKey &into)
{
    const auto count = le<quint32>(key, KeyField::subkeys);
    if (count == 0)
        return {};
    const auto entries = readList(le<quint32>(key, KeyField::subkeyList), true);
    if (!entries)
        return entries.error();
    if (quint64(entries->size()) != count)
        return damagedAt("key", cell, "number of subkeys");
    for (const auto &entry : *entries) {
        auto child = readKey(entry.cell, cell, depth + 1);
        if (!child)
            return child.error();
        if (!hintMatches(entry, child->name))
            return damagedAt("key", entry.cell, "list and name differ");
        if (!into.children.empty() && compareHiveNames(into.children.back().name, child->name) >= 0)
            return damagedAt("key", entry.cell, "order of names");
        into.children.push_back(*std::move(child));
    }
    return {};
}

Result<QList<ListEntry>> HiveReader::readList(quint32 cell, bool mayBeRoot)
{
    constexpr qsizetype headerSize = 4;
    const auto list = claim(cell, headerSize, "list of keys");
    if (!list)
        return list.error();
    const auto kind = list->first(2);
    const auto count = le<quint16>(*list, 2);
    const bool hinted = kind == "lh" || kind == "lf";
    const qsizetype step = hinted ? 8 : 4;
    if (!fits(headerSize, quint64(count) * step, quint64(list->size())))
        return damagedAt("list of keys", cell, "longer than its cell");
    const auto body = list->sliced(headerSize, count * step);
    if (mayBeRoot && kind == "ri")
        return readRootList(body);
    if (!hinted && kind != "li")
        return damagedAt("list of keys", cell, "signature");
    const auto hint = !hinted        ? ListEntry::Hint::None
                      : kind == "lh" ? ListEntry::Hint::Hash
                                     : ListEntry::Hint::Letters;
    QList<ListEntry> entries;
    for (qsizetype at = 0; at < body.size(); at += step)
        entries.append({le<quint32>(body, at), hint, hinted ? le<quint32>(body, at + 4) : 0});
    return entries;
}

Result<QList<ListEntry>> HiveReader::readRootList(QByteArrayView offsets)
{
    QList<ListEntry> entries;
    for (qsizetype at = 0; at < offsets.size(); at += 4) {
        const auto part = readList(le<quint32>(offsets, at), false);
        if (!part)
            return part.error();
        entries += *part;
    }
    return entries;
}

} // namespace

Result<HiveKey> readHive(QByteArrayView bytes)
{
    return HiveReader(bytes).read();
}

} // namespace bootwright

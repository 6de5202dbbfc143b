// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/TreeReader.h"

#include <algorithm>
#include <bit>

// The structures are described in Fat32.cpp, FatImage.cpp and FatFolder.cpp.

namespace bootwright {

namespace {

constexpr quint64 kEntrySize = 32;
constexpr quint64 kLargestFolder = 2_MiB;
constexpr quint64 kTableWindow = 64_KiB;
constexpr quint32 kFirstCluster = 2;

//! What the boot sector says, checked.
struct Geometry
{
    quint64 tableOffset = 0; //!< bytes, as all that follow
    quint64 rootOffset = 0;  //!< FAT12 and FAT16 only
    quint64 rootSize = 0;    //!< 0 for FAT32
    quint64 dataOffset = 0;
    quint64 clusterSize = 0;
    quint32 clusters = 0;
    quint32 rootCluster = 0; //!< FAT32 only
    int bits = 0;            //!< 12, 16 or 32

    quint64 clusterOffset(quint32 cluster) const
    {
        return dataOffset + quint64(cluster - kFirstCluster) * clusterSize;
    }
};

bool looksLikeFat(QByteArrayView boot)
{
    const auto sector = le<quint16>(boot, 11);
    return (boot[0] == '\xEB' || boot[0] == '\xE9') && boot.endsWith("\x55\xAA") && sector >= 512
           && sector <= 4096 && std::has_single_bit(sector) && std::has_single_bit(quint8(boot[13]))
           && le<quint16>(boot, 14) > 0 && (boot[16] == 1 || boot[16] == 2);
}

Result<Geometry> readGeometry(const ImageSource &volume)
{
    const auto boot = volume.read(0, 512);
    if (!boot || !looksLikeFat(*boot))
        return Error{Error::Kind::NotFound, Tr::tr("The image holds no FAT file system."), {}};
    const quint64 sector = le<quint16>(*boot, 11);
    const quint64 tables = quint8((*boot)[16]);
    const quint64 tableSectors =
        le<quint16>(*boot, 22) ? le<quint16>(*boot, 22) : le<quint32>(*boot, 36);
    const quint64 sectors =
        le<quint16>(*boot, 19) ? le<quint16>(*boot, 19) : le<quint32>(*boot, 32);
    Geometry geometry;
    geometry.tableOffset = le<quint16>(*boot, 14) * sector;
    geometry.rootOffset = geometry.tableOffset + tables * tableSectors * sector;
    geometry.rootSize = le<quint16>(*boot, 17) * kEntrySize;
    geometry.dataOffset = geometry.rootOffset + roundUp(geometry.rootSize, sector);
    geometry.clusterSize = quint8((*boot)[13]) * sector;
    if (sectors * sector > volume.size() || geometry.dataOffset > sectors * sector)
        return corruptImage(QStringLiteral("FAT volume of %1 sectors").arg(sectors));
    const auto clusters = (sectors * sector - geometry.dataOffset) / geometry.clusterSize;
    geometry.bits = clusters < 4085 ? 12 : clusters < 65525 ? 16 : 32;
    const auto tableEntries = tableSectors * sector * 8 / quint64(geometry.bits);
    if (clusters == 0 || clusters > 0x0FFFFFF5 || tableEntries < clusters + kFirstCluster
        || (geometry.bits == 32) != (geometry.rootSize == 0))
        return corruptImage(QStringLiteral("FAT of %1 clusters").arg(clusters));
    geometry.clusters = quint32(clusters);
    geometry.rootCluster = le<quint32>(*boot, 44);
    return geometry;
}

//! The table, read window by window.
class Table
{
public:
    Table(const ImageSource &volume, const Geometry &geometry)
        : m_volume(volume)
        , m_geometry(geometry)
    {}

    bool isCluster(quint32 cluster) const
    {
        return cluster >= kFirstCluster && cluster - kFirstCluster < m_geometry.clusters;
    }

    //! What the table says about \a cluster, which is one: the next, or something that is none.
    Result<quint32> next(quint32 cluster)
    {
        if (m_geometry.bits == 12) {
            const auto at = quint64(cluster) + cluster / 2;
            const auto low = byteAt(at);
            const auto high = low ? byteAt(at + 1) : low;
            if (!high)
                return high.error();
            const auto both = quint32(*low | *high << 8);
            return cluster % 2 ? both >> 4 : both & 0xFFF;
        }
        const auto size = quint64(m_geometry.bits / 8);
        if (const auto ready = load(cluster * size); !ready)
            return ready.error();
        const auto at = qsizetype(cluster * size - m_windowStart);
        return size == 2 ? le<quint16>(m_window, at) : le<quint32>(m_window, at) & 0x0FFFFFFF;
    }

private:
    Result<quint32> byteAt(quint64 offset)
    {
        if (const auto ready = load(offset); !ready)
            return ready.error();
        return quint32(quint8(m_window[qsizetype(offset - m_windowStart)]));
    }
    Result<void> load(quint64 offset)
    {
        const auto start = offset / kTableWindow * kTableWindow;
        if (!m_window.isEmpty() && start == m_windowStart)
            return {};
        const auto from = m_geometry.tableOffset + start;
        auto bytes = m_volume.read(from, std::min(kTableWindow, m_geometry.dataOffset - from));
        if (!bytes)
            return bytes.error();
        m_window = std::move(*bytes);
        m_windowStart = start;
        return {};
    }

    const ImageSource &m_volume;
    const Geometry &m_geometry;
    QByteArray m_window;
    quint64 m_windowStart = 0;
};

struct Run
{
    quint32 first = 0;
    quint32 count = 0;
};

//! Puts long names together from their parts and checks that they belong to the short name.
class LongName
{
public:
    void add(QByteArrayView entry)
    {
        static constexpr qsizetype places[] = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
        const auto number = quint8(entry[0]) & 0x3F;
        if (quint8(entry[0]) & 0x40) {
            m_name.clear();
            m_next = number;
            m_sum = quint8(entry[13]);
        }
        if (number == 0 || number != m_next || m_sum != quint8(entry[13])) {
            m_next = -1;
            return;
        }
        --m_next;
        QString part;
        for (const auto at : places) {
            const auto unit = le<quint16>(entry, at);
            if (unit == 0)
                break;
            part.append(QChar(unit));
        }
        m_name.prepend(part);
    }
    //! The name, or empty when there was none for \a shortName. Begins anew.
    QString take(QByteArrayView shortName)
    {
        quint8 sum = 0;
        for (const char byte : shortName)
            sum = quint8(((sum & 1) << 7) + (sum >> 1) + quint8(byte));
        const auto isWhole = m_next == 0 && sum == m_sum;
        m_next = -1;
        return isWhole ? m_name : QString();
    }

private:
    QString m_name;
    int m_next = -1;
    quint8 m_sum = 0;
};

QString shortNameOf(QByteArrayView entry)
{
    auto base = QString::fromLatin1(entry.first(8)).trimmed();
    auto extension = QString::fromLatin1(entry.sliced(8, 3)).trimmed();
    if (base.startsWith(QChar(0x05)))
        base[0] = QChar(0xE5);
    const auto cases = quint8(entry[12]); // as Windows NT keeps them
    base = cases & 0x08 ? base.toLower() : base;
    extension = cases & 0x10 ? extension.toLower() : extension;
    return extension.isEmpty() ? base : base + QLatin1Char('.') + extension;
}

//! Reads folders and follows chains of one volume.
class FatFiles
{
public:
    FatFiles(const ImageSource &volume, const Geometry &geometry)
        : m_volume(volume)
        , m_geometry(geometry)
        , m_table(volume, geometry)
        , m_tree(volume)
    {}

    Result<FileTree> read()
    {
        const auto root = m_geometry.bits == 32 ? m_geometry.rootCluster : 0;
        if (const auto added = m_tree.addFolder({{}, root, 0}); !added)
            return added.error();
        while (m_tree.hasFolder()) {
            const auto folder = m_tree.takeFolder();
            const auto bytes = folderBytes(quint32(folder.start));
            if (!bytes)
                return bytes.error();
            if (const auto done = readEntries(folder.path, *bytes); !done)
                return done.error();
        }
        return m_tree.takeTree();
    }

    Result<QByteArray> rootBytes()
    {
        return folderBytes(m_geometry.bits == 32 ? m_geometry.rootCluster : 0);
    }

private:
    //! The clusters of a chain: \a wanted of them, or all when that is 0.
    Result<std::vector<Run>> chain(quint32 first, quint64 wanted)
    {
        std::vector<Run> runs;
        const auto most = wanted > 0 ? wanted : kLargestFolder / m_geometry.clusterSize + 1;
        auto cluster = first;
        for (quint64 count = 0; count < most; ++count) {
            if (!m_table.isCluster(cluster)) {
                if (wanted == 0 && count > 0)
                    return runs;
                return corruptImage(QStringLiteral("FAT chain from cluster %1").arg(first));
            }
            if (!runs.empty() && runs.back().first + runs.back().count == cluster)
                ++runs.back().count;
            else
                runs.push_back({cluster, 1});
            const auto next = m_table.next(cluster);
            if (!next)
                return next.error();
            cluster = *next;
        }
        if (wanted == 0)
            return corruptImage(QStringLiteral("FAT folder at cluster %1 has no end").arg(first));
        return runs;
    }

    Result<QByteArray> folderBytes(quint32 first)
    {
        if (first == 0 && m_geometry.bits != 32)
            return m_volume.read(m_geometry.rootOffset, m_geometry.rootSize);
        const auto runs = chain(first, 0);
        if (!runs)
            return runs.error();
        QByteArray bytes;
        for (const auto &run : *runs) {
            const auto part = m_volume.read(m_geometry.clusterOffset(run.first),
                                            run.count * m_geometry.clusterSize);
            if (!part)
                return part.error();
            bytes += *part;
        }
        return bytes;
    }

    Result<ContentSource> fileContent(quint32 first, quint64 size)
    {
        if (size == 0)
            return ContentSource();
        const auto wanted = roundUp(size, m_geometry.clusterSize) / m_geometry.clusterSize;
        const auto runs = chain(first, wanted);
        if (!runs)
            return runs.error();
        std::vector<ContentSource> parts;
        for (const auto &run : *runs) {
            const auto length = std::min<quint64>(size, run.count * m_geometry.clusterSize);
            const auto part = m_tree.slice(m_geometry.clusterOffset(run.first), length);
            if (!part)
                return part.error();
            parts.push_back(*part);
            size -= length;
        }
        return parts.size() == 1 ? parts.front() : ContentSource::joined(std::move(parts));
    }

    Result<void> readEntries(const QString &folder, QByteArrayView bytes)
    {
        LongName longName;
        for (; bytes.size() >= qsizetype(kEntrySize) && bytes[0] != '\0';
             bytes = bytes.sliced(kEntrySize)) {
            const auto entry = bytes.first(kEntrySize);
            const auto attributes = quint8(entry[11]);
            if (entry[0] == '\xE5')
                continue;
            if ((attributes & 0x3F) == 0x0F) {
                longName.add(entry);
                continue;
            }
            auto name = longName.take(entry.first(11));
            if ((attributes & 0x08) || entry[0] == '.')
                continue;
            name = name.isEmpty() ? shortNameOf(entry) : name;
            if (const auto added = add(pathIn(folder, name), entry); !added)
                return added;
        }
        return {};
    }

    Result<void> add(const QString &path, QByteArrayView entry)
    {
        const auto high = m_geometry.bits == 32 ? le<quint16>(entry, 20) : quint16(0);
        const auto first = quint32(high) << 16 | le<quint16>(entry, 26);
        if (quint8(entry[11]) & 0x10)
            return m_tree.addFolder({path, first, 0});
        const auto content = fileContent(first, le<quint32>(entry, 28));
        return content ? m_tree.addFile(path, *content) : content.error();
    }

    const ImageSource &m_volume;
    const Geometry &m_geometry;
    Table m_table;
    TreeReader m_tree;
};

} // namespace

Result<FileTree> readFat(const ImageSource &volume)
{
    const auto geometry = readGeometry(volume);
    if (!geometry)
        return geometry.error();
    return FatFiles(volume, *geometry).read();
}

QString readFatLabel(const ImageSource &volume)
{
    const auto geometry = readGeometry(volume);
    if (!geometry)
        return {};
    const auto bytes = FatFiles(volume, *geometry).rootBytes();
    for (qsizetype at = 0; bytes && at + qsizetype(kEntrySize) <= bytes->size(); at += kEntrySize) {
        const auto entry = QByteArrayView(*bytes).sliced(at, kEntrySize);
        if (entry[0] == '\0')
            break;
        if (entry[0] != '\xE5' && (quint8(entry[11]) & 0x3F) == 0x08)
            return QString::fromLatin1(entry.first(11)).trimmed();
    }
    return {};
}

} // namespace bootwright

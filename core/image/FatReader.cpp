// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/FatFormat.h"
#include "core/image/TreeReader.h"

#include <algorithm>

// The structures are described in Fat32.cpp, FatImage.cpp and FatFolder.cpp.

namespace bootwright {

namespace {

constexpr quint64 kEntrySize = kFatEntry;
constexpr quint64 kLargestFolder = 2_MiB;
constexpr quint64 kTableWindow = 64_KiB;
constexpr quint64 kMostRuns = 200'000; //!< of all files together; far above any stick in use

//! The table, read window by window.
class Table
{
public:
    Table(const ImageSource &volume, const FatGeometry &geometry)
        : m_volume(volume)
        , m_geometry(geometry)
    {}

    bool isCluster(quint32 cluster) const
    {
        return cluster >= kFirstFatCluster && cluster - kFirstFatCluster < m_geometry.clusters;
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
    const FatGeometry &m_geometry;
    QByteArray m_window;
    quint64 m_windowStart = 0;
};

struct Run
{
    quint32 first = 0;
    quint32 count = 0;
};

//! What a folder holds, and where its pieces lie: each ends in front of so many of its bytes.
struct FolderBytes
{
    struct Piece
    {
        qsizetype end = 0;
        quint64 offset = 0; //!< bytes from the start of the volume
    };
    QByteArray bytes;
    std::vector<Piece> pieces;

    void add(const QByteArray &part, quint64 offset)
    {
        bytes += part;
        pieces.push_back({bytes.size(), offset});
    }
    //! Where byte \a at lies on the volume.
    quint64 placeOf(qsizetype at) const
    {
        qsizetype start = 0;
        for (const auto &piece : pieces) {
            if (at < piece.end)
                return piece.offset + quint64(at - start);
            start = piece.end;
        }
        Q_UNREACHABLE();
    }
};

//! Reads folders and follows chains of one volume.
class FatFiles
{
public:
    FatFiles(const ImageSource &volume, const FatGeometry &geometry)
        : m_volume(volume)
        , m_geometry(geometry)
        , m_table(volume, geometry)
        , m_tree(volume)
    {}

    Result<void> read()
    {
        const auto root = m_geometry.bits == 32 ? m_geometry.rootCluster : 0;
        if (const auto added = m_tree.addRoot(root, 0); !added)
            return added.error();
        while (m_tree.hasFolder()) {
            const auto folder = m_tree.takeFolder();
            const auto bytes = folderBytes(quint32(folder.start));
            if (!bytes)
                return bytes.error();
            if (const auto counted = m_tree.countFolderBytes(quint64(bytes->bytes.size()));
                !counted)
                return counted.error();
            if (const auto done = readEntries(folder, *bytes); !done)
                return done;
        }
        return {};
    }
    TreeReader &tree() { return m_tree; }

    Result<FolderBytes> rootBytes()
    {
        return folderBytes(m_geometry.bits == 32 ? m_geometry.rootCluster : 0);
    }

private:
    //! The clusters of a chain: \a wanted of them, or all when that is 0. No cluster belongs to two chains,
    //! so that all chains together are as long as the volume at most.
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
            if (runs.empty() || runs.back().first + runs.back().count != cluster) {
                runs.push_back({cluster, 0});
                ++m_runs;
            }
            ++runs.back().count;
            if (++m_chained > m_geometry.clusters || m_runs > kMostRuns)
                return corruptImage(QStringLiteral("FAT chains that meet or have too many pieces"));
            const auto next = m_table.next(cluster);
            if (!next)
                return next.error();
            cluster = *next;
        }
        if (wanted == 0)
            return corruptImage(QStringLiteral("FAT folder at cluster %1 has no end").arg(first));
        return runs;
    }

    Result<FolderBytes> folderBytes(quint32 first)
    {
        FolderBytes folder;
        if (first == 0 && m_geometry.bits != 32) {
            const auto root = m_volume.read(m_geometry.rootOffset, m_geometry.rootSize);
            if (!root)
                return root.error();
            folder.add(*root, m_geometry.rootOffset);
            return folder;
        }
        const auto runs = chain(first, 0);
        if (!runs)
            return runs.error();
        for (const auto &run : *runs) {
            const auto offset = m_geometry.clusterOffset(run.first);
            const auto part = m_volume.read(offset, run.count * m_geometry.clusterSize);
            if (!part)
                return part.error();
            folder.add(*part, offset);
        }
        return folder;
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

    Result<void> readEntries(const TreeReader::Folder &parent, const FolderBytes &folder)
    {
        FatLongName longName;
        const auto size = qsizetype(kEntrySize);
        for (qsizetype at = 0; at + size <= folder.bytes.size(); at += size) {
            const auto entry = QByteArrayView(folder.bytes).sliced(at, size);
            if (entry[0] == '\0')
                break;
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
            name = name.isEmpty() ? fatNameOf(entry) : name;
            if (const auto added = add(parent, name, entry, folder.placeOf(at)); !added)
                return added;
        }
        return {};
    }

    Result<void>
    add(const TreeReader::Folder &folder, const QString &name, QByteArrayView entry, quint64 place)
    {
        const auto high = m_geometry.bits == 32 ? le<quint16>(entry, 20) : quint16(0);
        const auto first = quint32(high) << 16 | le<quint16>(entry, 26);
        if (quint8(entry[11]) & 0x10)
            return m_tree.addFolder(folder, name, first, 0);
        const auto content = fileContent(first, le<quint32>(entry, 28));
        return content ? m_tree.addFile(folder, name, *content, place) : content.error();
    }

    const ImageSource &m_volume;
    const FatGeometry &m_geometry;
    Table m_table;
    TreeReader m_tree;
    quint64 m_chained = 0; //!< clusters
    quint64 m_runs = 0;
};

} // namespace

Result<FileTree> readFat(const ImageSource &volume)
{
    const auto geometry = readFatGeometry(volume);
    if (!geometry)
        return geometry.error();
    FatFiles files(volume, *geometry);
    const auto done = files.read();
    return done ? Result<FileTree>(files.tree().takeTree()) : done.error();
}

Result<RecordPlaces> fatRecords(const ImageSource &volume)
{
    const auto geometry = readFatGeometry(volume);
    if (!geometry)
        return geometry.error();
    FatFiles files(volume, *geometry);
    const auto done = files.read();
    return done ? Result<RecordPlaces>(files.tree().takeRecords()) : done.error();
}

std::optional<quint64> fatLabelRecord(const ImageSource &volume)
{
    const auto geometry = readFatGeometry(volume);
    const auto root = geometry ? FatFiles(volume, *geometry).rootBytes() : geometry.error();
    const auto size = qsizetype(kEntrySize);
    for (qsizetype at = 0; root && at + size <= root->bytes.size(); at += size) {
        const auto entry = QByteArrayView(root->bytes).sliced(at, size);
        if (entry[0] == '\0')
            break;
        if (entry[0] != '\xE5' && (quint8(entry[11]) & 0x3F) == 0x08)
            return root->placeOf(at);
    }
    return {};
}

int readFatBits(const ImageSource &volume)
{
    const auto geometry = readFatGeometry(volume);
    return geometry ? geometry->bits : 0;
}

QString readFatLabel(const ImageSource &volume)
{
    const auto place = fatLabelRecord(volume);
    const auto label = place ? volume.read(*place, 11) : Result<QByteArray>(QByteArray());
    return label ? QString::fromLatin1(*label).trimmed() : QString();
}

} // namespace bootwright

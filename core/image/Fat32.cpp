// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Fat32.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/BootMessage.h"
#include "core/image/FatFolder.h"

#include <algorithm>
#include <limits>

// Microsoft FAT specification, August 2005. Sectors of 512 bytes:
//   0 boot sector | 1 FSInfo | 6, 7 the same again | 32… first table | second table | clusters from number 2 on
// Boot sector (3.1, 3.3): 0 EB 58 90 | 3 who made it, 8 | 11 sector 512 | 13 sectors a cluster | 14 reserved
//   sectors | 16 tables 2 | 21 media F8 | 24 sectors a track | 26 heads | 28 sectors before the volume
//   32 sectors | 36 sectors of a table | 44 cluster of the root | 48 FSInfo 1 | 50 backup 6 | 64 drive 80
//   66 29 | 67 serial | 71 label, 11 | 82 "FAT32   " | 90 code | 510 55 AA
// FSInfo (5): 0 "RRaA" | 484 "rrAa" | 488 free clusters | 492 next free one | 508 00 00 55 AA
// Table (4.1): 0 0FFFFFF8 | 1 0FFFFFFF | n: number of the next cluster, 0FFFFFFF the last, 0 free

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint32 kSectorsPerCluster = quint32(Fat32::kCluster / kSector);
constexpr quint32 kLeastReserved = 32;
constexpr quint32 kFirstCluster = 2;
constexpr quint32 kEndOfChain = 0x0FFFFFFF;
//! FAT32 begins at 65,525 clusters; programs that count off by a few exist, so keep away (3.5).
constexpr quint64 kLeastClusters = 65600;
constexpr quint64 kMostClusters = 0x0FFFFFF4;
constexpr quint64 kLargestFile = 0xFFFFFFFF;
constexpr quint64 kLargestFolder = 2_MiB;

//! The bytes of a table, made as they are read: it may be large.
class TableReader final : public ContentReader
{
public:
    explicit TableReader(std::shared_ptr<const std::vector<quint32>> chains)
        : m_chains(std::move(chains))
    {}
    Result<void> read(std::span<char> into) override
    {
        for (size_t at = 0; at < into.size(); ++at, ++m_offset) {
            if (m_offset % sizeof m_value == 0)
                qToLittleEndian<quint32>(nextValue(), m_value);
            into[at] = m_value[m_offset % sizeof m_value];
        }
        return {};
    }

private:
    quint32 nextValue()
    {
        const auto cluster = m_cluster++;
        if (cluster < kFirstCluster)
            return cluster == 0 ? 0x0FFFFFF8 : kEndOfChain;
        if (m_chain == m_chains->size())
            return 0;
        if (++m_inChain < (*m_chains)[m_chain])
            return cluster + 1;
        m_inChain = 0;
        ++m_chain;
        return kEndOfChain;
    }

    std::shared_ptr<const std::vector<quint32>> m_chains;
    size_t m_chain = 0;
    quint32 m_inChain = 0;
    quint32 m_cluster = 0;
    quint64 m_offset = 0;
    char m_value[4] = {};
};

quint64 clustersOf(quint64 size)
{
    return roundUp(size, Fat32::kCluster) / Fat32::kCluster;
}

Error tooLarge()
{
    return {Error::Kind::Unsupported,
            Tr::tr("Cannot lay out the media. The files are more than a FAT32 partition can hold."),
            {}};
}

} // namespace

Result<Fat32> Fat32::plan(const FolderIndex &index, const QString &label)
{
    Fat32 fat(index, label);
    if (const auto done = fat.planFolders(); !done)
        return done.error();
    if (const auto done = fat.planFiles(); !done)
        return done.error();
    fat.m_clusters = std::max(fat.m_usedClusters, kLeastClusters);
    if (fat.m_clusters > kMostClusters)
        return tooLarge();
    fat.m_fatSectors = quint32(roundUp((fat.m_clusters + kFirstCluster) * 4, kSector) / kSector);
    fat.m_reservedSectors =
        quint32(roundUp(kLeastReserved + 2 * fat.m_fatSectors, kSectorsPerCluster))
        - 2 * fat.m_fatSectors;
    return fat;
}

Result<void> Fat32::planFolders()
{
    const auto &folders = m_index->folders();
    for (size_t i = 0; i < folders.size(); ++i) {
        quint64 size = i == 0 ? 32 : 64; // the label, or the two dots
        for (const auto child : folders[i].children)
            size += FatFolder::sizeOf(m_index->entry(child).name());
        if (size > kLargestFolder)
            return Error{
                Error::Kind::Unsupported,
                Tr::tr("Cannot put \"%1\" on the media. The folder holds more files than "
                       "FAT32 allows.")
                    .arg(i == 0 ? QStringLiteral("/") : m_index->entry(folders[i].entry).path),
                {}};
        m_folderClusters.push_back(quint32(kFirstCluster + m_usedClusters));
        m_chains.push_back(quint32(clustersOf(size)));
        m_usedClusters += m_chains.back();
    }
    return {};
}

Result<void> Fat32::planFiles()
{
    for (const auto &entry : m_index->tree().entries()) {
        const auto size = entry.content.size();
        if (size > kLargestFile)
            return Error{
                Error::Kind::Unsupported,
                Tr::tr("Cannot put \"%1\" on the media. Files of 4 GiB and more do not fit "
                       "on it, because its partition for sticks is FAT32.")
                    .arg(entry.path),
                {}};
        m_fileClusters.push_back(quint32(kFirstCluster + m_usedClusters));
        if (size == 0)
            continue;
        m_chains.push_back(quint32(clustersOf(size)));
        m_usedClusters += m_chains.back();
        if (m_usedClusters > kMostClusters)
            return tooLarge();
    }
    return {};
}

quint64 Fat32::dataOffset() const
{
    return (m_reservedSectors + quint64(2) * m_fatSectors) * kSector;
}

quint64 Fat32::fileOffset(size_t entry) const
{
    return clusterOffset(m_fileClusters[entry]);
}

quint64 Fat32::usedSize() const
{
    return clusterOffset(kFirstCluster + m_usedClusters);
}

quint32 Fat32::childCluster(size_t entry) const
{
    const auto &child = m_index->entry(entry);
    if (child.isFolder)
        return m_folderClusters[m_index->folderOf(entry)];
    return child.content.size() == 0 ? 0 : m_fileClusters[entry];
}

QByteArray Fat32::folderBytes(size_t number, const QDateTime &created) const
{
    const auto &folder = m_index->folders()[number];
    FatFolder bytes(created);
    if (number == 0)
        bytes.addLabel(m_label);
    else
        bytes.addDots(m_folderClusters[number],
                      folder.parent == 0 ? 0 : m_folderClusters[folder.parent]);
    std::vector<FatChild> children;
    for (const auto child : folder.children) {
        const auto &entry = m_index->entry(child);
        children.push_back(
            {entry.name(), entry.isFolder, childCluster(child), quint32(entry.content.size())});
    }
    bytes.add(children);
    return bytes.bytes().leftJustified(qsizetype(roundUp(quint64(bytes.bytes().size()), kCluster)),
                                       '\0');
}

QByteArray Fat32::reservedSectors(quint64 offset, quint32 serial) const
{
    QByteArray boot = zeroBytes(kSector);
    putBytes(boot,
             0,
             "\xEB\x58\x90"
             "MSWIN4.1");
    putLe<quint16>(boot, 11, quint16(kSector));
    boot[13] = char(kSectorsPerCluster);
    putLe<quint16>(boot, 14, quint16(m_reservedSectors));
    boot[16] = 2;
    boot[21] = '\xF8';
    putLe<quint16>(boot, 24, 63);
    putLe<quint16>(boot, 26, 255);
    putLe<quint32>(boot, 28, quint32(offset / kSector));
    putLe<quint32>(boot, 32, quint32(size() / kSector));
    putLe<quint32>(boot, 36, m_fatSectors);
    putLe<quint32>(boot, 44, kFirstCluster);
    putLe<quint16>(boot, 48, 1);
    putLe<quint16>(boot, 50, 6);
    boot[64] = '\x80';
    boot[66] = '\x29';
    putLe<quint32>(boot, 67, serial);
    putBytes(boot, 71, m_label.toLatin1().leftJustified(11, ' '));
    putBytes(boot, 82, "FAT32   ");
    putBytes(boot, 90, bootMessage(90, "This medium starts computers by UEFI only."));
    putBytes(boot, 510, "\x55\xAA");
    QByteArray info = zeroBytes(kSector);
    putBytes(info, 0, "RRaA");
    putBytes(info, 484, "rrAa");
    putLe<quint32>(info, 488, quint32(m_clusters - m_usedClusters));
    putLe<quint32>(info,
                   492,
                   m_usedClusters < m_clusters ? quint32(kFirstCluster + m_usedClusters)
                                               : std::numeric_limits<quint32>::max());
    putBytes(info, 510, "\x55\xAA");
    QByteArray bytes = zeroBytes(m_reservedSectors * kSector);
    putBytes(bytes, 0, boot + info);
    putBytes(bytes, 6 * kSector, boot + info);
    return bytes;
}

Result<void> Fat32::addStructures(ImageLayout &layout,
                                  quint64 offset,
                                  quint32 serial,
                                  const QDateTime &created) const
{
    QByteArray folders;
    for (size_t i = 0; i < m_index->folders().size(); ++i)
        folders += folderBytes(i, created);
    const auto chains = std::make_shared<const std::vector<quint32>>(m_chains);
    const auto tableSize = m_fatSectors * kSector;
    const auto table = ContentSource::stream(tableSize, [chains] {
        return Result<std::unique_ptr<ContentReader>>(std::make_unique<TableReader>(chains));
    });
    const auto tables = offset + m_reservedSectors * kSector;
    if (const auto done = layout.add(offset, ContentSource::bytes(reservedSectors(offset, serial)));
        !done)
        return done;
    if (const auto done = layout.add(tables, table); !done)
        return done;
    if (const auto done = layout.add(tables + tableSize, table); !done)
        return done;
    return layout.add(offset + dataOffset(), ContentSource::bytes(folders));
}

} // namespace bootwright

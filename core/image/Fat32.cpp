// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Fat32.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/BootMessage.h"
#include "core/image/FatFolder.h"

#include <QLocale>

#include <algorithm>
#include <limits>

// Microsoft FAT specification, August 2005. Sectors of 512 bytes:
//   0 boot sector | 1 FSInfo | 6, 7 the same again | 12… more of the boot record | 32… first table | second
//   table | clusters from number 2 on
// Boot sector (3.1, 3.3): 0 EB 58 90 | 3 who made it, 8 | 11 sector 512 | 13 sectors a cluster | 14 reserved
//   sectors | 16 tables 2 | 21 media F8 | 24 sectors a track | 26 heads | 28 sectors before the volume
//   32 sectors | 36 sectors of a table | 44 cluster of the root | 48 FSInfo 1 | 50 backup 6 | 64 drive 80
//   66 29 | 67 serial | 71 label, 11 | 82 "FAT32   " | 90 code | 510 55 AA
// FSInfo (5): 0 "RRaA" | 484 "rrAa" | 488 free clusters | 492 next free one | 508 00 00 55 AA
// Table (4.1): 0 0FFFFFF8 | 1 0FFFFFFF | n: number of the next cluster, 0FFFFFFF the last, 0 free

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint32 kLeastReserved = 32;
constexpr quint64 kBootRecordRest = 12; //!< the sector where Windows has it too
constexpr quint32 kFirstCluster = 2;
constexpr quint32 kEndOfChain = 0x0FFFFFFF;
//! FAT32 begins at 65,525 clusters; programs that count off by a few exist, so keep away (3.5).
constexpr quint64 kLeastClusters = 65600;
constexpr quint64 kMostClusters = 0x0FFFFFF4;
constexpr quint64 kMostSectors = 0xFFFFFFFF;
constexpr quint64 kLargestFile = 0xFFFFFFFF;
constexpr quint64 kLargestFolder = 2_MiB;

//! The bytes of a table, made as they are read: it may be large.
class TableReader final : public ContentReader
{
public:
    explicit TableReader(std::shared_ptr<const std::vector<Fat32::Run>> runs)
        : m_runs(std::move(runs))
    {}
    Result<void> read(std::span<char> into) override
    {
        for (size_t at = 0; at < into.size(); ++at, ++m_offset) {
            if (isBehindLastRun()) {
                std::fill(into.begin() + ptrdiff_t(at), into.end(), '\0');
                break;
            }
            if (m_offset % sizeof m_value == 0)
                qToLittleEndian<quint32>(nextValue(), m_value);
            into[at] = m_value[m_offset % sizeof m_value];
        }
        return {};
    }

private:
    //! From here on everything is free: of a large drive that is most of the table.
    bool isBehindLastRun() const
    {
        return m_offset % sizeof m_value == 0 && m_cluster >= kFirstCluster
               && m_run == m_runs->size();
    }
    quint32 nextValue()
    {
        const auto cluster = m_cluster++;
        if (cluster < kFirstCluster)
            return cluster == 0 ? 0x0FFFFFF8 : kEndOfChain;
        if (m_run == m_runs->size())
            return 0;
        const auto &run = (*m_runs)[m_run];
        const auto isLast = ++m_inRun == run.clusters;
        if (isLast) {
            m_inRun = 0;
            ++m_run;
        }
        if (run.isFree)
            return 0;
        return isLast ? kEndOfChain : cluster + 1;
    }

    std::shared_ptr<const std::vector<Fat32::Run>> m_runs;
    size_t m_run = 0;
    quint32 m_inRun = 0;
    quint32 m_cluster = 0;
    quint64 m_offset = 0;
    char m_value[4] = {};
};

Error tooLarge()
{
    return {Error::Kind::Unsupported,
            Tr::tr("Cannot lay out the media. The files are more than a FAT32 partition can hold."),
            {}};
}

Error tooSmall(quint64 needed, quint64 size)
{
    const QLocale locale;
    return {
        Error::Kind::NoSpace,
        Tr::tr("Cannot lay out the media. The files need %1, and there is room for %2.")
            .arg(locale.formattedDataSize(qint64(needed)), locale.formattedDataSize(qint64(size))),
        {}};
}

} // namespace

Result<Fat32> Fat32::plan(const FolderIndex &index, const QString &label, FatShape shape)
{
    Fat32 fat(index, label, std::move(shape));
    if (const auto done = fat.planFolders(); !done)
        return done.error();
    if (const auto done = fat.planFiles(); !done)
        return done.error();
    if (const auto done = fat.planTables(); !done)
        return done.error();
    return fat;
}

quint64 Fat32::clustersOf(quint64 size) const
{
    return roundUp(size, m_shape.cluster) / m_shape.cluster;
}

Result<void> Fat32::planTables()
{
    const auto sectors = m_shape.size.value_or(0) / kSector;
    const auto perCluster = m_shape.cluster / kSector;
    // The tables may be a little larger than needed: they themselves take room from the clusters.
    const auto most =
        m_shape.size ? sectors / perCluster : std::max(m_usedClusters, kLeastClusters);
    if (most > kMostClusters || sectors > kMostSectors)
        return tooLarge();
    m_fatSectors = quint32(roundUp((most + kFirstCluster) * 4, kSector) / kSector);
    const auto tables = 2 * quint64(m_fatSectors);
    m_reservedSectors =
        quint32(roundUp(kLeastReserved + tables, m_shape.dataBorder / kSector) - tables);
    m_clusters = most;
    if (m_shape.size) {
        const auto before = std::min(m_reservedSectors + tables, sectors);
        m_clusters = (sectors - before) / perCluster;
    }
    if (m_clusters < kLeastClusters)
        return Error{
            Error::Kind::Unsupported,
            Tr::tr("Cannot lay out the media. There is less room than FAT32 needs at least."),
            QStringLiteral("%1 clusters").arg(m_clusters)};
    if (m_clusters < m_usedClusters)
        return tooSmall(usedSize(), size());
    return {};
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
        addRun({.clusters = quint32(clustersOf(size)), .isFree = false});
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
        addRun({.clusters = quint32(clustersOf(size)), .isFree = false});
        addRun({.clusters = quint32(clustersOf(entry.room)), .isFree = true});
        if (m_usedClusters > kMostClusters)
            return tooLarge();
    }
    return {};
}

void Fat32::addRun(Run run)
{
    if (run.clusters == 0)
        return;
    m_runs.push_back(run);
    m_usedClusters += run.clusters;
    m_roomClusters += run.isFree ? run.clusters : 0;
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
    return bytes.bytes().leftJustified(
        qsizetype(roundUp(quint64(bytes.bytes().size()), m_shape.cluster)), '\0');
}

QByteArray Fat32::bootSector(quint64 offset, quint32 serial) const
{
    QByteArray boot =
        m_shape.bootRecord.first(std::min(m_shape.bootRecord.size(), qsizetype(kSector)));
    if (boot.isEmpty()) {
        boot = zeroBytes(kSector);
        putBytes(boot, 90, bootMessage(90, "This medium starts computers by UEFI only."));
    }
    putBytes(boot,
             0,
             "\xEB\x58\x90"
             "MSWIN4.1");
    putLe<quint16>(boot, 11, quint16(kSector));
    boot[13] = char(m_shape.cluster / kSector);
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
    putBytes(boot, 510, "\x55\xAA");
    return boot;
}

QByteArray Fat32::reservedSectors(quint64 offset, quint32 serial) const
{
    const auto boot = bootSector(offset, serial);
    QByteArray info = zeroBytes(kSector);
    putBytes(info, 0, "RRaA");
    putBytes(info, 484, "rrAa");
    putLe<quint32>(info, 488, quint32(m_clusters - m_usedClusters + m_roomClusters));
    putLe<quint32>(info,
                   492,
                   m_usedClusters < m_clusters ? quint32(kFirstCluster + m_usedClusters)
                                               : std::numeric_limits<quint32>::max());
    putBytes(info, 510, "\x55\xAA");
    QByteArray bytes = zeroBytes(m_reservedSectors * kSector);
    putBytes(bytes, 0, boot + info);
    putBytes(bytes, 6 * kSector, boot + info);
    if (m_shape.bootRecord.size() > qsizetype(kSector))
        putBytes(
            bytes, kBootRecordRest * kSector, QByteArrayView(m_shape.bootRecord).sliced(kSector));
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
    const auto runs = std::make_shared<const std::vector<Fat32::Run>>(m_runs);
    const auto tableSize = m_fatSectors * kSector;
    const auto table = ContentSource::stream(tableSize, [runs] {
        return Result<std::unique_ptr<ContentReader>>(std::make_unique<TableReader>(runs));
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

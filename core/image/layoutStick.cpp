// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/layoutStick.h"

#include "core/base/Bytes.h"
#include "core/base/Embedded.h"
#include "core/base/Tr.h"
#include "core/image/Fat32.h"
#include "core/image/FatFolder.h"

#include <QLocale>

#include <algorithm>

// Sectors of 512 bytes (docs/formats/stick.md):
//   0 MBR | 1… zeros | 2048 FAT32: boot record, tables, folders, files in the order of the tree, free clusters
// MBR: 0 code | 440 signature | 446 four entries | 510 55 AA
// Entry: 0 80 if active | 1 head, sector and cylinder of the start | 4 type 0C: FAT32, by sector number
//   5 head, sector and cylinder of the end | 8 first sector | 12 sectors

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint64 kMostSectors = 0xFFFFFFFF; //!< that the MBR and FAT32 count
constexpr quint64 kDataBorder = 1_MiB;       //!< flash is written in large blocks
constexpr quint64 kWritten = 4096;           //!< what is written is a multiple of this
//! FAT32 begins at 65,525 clusters; some hundred more for tables and borders.
constexpr quint64 kLeastClusters = 66'000;

//! Clusters as large as Windows makes them, but smaller where FAT32 would have too few.
quint64 clusterFor(quint64 size)
{
    quint64 cluster = size < 64_MiB    ? 512
                      : size < 128_MiB ? 1_KiB
                      : size < 256_MiB ? 2_KiB
                      : size < 8_GiB   ? 4_KiB
                      : size < 16_GiB  ? 8_KiB
                      : size < 32_GiB  ? 16_KiB
                                       : 32_KiB;
    while (cluster > kSector && (size - std::min(size, 2 * kDataBorder)) / cluster < kLeastClusters)
        cluster /= 2;
    return cluster;
}

//! A place in the days of heads and cylinders; what lies beyond them is called FE FF FF.
QByteArray headAndCylinder(quint64 sector)
{
    constexpr quint64 heads = 255;
    constexpr quint64 perTrack = 63;
    const auto cylinder = sector / (heads * perTrack);
    if (cylinder > 1023)
        return QByteArray("\xFE\xFF\xFF");
    const auto head = sector / perTrack % heads;
    const auto inTrack = sector % perTrack + 1;
    return QByteArray()
        .append(char(head))
        .append(char(inTrack | (cylinder >> 8) << 6))
        .append(char(cylinder & 0xFF));
}

QByteArray mbr(quint64 partitionSectors, quint32 signature)
{
    constexpr auto first = kStickPartition / kSector;
    QByteArray bytes = embeddedFile("mbr.bin");
    putLe<quint32>(bytes, 440, signature);
    bytes[446] = '\x80';
    putBytes(bytes, 447, headAndCylinder(first));
    bytes[450] = '\x0C';
    putBytes(bytes, 451, headAndCylinder(first + partitionSectors - 1));
    putLe<quint32>(bytes, 454, quint32(first));
    putLe<quint32>(bytes, 458, quint32(partitionSectors));
    return bytes;
}

//! The files and, after each, zeros up to the end of its last cluster: what was there before is nobody's
//! business.
Result<void> addFiles(ImageLayout &layout, const FileTree &tree, const Fat32 &fat, quint64 cluster)
{
    const auto &entries = tree.entries();
    for (size_t i = 0; i < entries.size(); ++i) {
        const auto &content = entries[i].content;
        if (entries[i].isFolder)
            continue;
        const auto offset = kStickPartition + fat.fileOffset(i);
        const auto end = offset + content.size();
        if (const auto added = layout.add(offset, content, entries[i].path); !added)
            return added;
        const auto slack = roundUp(end - kStickPartition, cluster) + kStickPartition - end;
        if (slack == 0)
            continue;
        if (const auto added = layout.add(end, ContentSource::zeros(slack)); !added)
            return added;
    }
    return {};
}

Result<void> addAll(ImageLayout &layout,
                    const FileTree &tree,
                    const Fat32 &fat,
                    quint64 cluster,
                    const StickOptions &options)
{
    const auto table = mbr(fat.size() / kSector, options.diskSignature);
    if (const auto added = layout.add(0, ContentSource::bytes(table)); !added)
        return added;
    const auto gap = ContentSource::zeros(kStickPartition - kSector);
    if (const auto added = layout.add(kSector, gap); !added)
        return added;
    if (const auto added =
            fat.addStructures(layout, kStickPartition, options.fatSerial, options.created);
        !added)
        return added;
    if (const auto added = addFiles(layout, tree, fat, cluster); !added)
        return added;
    const auto end = layout.extents().back().end();
    const auto padded = std::min(roundUp(end, kWritten), kStickPartition + fat.size());
    return padded == end ? Result<void>() : layout.add(end, ContentSource::zeros(padded - end));
}

} // namespace

StickOptions StickOptions::fresh(const QString &label, const Chance &chance, size_t number)
{
    const auto value = [&](const char *name) {
        return le<quint32>(chance.bytes(QByteArray(name) + QByteArray::number(number), 4), 0);
    };
    return {label,
            std::max<quint32>(value("stick.diskSignature."), 1),
            value("stick.fatSerial."),
            chance.now()};
}

Result<ImageLayout> layoutStick(const FileTree &tree, quint64 size, const StickOptions &options)
{
    if (const auto good = checkFatLabel(options.label); !good)
        return good.error();
    const auto usable = std::min(size / kSector, kMostSectors) * kSector;
    const auto volume = usable - std::min(usable, kStickPartition);
    const auto cluster = clusterFor(volume);
    const FolderIndex index(tree);
    const auto fat = Fat32::plan(
        index, options.label, {cluster, kDataBorder, volume, embeddedFile("fatboot.bin")});
    if (!fat)
        return fat.error();
    ImageLayout layout(size, ImageLayout::Gaps::Untouched);
    if (const auto added = addAll(layout, tree, *fat, cluster, options); !added)
        return added.error();
    return layout;
}

quint64 comfortableStickSize(const FileTree &tree)
{
    return roundUp(tree.contentSize() / 4 * 5 + 64_MiB, 1_MiB);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FatPatch.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/FatFormat.h"
#include "core/image/UdfField.h"

// The structures are described in Fat32.cpp and FatFolder.cpp.

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint32 kEndOfChain = 0x0FFFFFFF;
constexpr quint32 kFirstEnd = 0x0FFFFFF8;     //!< from here on a value ends a chain
constexpr quint32 kReservedBits = 0xF0000000; //!< of a table entry: stay as they are

//! One volume inside of an image, with its changes.
class Volume
{
public:
    Volume(ImageOverlay &image, const PartitionRange &range, const FatGeometry &geometry)
        : m_image(image)
        , m_range(range)
        , m_geometry(geometry)
    {}

    //! How many clusters the chain from \a first has.
    Result<quint32> chainLength(quint32 first) const
    {
        for (auto cluster = first; isCluster(cluster); ++cluster) {
            const auto next = nextOf(cluster);
            if (!next)
                return next.error();
            if (*next >= kFirstEnd)
                return cluster - first + 1;
            if (*next != cluster + 1)
                break;
        }
        return Error{Error::Kind::Unsupported,
                     Tr::tr("A file that has to change is scattered over the FAT file system."),
                     QStringLiteral("chain from cluster %1").arg(first)};
    }

    //! Room is what the table calls free, but for a UDF anchor, which may lie there too.
    Result<bool> isRoom(quint32 cluster) const
    {
        if (!isCluster(cluster))
            return false;
        const auto next = nextOf(cluster);
        if (!next || *next != 0)
            return next ? Result<bool>(false) : next.error();
        const auto bytes = read(m_geometry.clusterOffset(cluster), kSector);
        return bytes ? Result<bool>(!udf::hasTag(*bytes, udf::Tag::Anchor)) : bytes.error();
    }

    Result<void> setNext(quint32 cluster, quint32 next)
    {
        for (int table = 0; table < m_geometry.tables; ++table) {
            const auto at = m_geometry.tableOffset + quint64(table) * m_geometry.tableSize
                            + quint64(cluster) * 4;
            auto entry = read(at, 4);
            if (!entry)
                return entry.error();
            putLe<quint32>(*entry, 0, (le<quint32>(*entry, 0) & kReservedBits) | next);
            if (const auto done = write(at, *entry); !done)
                return done;
        }
        return {};
    }

    //! Counts \a more clusters as free (fewer when negative), where free clusters are counted.
    Result<void> addFree(qint64 more)
    {
        const auto boot = read(0, kSector);
        if (!boot)
            return boot.error();
        for (const quint64 sector : {le<quint16>(*boot, 48), quint16(le<quint16>(*boot, 50) + 1)}) {
            auto info = read(sector * kSector, kSector);
            if (!info)
                return info.error();
            const auto count = le<quint32>(*info, 488);
            if (!info->startsWith("RRaA") || count > m_geometry.clusters)
                continue;
            putLe<quint32>(*info, 488, quint32(count + more));
            if (const auto done = write(sector * kSector, *info); !done)
                return done;
        }
        return {};
    }

    Result<QByteArray> read(quint64 offset, quint64 size) const
    {
        return PartOfImage(m_image, m_range.offset, m_range.size).read(offset, size);
    }
    Result<void> write(quint64 offset, QByteArrayView bytes)
    {
        return m_image.write(m_range.offset + offset, bytes);
    }

private:
    bool isCluster(quint32 cluster) const
    {
        return cluster >= kFirstFatCluster && cluster - kFirstFatCluster < m_geometry.clusters;
    }
    Result<quint32> nextOf(quint32 cluster) const
    {
        const auto entry = read(m_geometry.tableOffset + quint64(cluster) * 4, 4);
        return entry ? Result<quint32>(le<quint32>(*entry, 0) & ~kReservedBits) : entry.error();
    }

    ImageOverlay &m_image;
    const PartitionRange &m_range;
    const FatGeometry &m_geometry;
};

Result<void> growChain(Volume &volume, quint32 first, quint32 before, quint32 after)
{
    for (auto cluster = first + before; cluster < first + after; ++cluster) {
        const auto free = volume.isRoom(cluster);
        if (!free)
            return free.error();
        if (!*free)
            return Error{Error::Kind::NoSpace,
                         Tr::tr("There is not enough free room behind a file that has to grow."),
                         QStringLiteral("cluster %1 is taken").arg(cluster)};
    }
    for (auto cluster = first + before - 1; cluster < first + after; ++cluster) {
        const auto next = cluster + 1 == first + after ? kEndOfChain : cluster + 1;
        if (const auto done = volume.setNext(cluster, next); !done)
            return done;
    }
    return {};
}

Result<void> shrinkChain(Volume &volume, quint32 first, quint32 before, quint32 after)
{
    if (const auto done = volume.setNext(first + after - 1, kEndOfChain); !done)
        return done;
    for (auto cluster = first + after; cluster < first + before; ++cluster) {
        if (const auto done = volume.setNext(cluster, 0); !done)
            return done;
    }
    return {};
}

Result<FatGeometry> fat32GeometryOf(const ImageOverlay &image, const PartitionRange &range)
{
    auto geometry = readFatGeometry(PartOfImage(image, range.offset, range.size));
    if (geometry && geometry->bits != 32)
        return Error{Error::Kind::Unsupported, Tr::tr("Its FAT file system is not FAT32."), {}};
    return geometry;
}

} // namespace

Result<FatPlace>
resizeFatFile(ImageOverlay &image, const PartitionRange &range, quint64 record, quint64 size)
{
    const auto geometry = fat32GeometryOf(image, range);
    if (!geometry)
        return geometry.error();
    Volume volume(image, range, *geometry);
    auto entry = volume.read(record, 32);
    if (!entry)
        return entry.error();
    const auto first = quint32(le<quint16>(*entry, 20)) << 16 | le<quint16>(*entry, 26);
    const auto before = volume.chainLength(first);
    if (!before)
        return before.error();
    const auto after = quint32(roundUp(size, geometry->clusterSize) / geometry->clusterSize);
    const auto done = after > *before   ? growChain(volume, first, *before, after)
                      : after < *before ? shrinkChain(volume, first, *before, after)
                                        : Result<void>();
    if (!done)
        return done.error();
    if (const auto counted = volume.addFree(qint64(*before) - qint64(after)); !counted)
        return counted.error();
    putLe<quint32>(*entry, 28, quint32(size));
    if (const auto written = volume.write(record, *entry); !written)
        return written.error();
    return FatPlace{range.offset + geometry->clusterOffset(first),
                    *before * geometry->clusterSize,
                    after * geometry->clusterSize};
}

Result<void> relabelFat(ImageOverlay &image, const PartitionRange &range, const QString &label)
{
    const auto geometry = fat32GeometryOf(image, range);
    if (!geometry)
        return geometry.error();
    Volume volume(image, range, *geometry);
    const auto name = label.toLatin1().leftJustified(11, ' ');
    if (const auto place = fatLabelRecord(PartOfImage(image, range.offset, range.size))) {
        if (const auto done = volume.write(*place, name); !done)
            return done;
    }
    const auto boot = volume.read(0, kSector);
    if (!boot)
        return boot.error();
    for (const quint64 sector : {quint16(0), le<quint16>(*boot, 50)}) {
        if (const auto done = volume.write(sector * kSector + 71, name); !done)
            return done;
    }
    return {};
}

} // namespace bootwright

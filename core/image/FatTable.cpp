// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FatTable.h"

#include "core/base/Bytes.h"
#include "core/base/Units.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint64 kPerSector = kSector / 4;
constexpr quint64 kPiece = 1_MiB;
constexpr quint32 kValue = 0x0FFFFFFF;
constexpr quint32 kEndOfChain = 0x0FFFFFFF;

} // namespace

FatTable::FatTable(ImageStore &store, quint64 offset, const FatGeometry &geometry)
    : m_store(&store)
    , m_offset(offset + geometry.tableOffset)
    , m_geometry(geometry)
{}

Result<FatTable> FatTable::read(ImageStore &store, quint64 offset, const FatGeometry &geometry)
{
    FatTable table(store, offset, geometry);
    auto &entries = table.m_entries;
    const auto wanted = quint64(geometry.clusters) + kFirstFatCluster;
    entries.reserve(wanted);
    for (quint64 at = 0; at < geometry.tableSize && entries.size() < wanted; at += kPiece) {
        const auto bytes =
            store.read(table.m_offset + at, std::min(kPiece, geometry.tableSize - at));
        if (!bytes)
            return bytes.error();
        for (qsizetype i = 0; i < bytes->size() && entries.size() < wanted; i += 4)
            entries.push_back(le<quint32>(*bytes, i));
    }
    table.m_free =
        quint64(std::count_if(entries.begin() + kFirstFatCluster, entries.end(), [](quint32 entry) {
            return (entry & kValue) == 0;
        }));
    return table;
}

bool FatTable::isCluster(quint32 cluster) const
{
    return cluster >= kFirstFatCluster && cluster < m_entries.size();
}

void FatTable::set(quint32 cluster, quint32 value)
{
    m_entries[cluster] = (m_entries[cluster] & ~kValue) | value;
    m_dirty.insert(cluster / kPerSector);
}

Result<std::vector<FatRun>> FatTable::chain(quint32 first) const
{
    std::vector<FatRun> runs;
    quint64 count = 0;
    for (auto cluster = first; cluster < 0x0FFFFFF8; cluster = m_entries[cluster] & kValue) {
        if (!isCluster(cluster) || ++count > m_geometry.clusters)
            return corruptImage(QStringLiteral("FAT chain from cluster %1").arg(first));
        if (!runs.empty() && runs.back().first + runs.back().count == cluster)
            ++runs.back().count;
        else
            runs.push_back({cluster, 1});
    }
    return runs;
}

std::vector<FatRun> FatTable::allocate(quint64 count)
{
    Q_ASSERT(count > 0 && count <= m_free);
    std::vector<FatRun> holes;
    for (quint32 cluster = kFirstFatCluster; cluster < m_entries.size(); ++cluster) {
        if ((m_entries[cluster] & kValue) != 0)
            continue;
        if (!holes.empty() && holes.back().first + holes.back().count == cluster)
            ++holes.back().count;
        else
            holes.push_back({cluster, 1});
        if (holes.back().count == count) { // one piece is enough
            holes = {holes.back()};
            break;
        }
    }
    std::vector<FatRun> runs;
    quint32 last = 0;
    for (const auto &hole : holes) {
        const auto taken = quint32(std::min<quint64>(hole.count, count));
        runs.push_back({hole.first, taken});
        for (quint32 i = 0; i < taken; ++i) {
            if (last != 0)
                set(last, hole.first + i);
            last = hole.first + i;
        }
        m_free -= taken;
        count -= taken;
        if (count == 0)
            break;
    }
    set(last, kEndOfChain);
    m_hint = last;
    return runs;
}

void FatTable::release(const std::vector<FatRun> &runs)
{
    m_released.insert(m_released.end(), runs.begin(), runs.end());
}

Result<void> FatTable::writeAllocations()
{
    return writeDirty();
}

Result<void> FatTable::writeReleases()
{
    for (const auto &run : std::exchange(m_released, {})) {
        for (quint32 i = 0; i < run.count; ++i)
            set(run.first + i, 0);
        m_free += run.count;
    }
    return writeDirty();
}

Result<void> FatTable::writeDirty()
{
    for (int copy = 0; copy < m_geometry.tables; ++copy) {
        for (const auto sector : m_dirty) {
            QByteArray bytes;
            for (auto at = sector * kPerSector; at < (sector + 1) * kPerSector; ++at)
                appendLe<quint32>(bytes, at < m_entries.size() ? m_entries[at] : 0);
            const auto place = m_offset + copy * m_geometry.tableSize + sector * kSector;
            if (const auto done = m_store->write(place, bytes); !done)
                return done;
        }
    }
    m_dirty.clear();
    return {};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FatFormat.h"
#include "core/image/ImageStore.h"

#include <set>
#include <vector>

namespace bootwright {

//! Clusters one after the other.
struct FatRun
{
    quint32 first = 0;
    quint32 count = 0;
};

//! The table of a FAT32 volume, all of it in memory. Changes are made there and written in two steps, so
//! that the volume can be cut off from its power between any two writes: first what was allocated, which
//! nobody uses yet, and when it is in use, what was released. Released clusters are not given out before.
class FatTable
{
public:
    //! \a offset is that of the volume in \a store, which must outlive the table. Corrupt.
    static Result<FatTable> read(ImageStore &store, quint64 offset, const FatGeometry &geometry);

    quint64 freeClusters() const { return m_free; }
    //! Where the chain from \a first on lies; Corrupt when it has no end or leaves the volume.
    Result<std::vector<FatRun>> chain(quint32 first) const;

    //! A chain of \a count free clusters, in one piece if there is one. There must be as many.
    std::vector<FatRun> allocate(quint64 count);
    //! Makes \a next the successor of the last cluster of a chain.
    void append(quint32 last, quint32 next) { set(last, next); }
    void release(const std::vector<FatRun> &runs);

    Result<void> writeAllocations();
    Result<void> writeReleases();
    //! A good place to look for free clusters next.
    quint32 nextFree() const { return m_hint; }

private:
    FatTable(ImageStore &store, quint64 offset, const FatGeometry &geometry);
    bool isCluster(quint32 cluster) const;
    void set(quint32 cluster, quint32 value);
    Result<void> writeDirty();

    ImageStore *m_store;
    quint64 m_offset;
    FatGeometry m_geometry;
    std::vector<quint32> m_entries; //!< with the four bits that belong to nobody
    std::set<quint64> m_dirty;      //!< sectors of the table
    std::vector<FatRun> m_released;
    quint64 m_free = 0;
    quint32 m_hint = kFirstFatCluster;
};

} // namespace bootwright

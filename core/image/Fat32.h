// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FolderIndex.h"
#include "core/image/ImageLayout.h"
#include "core/image/ImageSource.h"

#include <QDateTime>

namespace bootwright {

//! A FAT32 volume of 2048-byte clusters whose files lie one after the other in the order of the tree, each
//! in one piece. Its data area starts on a border of 2048 bytes, so that a disc can point at the same
//! bytes. It cannot be started by BIOS and says so. First its names and sizes are judged and every place
//! is known, then its structures are put into a layout.
class Fat32
{
public:
    static constexpr quint64 kCluster = 2048;

    //! Unsupported: a file of 4 GiB or more, a folder or a volume that is too large. Borrows \a index.
    static Result<Fat32> plan(const FolderIndex &index, const QString &label);

    //! Bytes of the volume, free clusters and all; a multiple of 2048.
    quint64 size() const { return dataOffset() + m_clusters * kCluster; }
    //! Bytes from the start of the volume to the content of the file that is \a entry of the tree, or to
    //! where it would be when it has none.
    quint64 fileOffset(size_t entry) const;
    //! Bytes from the start of the volume that are in use.
    quint64 usedSize() const;

    //! Puts the structures (not the files) at \a offset of \a layout, which is \a hiddenSectors of 512
    //! bytes from the start of the disk.
    Result<void> addStructures(ImageLayout &layout,
                               quint64 offset,
                               quint32 serial,
                               const QDateTime &created) const;

private:
    Fat32(const FolderIndex &index, const QString &label)
        : m_index(&index)
        , m_label(label)
    {}
    Result<void> planFolders();
    Result<void> planFiles();
    quint64 dataOffset() const;
    quint64 clusterOffset(quint64 cluster) const { return dataOffset() + (cluster - 2) * kCluster; }
    QByteArray reservedSectors(quint64 offset, quint32 serial) const;
    QByteArray folderBytes(size_t folder, const QDateTime &created) const;
    quint32 childCluster(size_t entry) const;

    const FolderIndex *m_index;
    QString m_label;
    std::vector<quint32> m_folderClusters; //!< first one, by folder
    std::vector<quint32>
        m_fileClusters;            //!< first one (also of what has none), by entry of the tree
    std::vector<quint32> m_chains; //!< lengths of all chains from cluster 2 on, no gap between
    quint64 m_usedClusters = 0;
    quint64 m_clusters = 0;
    quint32 m_reservedSectors = 0; //!< of 512 bytes
    quint32 m_fatSectors = 0;      //!< of 512 bytes
};

//! The files of a FAT12, FAT16 or FAT32 volume: NotFound when it is none, Corrupt when what it says about
//! itself cannot be.
Result<FileTree> readFat(const ImageSource &volume);
//! The volume name, or empty.
QString readFatLabel(const ImageSource &volume);

} // namespace bootwright

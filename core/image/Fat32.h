// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FolderIndex.h"
#include "core/image/ImageLayout.h"
#include "core/image/ImageSource.h"
#include "core/image/TreeReader.h"

#include <QDateTime>

#include <optional>

namespace bootwright {

//! What a FAT32 volume is like, whatever its files. As it stands it suits a disc, which points at the same
//! bytes as the volume.
struct FatShape
{
    quint64 cluster = 2048; //!< bytes, 512 to 64 KiB
    //! The first cluster lies a multiple of so many bytes from the start of the volume.
    quint64 dataBorder = 2048;
    //! Bytes there are for the volume; without a value it is as small as FAT32 can be.
    std::optional<quint64> size = {};
    //! Sector 0, and what follows from sector 12 on. Empty: BIOS cannot start the volume, which says so.
    QByteArray bootRecord = {};
};

//! A FAT32 volume whose files lie one after the other in the order of the tree, each in one piece with its room
//! behind it. First its names and sizes are judged and every place is known, then its structures are put into a layout.
class Fat32
{
public:
    //! Neighbouring clusters of one file or folder, or free ones.
    struct Run
    {
        quint32 clusters = 0;
        bool isFree = false;
    };

    //! Unsupported: a file of 4 GiB or more, a folder or a volume that is too large, or a shape that is
    //! too small for FAT32. NoSpace: the files are more than the shape holds. Borrows \a index.
    static Result<Fat32> plan(const FolderIndex &index, const QString &label, FatShape shape = {});

    //! Bytes of the volume, free clusters and all.
    quint64 size() const { return dataOffset() + m_clusters * m_shape.cluster; }
    //! Bytes from the start of the volume to the content of the file that is \a entry of the tree, or to
    //! where it would be when it has none.
    quint64 fileOffset(size_t entry) const;
    //! Bytes from the start of the volume to the end of the last file and its room.
    quint64 usedSize() const;

    //! Puts the structures (not the files) at \a offset of \a layout, which is \a hiddenSectors of 512
    //! bytes from the start of the disk.
    Result<void> addStructures(ImageLayout &layout,
                               quint64 offset,
                               quint32 serial,
                               const QDateTime &created) const;

private:
    Fat32(const FolderIndex &index, const QString &label, FatShape shape)
        : m_index(&index)
        , m_label(label)
        , m_shape(std::move(shape))
    {}
    Result<void> planFolders();
    Result<void> planFiles();
    void addRun(Run run);
    Result<void> planTables();
    quint64 clustersOf(quint64 size) const;
    quint64 dataOffset() const;
    quint64 clusterOffset(quint64 cluster) const
    {
        return dataOffset() + (cluster - 2) * m_shape.cluster;
    }
    QByteArray bootSector(quint64 offset, quint32 serial) const;
    QByteArray reservedSectors(quint64 offset, quint32 serial) const;
    QByteArray folderBytes(size_t folder, const QDateTime &created) const;
    quint32 childCluster(size_t entry) const;

    const FolderIndex *m_index;
    QString m_label;
    FatShape m_shape;
    std::vector<quint32> m_folderClusters; //!< first one, by folder
    std::vector<quint32>
        m_fileClusters;         //!< first one (also of what has none), by entry of the tree
    std::vector<Run> m_runs;    //!< from cluster 2 on, no gap between
    quint64 m_usedClusters = 0; //!< by files, folders and room
    quint64 m_roomClusters = 0; //!< free ones among them
    quint64 m_clusters = 0;
    quint32 m_reservedSectors = 0; //!< of 512 bytes
    quint32 m_fatSectors = 0;      //!< of 512 bytes
};

//! The files of a FAT12, FAT16 or FAT32 volume: NotFound when it is none, Corrupt when what it says about
//! itself cannot be.
Result<FileTree> readFat(const ImageSource &volume);
//! 12, 16 or 32; 0 when it is no FAT volume.
int readFatBits(const ImageSource &volume);
//! Where the folder entries of the same files lie, bytes from the start of the volume.
Result<RecordPlaces> fatRecords(const ImageSource &volume);
//! Where the folder entry with the volume name lies, if there is one.
std::optional<quint64> fatLabelRecord(const ImageSource &volume);
//! The volume name, or empty.
QString readFatLabel(const ImageSource &volume);

} // namespace bootwright

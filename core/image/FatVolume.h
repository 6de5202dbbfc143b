// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FatFolder.h"
#include "core/image/FatTable.h"
#include "core/image/Gpt.h"

#include <QDateTime>

#include <map>

namespace bootwright {

//! A FAT32 volume, whoever made it, whose files are exchanged in place. New content is written into free
//! clusters, where nobody sees it, and gets its name later. Whatever moment the power is cut at, every
//! file is the old one, the new one, or (when its folder entry lies in two sectors) not there; clusters may be left
//! that belong to nobody. Errors: of the store; Corrupt.
class FatVolume
{
public:
    //! Content that is written but has no name yet.
    struct Content
    {
        std::vector<FatRun> runs;
        quint64 size = 0; //!< bytes
    };

    //! The volume at \a range of \a store, which must outlive it. NotFound: there is none. Unsupported: not
    //! FAT32, or with tables that are not copies of each other.
    static Result<FatVolume> open(ImageStore &store, PartitionRange range);

    //! Bytes that new files may have, all in all, when each is rounded up to clusterSize().
    quint64 freeSize() const { return m_table.freeClusters() * m_geometry.clusterSize; }
    quint64 clusterSize() const { return m_geometry.clusterSize; }

    //! Free clusters for content of \a size bytes; there must be as many.
    Content reserve(quint64 size);
    //! Where the content lies, as pieces of the store with whole clusters.
    std::vector<PartitionRange> placesOf(const Content &content) const;

    //! Makes \a content the file at \a path, in place of the one that is there; makes folders too.
    Result<void> setFile(const QString &path, const Content &content, const QDateTime &time);
    //! Removes the file at \a path if it is there.
    Result<void> removeFile(const QString &path);
    //! Puts on the medium what was changed since the last flush, in an order that may stop anywhere.
    Result<void> flush();

private:
    struct Folder
    {
        QByteArray bytes;
        std::vector<FatRun> runs;
        qsizetype knownSize = 0;        //!< up to here the medium has clusters for it
        std::set<qsizetype> dirty = {}; //!< sectors of the folder

        void change(qsizetype entry, QByteArrayView newBytes);
    };
    //! Those of folders that the medium knows of, or those that came since.
    enum class Clusters { Known, New };
    //! Which entries of a folder belong to one name; none if first < 0.
    struct Place
    {
        qsizetype first = -1; //!< entry with the first part of a long name
        qsizetype last = -1;  //!< entry with the short name
    };

    FatVolume(ImageStore &store, quint64 offset, const FatGeometry &geometry, FatTable table);
    Result<Folder *> folder(quint32 first);
    Result<quint32> folderAt(const QString &path, bool isMade, const QDateTime &time);
    Result<quint32> makeFolder(quint32 parent, const QString &name, const QDateTime &time);
    Result<void> addEntry(quint32 parent, const FatChild &child, const QDateTime &time);
    Result<void> grow(Folder &folder);
    void releaseContentOf(QByteArrayView entry);
    Result<void> writeFolders(Clusters clusters);
    Result<void> writeInfo();
    static Place find(const Folder &folder, const QString &name);

    ImageStore *m_store;
    quint64 m_offset; //!< of the volume in the store
    FatGeometry m_geometry;
    FatTable m_table;
    std::map<quint32, Folder> m_folders; //!< by first cluster
    bool m_isChanged = false;
};

} // namespace bootwright

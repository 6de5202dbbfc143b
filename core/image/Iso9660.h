// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FolderIndex.h"
#include "core/image/ImageSource.h"

#include <QDateTime>

namespace bootwright {

//! The ISO9660 half of a disc: relaxed names (original case, up to 207 bytes of UTF-8, no version),
//! folders of any depth. First its names are judged and its size is known, then it is placed, then
//! its bytes are made.
class Iso9660
{
public:
    static constexpr quint64 kSector = 2048;

    //! Unsupported: a name or a number of folders that does not fit. Borrows \a index.
    static Result<Iso9660> plan(const FolderIndex &index);

    //! Sectors of path tables and folders.
    quint32 sectors() const { return m_sectors; }
    //! Path tables and folders, to lie at sector \a first; \a fileSectors by entry of the tree.
    QByteArray structures(quint32 first,
                          const std::vector<quint32> &fileSectors,
                          const QDateTime &created) const;
    //! The descriptor of sector 16.
    QByteArray primaryDescriptor(quint32 first,
                                 quint32 volumeSectors,
                                 const QString &label,
                                 const QDateTime &created) const;
    //! The descriptor that ends the set.
    static QByteArray terminator();

private:
    explicit Iso9660(const FolderIndex &index)
        : m_index(&index)
    {}
    quint32 pathTableSectors() const;
    quint32 folderSector(quint32 first, size_t folder) const;
    QByteArray pathTable(quint32 first, bool isBigEndian) const;

    const FolderIndex *m_index;
    std::vector<quint32> m_folderStarts;  //!< sectors after the path tables, by folder
    std::vector<quint32> m_folderSectors; //!< by folder
    quint32 m_pathTableSize = 0;          //!< bytes
    quint32 m_sectors = 0;
};

//! The files of an ISO9660 disc: names without version and trailing dot, no Joliet, no Rock Ridge, files
//! in several extents joined. Corrupt when what it says about itself cannot be.
Result<FileTree> readIso9660(const ImageSource &source);
//! The volume name, or empty.
QString readIso9660Label(const ImageSource &source);

} // namespace bootwright

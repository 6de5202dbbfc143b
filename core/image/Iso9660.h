// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FolderIndex.h"
#include "core/image/ImageOverlay.h"
#include "core/image/TreeReader.h"

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

//! The primary descriptor says that Bootwright made the disc.
bool isIso9660OfOurs(const ImageSource &image);
//! Gives the file whose folder record lies at \a record of \a image another \a size, below 4 GiB. Unsupported
//! when its content does not lie at \a content, bytes from the start of the image.
Result<void> resizeIso9660File(ImageOverlay &image, quint64 record, quint64 content, quint64 size);
//! Gives the disc another name.
Result<void> relabelIso9660(ImageOverlay &image, const QString &label);

//! The files of an ISO9660 disc: with their Joliet names if it has them, else without version and trailing
//! dot; no Rock Ridge; files in several extents joined. Corrupt when what it says about itself cannot be.
Result<FileTree> readIso9660(const ImageSource &source);
//! Where the folder records of the same files lie; of a file in several extents the last one.
Result<RecordPlaces> iso9660Records(const ImageSource &source);
//! The volume name, or empty.
QString readIso9660Label(const ImageSource &source);

//! What a disc says about the program that made it.
struct DiscOrigin
{
    QString program;   //!< may be empty
    QDateTime created; //!< UTC; invalid: it does not say
};
DiscOrigin readDiscOrigin(const ImageSource &source);

} // namespace bootwright

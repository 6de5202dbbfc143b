// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FolderIndex.h"
#include "core/image/ImageSource.h"
#include "core/image/TreeReader.h"

#include <QDateTime>

namespace bootwright {

//! The UDF 1.02 half of a disc: one closed, read-only partition of physical blocks, short allocation
//! descriptors. First its names are judged and its size is known, then its bytes are made.
class Udf
{
public:
    static constexpr quint32 kPartitionStart = 257; //!< sector
    static constexpr quint32 kAnchor = 256;         //!< sector of the first anchor
    static constexpr quint32 kTailSectors = 257;    //!< from the last anchor to the end of the disc

    //! Unsupported: a name that does not fit. Borrows \a index.
    static Result<Udf> plan(const FolderIndex &index);

    //! Blocks from the start of the partition: file set, file entries, folders.
    quint32 blocks() const { return m_blocks; }
    QByteArray structures(const std::vector<quint32> &fileSectors,
                          const QString &label,
                          const QDateTime &created) const;
    //! Sectors 19 to 21: the disc says that it holds UDF.
    static QByteArray recognition();
    //! Sectors 32 to 65: the volume twice, and its integrity. \a partitionBlocks of the partition.
    QByteArray volume(quint32 partitionBlocks,
                      const QString &label,
                      const QByteArray &volumeSetId,
                      const QDateTime &created) const;
    //! The anchor for sector \a sector.
    static QByteArray anchor(quint32 sector);

private:
    explicit Udf(const FolderIndex &index)
        : m_index(&index)
    {}
    quint32 fileBlock(size_t entry) const;
    quint32 folderBlock(size_t folder) const;
    QByteArray fileSet(const QString &label, const QDateTime &created) const;
    QByteArray folderContents(size_t folder) const;
    quint64 uniqueId(size_t entry) const { return 16 + entry; }

    const FolderIndex *m_index;
    std::vector<quint32> m_contentsBlocks; //!< of the contents, by folder
    std::vector<quint64> m_contentsSizes;  //!< bytes, by folder
    quint32 m_blocks = 0;
};

//! The files of a UDF volume (1.02 to 2.01, one partition of physical blocks): Corrupt when what it says about
//! itself cannot be, Unsupported for other kinds of partition, NotFound when there is no UDF at all.
Result<FileTree> readUdf(const ImageSource &source);
//! Where the file entries of the same files lie.
Result<RecordPlaces> udfRecords(const ImageSource &source);
//! The volume name, or empty.
QString readUdfLabel(const ImageSource &source);

} // namespace bootwright

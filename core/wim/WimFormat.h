// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/base/Result.h"

#include <QByteArray>
#include <QList>

namespace bootwright {

// The fixed tables of a WIM file (Windows Imaging). Little-endian; offsets in bytes.
//
// Header, 208 bytes at 0
//   0x00   8  "MSWIM\0\0\0"                    0x30  24  resource: blob table
//   0x08   4  header size, 208                 0x48  24  resource: XML
//   0x0C   4  version, 0x00010D00              0x60  24  resource: metadata of the boot image
//   0x10   4  flags                            0x78   4  boot image, from 1; 0: none
//   0x14   4  chunk size                       0x7C  24  resource: integrity table
//   0x18  16  GUID                             0x94  60  zeros
//   0x28   2  part, 2 parts
//   0x2C   4  images
// Resource, 24 bytes: 7 stored size, 1 flags, 8 offset, 8 original size
// Blob, 50 bytes: 24 resource, 2 part, 4 references, 20 SHA-1
//
// After the descriptions of the format in wimlib and wimboot; docs/formats/wim-overlay.md.

constexpr qsizetype wimHeaderSize = 208;
constexpr qsizetype wimResourceSize = 24;
constexpr qsizetype wimBlobSize = 50;
constexpr qsizetype sha1Size = 20;
constexpr quint32 wimVersion = 0x00010D00;

//! Where the fields are that an overlay writes anew.
namespace wimHeaderOffset {
constexpr qsizetype blobTable = 0x30;
constexpr qsizetype xml = 0x48;
constexpr qsizetype bootMetadata = 0x60;
constexpr qsizetype bootIndex = 0x78;
constexpr qsizetype integrity = 0x7C;
} // namespace wimHeaderOffset

enum class WimCompression { None, Xpress, Lzx };

//! Where bytes are stored in a WIM, and how many they are once expanded.
struct WimResource
{
    static constexpr quint8 metadataFlag = 0x02;
    static constexpr quint8 compressedFlag = 0x04;

    quint64 storedSize = 0;
    quint8 flags = 0;
    quint64 offset = 0;
    quint64 size = 0;

    bool isMetadata() const { return flags & metadataFlag; }
    bool isCompressed() const { return flags & compressedFlag; }
    bool liesIn(quint64 fileSize) const { return fits(offset, storedSize, fileSize); }
    //! The first byte behind it; only after liesIn().
    quint64 end() const { return offset + storedSize; }
    bool operator==(const WimResource &) const = default;
};

//! One content, stored once however many files have it.
struct WimBlob
{
    WimResource resource;
    quint16 part = 1;
    quint32 references = 0;
    QByteArray sha1; //!< of the expanded bytes
};

//! The header of a WIM that can be read here: one part, version 0x10D00, nothing, XPRESS or LZX.
//! The tables it names lie inside the file.
struct WimHeader
{
    QByteArray bytes; //!< the 208 bytes as they are
    WimCompression compression = WimCompression::None;
    quint32 chunkSize = 0; //!< expanded bytes of a chunk; 0 without compression
    quint16 part = 1;
    int imageCount = 0;
    int bootIndex = 0; //!< from 1; 0: none
    WimResource blobTable;
    WimResource xml;
    WimResource bootMetadata;
    WimResource integrity; //!< all zeros: none
};

//! The header in \a bytes, the first 208 of a file of \a fileSize (fewer if it is shorter).
//! InvalidInput: not a WIM; Unsupported: split, ESD, LZMS, pipable; Corrupt.
Result<WimHeader> parseWimHeader(const QByteArray &bytes, quint64 fileSize);
//! The blobs in the blob table \a bytes; those of this file lie inside it. Corrupt.
Result<QList<WimBlob>> parseWimBlobs(QByteArrayView bytes, quint16 part, quint64 fileSize);

//! The resource at \a offset of \a bytes, where 24 bytes are.
WimResource wimResourceAt(QByteArrayView bytes, qsizetype offset);
//! Writes \a resource at \a offset of \a bytes.
void putWimResource(QByteArray &bytes, qsizetype offset, const WimResource &resource);
//! The blob table with \a blobs.
QByteArray wimBlobTable(const QList<WimBlob> &blobs);

//! Nothing but zeros: the hash of no content.
bool isZero(QByteArrayView sha1);

//! Corrupt: "The file is damaged or incomplete." Whoever knows the name of the file puts it before.
Error damagedWim(const QString &detail);

} // namespace bootwright

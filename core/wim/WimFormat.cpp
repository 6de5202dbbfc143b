// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimFormat.h"

#include "core/base/Tr.h"

#include <algorithm>
#include <bit>

namespace bootwright {

namespace {

constexpr quint32 esdVersion = 0x00000E00;
constexpr quint32 maximumImages = 65535;

namespace flag {
constexpr quint32 compressed = 0x2;
constexpr quint32 spanned = 0x8;
constexpr quint32 xpress = 0x20000;
constexpr quint32 lzx = 0x40000;
constexpr quint32 lzms = 0x80000;
constexpr quint32 xpressToo = 0x200000;
} // namespace flag

Error unsupported(const QString &message, const QString &detail = {})
{
    return Error{Error::Kind::Unsupported, message, detail};
}

Result<void> checkKind(QByteArrayView bytes)
{
    if (bytes.startsWith(QByteArrayView("WLPWM\0\0\0", 8)))
        return unsupported(Tr::tr("It is a pipable WIM. Export it to a normal WIM first."));
    if (!bytes.startsWith(QByteArrayView("MSWIM\0\0\0", 8)))
        return Error{Error::Kind::InvalidInput, Tr::tr("It is not a WIM file."), {}};
    if (bytes.size() < wimHeaderSize)
        return damagedWim(QStringLiteral("header: %1 bytes").arg(bytes.size()));
    if (const auto size = le<quint32>(bytes, 0x08); size != wimHeaderSize)
        return damagedWim(QStringLiteral("header size %1").arg(size));
    const auto version = le<quint32>(bytes, 0x0C);
    const auto flags = le<quint32>(bytes, 0x10);
    if (version == esdVersion || flags & flag::lzms)
        return unsupported(
            Tr::tr("It is an ESD or has LZMS compression. Export it to a WIM with LZX compression "
                   "first."));
    if (version != wimVersion)
        return unsupported(Tr::tr("It has an unknown version of the WIM format."),
                           QStringLiteral("version 0x%1").arg(version, 0, 16));
    if (flags & flag::spanned || le<quint16>(bytes, 0x2A) != 1)
        return unsupported(
            Tr::tr("It is one part of a split WIM. Join the parts to one file first."));
    return {};
}

Result<void> parseCompression(WimHeader &header)
{
    const auto flags = le<quint32>(header.bytes, 0x10);
    if (!(flags & flag::compressed))
        return {};
    if (flags & flag::lzx)
        header.compression = WimCompression::Lzx;
    else if (flags & (flag::xpress | flag::xpressToo))
        header.compression = WimCompression::Xpress;
    else
        return damagedWim(QStringLiteral("flags 0x%1: no method").arg(flags, 0, 16));
    header.chunkSize = le<quint32>(header.bytes, 0x14);
    const bool isLzx = header.compression == WimCompression::Lzx;
    const quint32 least = isLzx ? 1u << 15 : 1u << 12;
    const quint32 most = isLzx ? 1u << 21 : 1u << 16;
    if (!std::has_single_bit(header.chunkSize) || header.chunkSize < least
        || header.chunkSize > most)
        return damagedWim(QStringLiteral("chunk size %1").arg(header.chunkSize));
    return {};
}

Result<void> checkTables(const WimHeader &header, quint64 fileSize)
{
    const auto inside = [fileSize](const WimResource &table) {
        return table.liesIn(fileSize) && table.offset >= quint64(wimHeaderSize);
    };
    if (!inside(header.blobTable) || !inside(header.xml))
        return damagedWim(QStringLiteral("blob table or XML outside the file"));
    const auto &integrity = header.integrity;
    if (integrity != WimResource() && (!inside(integrity) || integrity.isCompressed()))
        return damagedWim(QStringLiteral("integrity table outside the file"));
    return {};
}

} // namespace

Result<WimHeader> parseWimHeader(const QByteArray &bytes, quint64 fileSize)
{
    if (const auto good = checkKind(bytes); !good)
        return good.error();
    WimHeader header;
    header.bytes = bytes.first(wimHeaderSize);
    if (const auto good = parseCompression(header); !good)
        return good.error();
    header.part = le<quint16>(bytes, 0x28);
    const auto images = le<quint32>(bytes, 0x2C);
    const auto boot = le<quint32>(bytes, wimHeaderOffset::bootIndex);
    if (header.part != 1 || images > maximumImages || boot > images)
        return damagedWim(
            QStringLiteral("part %1, %2 images, boot %3").arg(header.part).arg(images).arg(boot));
    header.imageCount = int(images);
    header.bootIndex = int(boot);
    header.blobTable = wimResourceAt(bytes, wimHeaderOffset::blobTable);
    header.xml = wimResourceAt(bytes, wimHeaderOffset::xml);
    header.bootMetadata = wimResourceAt(bytes, wimHeaderOffset::bootMetadata);
    header.integrity = wimResourceAt(bytes, wimHeaderOffset::integrity);
    if (const auto good = checkTables(header, fileSize); !good)
        return good.error();
    return header;
}

Result<QList<WimBlob>> parseWimBlobs(QByteArrayView bytes, quint16 part, quint64 fileSize)
{
    if (bytes.size() % wimBlobSize != 0)
        return damagedWim(QStringLiteral("blob table: %1 bytes").arg(bytes.size()));
    QList<WimBlob> blobs;
    blobs.reserve(bytes.size() / wimBlobSize);
    for (qsizetype at = 0; at < bytes.size(); at += wimBlobSize) {
        WimBlob blob;
        blob.resource = wimResourceAt(bytes, at);
        blob.part = le<quint16>(bytes, at + 24);
        blob.references = le<quint32>(bytes, at + 26);
        blob.sha1 = bytes.sliced(at + 30, sha1Size).toByteArray();
        if (blob.part == part && !isZero(blob.sha1) && !blob.resource.liesIn(fileSize))
            return damagedWim(QStringLiteral("blob %1 outside the file").arg(at / wimBlobSize));
        blobs.append(blob);
    }
    return blobs;
}

WimResource wimResourceAt(QByteArrayView bytes, qsizetype offset)
{
    const auto first = le<quint64>(bytes, offset);
    return {first & 0x00FFFFFFFFFFFFFF,
            quint8(first >> 56),
            le<quint64>(bytes, offset + 8),
            le<quint64>(bytes, offset + 16)};
}

void putWimResource(QByteArray &bytes, qsizetype offset, const WimResource &resource)
{
    putLe<quint64>(bytes, offset, resource.storedSize | quint64(resource.flags) << 56);
    putLe<quint64>(bytes, offset + 8, resource.offset);
    putLe<quint64>(bytes, offset + 16, resource.size);
}

QByteArray wimBlobTable(const QList<WimBlob> &blobs)
{
    auto table = zeroBytes(quint64(blobs.size() * wimBlobSize));
    qsizetype at = 0;
    for (const auto &blob : blobs) {
        putWimResource(table, at, blob.resource);
        putLe<quint16>(table, at + 24, blob.part);
        putLe<quint32>(table, at + 26, blob.references);
        putBytes(table, at + 30, blob.sha1);
        at += wimBlobSize;
    }
    return table;
}

bool isZero(QByteArrayView sha1)
{
    return std::all_of(sha1.begin(), sha1.end(), [](char byte) { return byte == 0; });
}

Error damagedWim(const QString &detail)
{
    return Error{Error::Kind::Corrupt, Tr::tr("The file is damaged or incomplete."), detail};
}

} // namespace bootwright

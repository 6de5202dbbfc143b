// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/UdfPatch.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/Udf.h"
#include "core/image/UdfField.h"

// The structures are described in Udf.cpp and UdfVolume.cpp. What they say at the places that are changed
// here was found by the reader, which has checked tags and sums.

namespace bootwright {

using namespace udf;

namespace {

constexpr qsizetype kEntryHead = 176;
constexpr quint32 kMostSequenceSectors = 16;

//! Tag and sums of a descriptor whose fields have changed.
void resealed(QByteArray &block)
{
    const auto size = qsizetype(le<quint16>(block, 10)) + 16;
    seal(
        block, 0, std::min(size, block.size()), Tag(le<quint16>(block, 0)), le<quint32>(block, 12));
}

//! Writes the name into the fields of one descriptor of the volume, if it has any.
void putName(QByteArray &block, const QString &label)
{
    if (hasTag(block, Tag::Primary)) {
        // The first 16 characters tell the set from all others (UDF 1.02, 2.2.2.5).
        const auto set = fromDstring(QByteArrayView(block).sliced(72, 128)).first(16);
        putBytes(block, 24, dstring(label, 32));
        putBytes(block, 72, dstring(set + label, 128));
    } else if (hasTag(block, Tag::ImplementationUse)) {
        putBytes(block, 116, dstring(label, 128));
    } else if (hasTag(block, Tag::LogicalVolume)) {
        putBytes(block, 84, dstring(label, 128));
    } else if (hasTag(block, Tag::FileSet)) {
        putBytes(block, 112, dstring(label, 128));
        putBytes(block, 304, dstring(label, 32));
    } else {
        return;
    }
    resealed(block);
}

Result<void> relabelBlock(ImageOverlay &image, quint64 sector, const QString &label)
{
    auto block = image.read(sector * kBlock, kBlock);
    if (!block)
        return block.error();
    putName(*block, label);
    return image.write(sector * kBlock, *block);
}

} // namespace

Result<void> resizeUdfFile(ImageOverlay &image, quint64 record, quint64 content, quint64 size)
{
    auto block = image.read(record, kBlock);
    if (!block)
        return block.error();
    const auto isOneExtent =
        hasTag(*block, Tag::File) && (le<quint16>(*block, 34) & 7) == 0
        && le<quint32>(*block, 168) == 0 && le<quint32>(*block, 172) == 8
        && (Udf::kPartitionStart + quint64(le<quint32>(*block, 180))) * kBlock == content;
    if (!isOneExtent)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Its file systems do not agree about where a file lies."),
                     QStringLiteral("UDF file entry at %1").arg(record)};
    putLe<quint64>(*block, 56, size);
    putLe<quint64>(*block, 64, roundUp(size, kBlock) / kBlock);
    putLe<quint32>(*block, kEntryHead, quint32(size));
    resealed(*block);
    return image.write(record, *block);
}

Result<void> relabelUdf(ImageOverlay &image, const QString &label)
{
    const auto anchor = image.read(Udf::kAnchor * kBlock, kBlock);
    if (!anchor)
        return anchor.error();
    if (!hasTag(*anchor, Tag::Anchor))
        return corruptImage(QStringLiteral("UDF anchor"));
    for (const auto at : {16, 24}) {
        const auto sectors =
            std::min(le<quint32>(*anchor, at) / quint32(kBlock), kMostSequenceSectors);
        for (quint32 i = 0; i < sectors; ++i) {
            const auto done = relabelBlock(image, quint64(le<quint32>(*anchor, at + 4)) + i, label);
            if (!done)
                return done;
        }
    }
    return relabelBlock(image, Udf::kPartitionStart, label); // the file set
}

} // namespace bootwright

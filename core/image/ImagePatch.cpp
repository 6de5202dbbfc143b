// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImagePatch.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/image/Fat32.h"
#include "core/image/FatPatch.h"
#include "core/image/Iso9660.h"
#include "core/image/Udf.h"
#include "core/image/UdfPatch.h"

namespace bootwright {

namespace {

Error ofAnotherKind(const QString &detail)
{
    return {Error::Kind::Unsupported,
            Tr::tr("Only media that Bootwright laid out can change where they are."),
            detail};
}

Error disagreement(const QString &path)
{
    return {Error::Kind::Unsupported,
            Tr::tr("Its file systems do not agree about \"%1\": it was changed after it was made.")
                .arg(path),
            {}};
}

} // namespace

Result<ImagePatch> ImagePatch::open(const ImageSource &image)
{
    ImagePatch patch(image);
    const auto partitions = readPartitions(image);
    if (partitions.size() != 1)
        return ofAnotherKind(QStringLiteral("%1 partitions").arg(partitions.size()));
    patch.m_volume = partitions.front();
    auto fat = fatRecords(PartOfImage(image, patch.m_volume.offset, patch.m_volume.size));
    if (!fat)
        return fat.error().kind == Error::Kind::NotFound ? ofAnotherKind(fat.error().message)
                                                         : fat.error();
    patch.m_fatRecords = std::move(*fat);
    auto udf = udfRecords(image);
    if (!udf)
        return udf.error().kind == Error::Kind::NotFound ? Result<ImagePatch>(std::move(patch))
                                                         : udf.error();
    auto iso = iso9660Records(image);
    if (!iso)
        return iso.error().kind == Error::Kind::NotFound ? ofAnotherKind(iso.error().message)
                                                         : iso.error();
    if (!isIso9660OfOurs(image))
        return ofAnotherKind(QStringLiteral("a disc of another program"));
    patch.m_isDisc = true;
    patch.m_udfRecords = std::move(*udf);
    patch.m_isoRecords = std::move(*iso);
    return patch;
}

Result<void> ImagePatch::replace(const QString &path, const QByteArray &content)
{
    Q_ASSERT(!content.isEmpty());
    const auto folded = path.toCaseFolded();
    const auto size = quint64(content.size());
    if (!m_fatRecords.contains(folded))
        return Error{Error::Kind::NotFound, Tr::tr("It holds no file \"%1\".").arg(path), {}};
    const auto place = resizeFatFile(m_image, m_volume, m_fatRecords.value(folded), size);
    if (!place)
        return place.error();
    if (m_isDisc) {
        if (!m_udfRecords.contains(folded) || !m_isoRecords.contains(folded))
            return disagreement(path);
        const auto udf = resizeUdfFile(m_image, m_udfRecords.value(folded), place->offset, size);
        if (!udf)
            return udf;
        const auto iso =
            resizeIso9660File(m_image, m_isoRecords.value(folded), place->offset, size);
        if (!iso)
            return iso;
    }
    // What the old content leaves behind may be a secret: it is wiped.
    const auto whole = std::max(place->sizeBefore, place->sizeAfter);
    return m_image.write(place->offset, content.leftJustified(qsizetype(whole), '\0'));
}

Result<void> ImagePatch::relabel(const QString &label, const QString &fatLabel)
{
    if (const auto done = relabelFat(m_image, m_volume, fatLabel); !done || !m_isDisc)
        return done;
    if (const auto done = relabelIso9660(m_image, label); !done)
        return done;
    if (const auto done = relabelUdf(m_image, label); !done)
        return done;
    return relabelGpt(m_image, label);
}

} // namespace bootwright

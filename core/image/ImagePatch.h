// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Gpt.h"
#include "core/image/ImageOverlay.h"
#include "core/image/TreeReader.h"

namespace bootwright {

//! Other contents and another name for an image that layoutIso() or layoutStick() made, worked out in
//! memory: every file system that shows a file is told its new size, and nothing is written. The image
//! must outlive it.
class ImagePatch
{
public:
    //! Unsupported: an image of another kind, or one whose file systems do not agree. Corrupt.
    static Result<ImagePatch> open(const ImageSource &image);

    //! Gives the file at \a path other bytes, at least one, where it lies. NotFound; NoSpace when they are
    //! more than its clusters and the free ones behind them hold; Unsupported.
    Result<void> replace(const QString &path, const QByteArray &content);
    //! Another name for disc, partition and volume; see IsoOptions for what the two can be.
    Result<void> relabel(const QString &label, const QString &fatLabel);

    //! The image as it will be.
    const ImageOverlay &image() const { return m_image; }

private:
    explicit ImagePatch(const ImageSource &image)
        : m_image(image)
    {}

    ImageOverlay m_image;
    PartitionRange m_volume;   //!< of FAT32
    bool m_isDisc = false;     //!< has ISO9660 and UDF
    RecordPlaces m_fatRecords; //!< bytes from the start of the volume
    RecordPlaces m_isoRecords;
    RecordPlaces m_udfRecords;
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Gpt.h"
#include "core/image/ImageOverlay.h"

namespace bootwright {

//! Where the clusters of a file lie in the image; they follow each other.
struct FatPlace
{
    quint64 offset = 0;     //!< bytes from the start of the image
    quint64 sizeBefore = 0; //!< bytes of its clusters
    quint64 sizeAfter = 0;
};

//! Gives a file of the FAT32 volume at \a volume of \a image another \a size, at least one byte; \a record
//! is where its folder entry lies on the volume. It grows only into the free clusters behind it: NoSpace
//! when they are too few. Unsupported when its clusters do not follow each other or the volume is no
//! FAT32. The tables, the count of free clusters and the entry are changed; the content is the caller's.
Result<FatPlace>
resizeFatFile(ImageOverlay &image, const PartitionRange &volume, quint64 record, quint64 size);

//! Gives the volume another name: at most 11 characters of those that checkFatLabel() allows.
Result<void> relabelFat(ImageOverlay &image, const PartitionRange &volume, const QString &label);

} // namespace bootwright

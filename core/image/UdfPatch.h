// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageOverlay.h"

namespace bootwright {

//! Gives the file whose entry lies at \a record of \a image another \a size, below 1 GiB. Unsupported when
//! its content is not one extent at \a content, bytes from the start of the image.
Result<void> resizeUdfFile(ImageOverlay &image, quint64 record, quint64 content, quint64 size);

//! Gives the volume another name wherever it stands. Corrupt when there is no volume as Udf writes it.
Result<void> relabelUdf(ImageOverlay &image, const QString &label);

} // namespace bootwright

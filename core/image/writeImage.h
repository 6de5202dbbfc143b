// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/image/ImageLayout.h"
#include "core/image/ImageSink.h"

namespace bootwright {

//! Whether the hash that verifyImage() compares with is worth its time.
enum class Digests { Keep, Skip };

//! What was written.
struct WriteReport
{
    //! SHA-256 of the whole image, its gaps as zeros; of all extents, one after the other, when the gaps
    //! are untouched. Empty for Digests::Skip.
    QByteArray sha256;
};

//! Writes all extents of \a layout to \a sink in one pass, front to back, in pieces as the sink wants them;
//! uses memory for four of them whatever the size. Content watches are fed on a second thread; before content made
//! by ContentSource::stream() is opened, the watches of everything before it have finished. Does not
//! flush or commit.
//! Advances \a control by layout.contentSize(), which the caller has made it expect. Errors: of the
//! content, of a watch, of the sink, Cancelled.
Result<WriteReport> writeImage(const ImageLayout &layout,
                               ImageSink &sink,
                               Control &control,
                               Digests digests = Digests::Keep);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/writeImage.h"

namespace bootwright {

//! Whether what is on the medium is what was meant. A difference is an outcome and not an error.
struct VerifyOutcome
{
    bool equal = false;
    QString firstDifference; //!< the path of the first file that differs, or what else it is
    //! Of the whole image, when it is equal and its gaps are zeros.
    QByteArray sha256;
};

//! Flushes \a sink and reads everything back in pieces as the sink wants them (memory for three of them):
//! its hash must be the one in \a report (which must have been kept), gaps and all unless they are
//! untouched. Only if it is another one, everything is compared with its content once more, to say
//! where. Advances \a control by layout.contentSize(), which the caller has made it expect. Errors:
//! Device, Cancelled.
Result<VerifyOutcome> verifyImage(const ImageLayout &layout,
                                  const WriteReport &report,
                                  ImageSink &sink,
                                  Control &control);

} // namespace bootwright

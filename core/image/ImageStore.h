// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"

namespace bootwright {

//! An image or a drive that is changed in place. Used by one thread.
class ImageStore : public ImageSource
{
public:
    //! Room for what will be written at a place where a file may have a hole: NoSpace.
    virtual Result<void> reserve(quint64 offset, quint64 size)
    {
        Q_UNUSED(offset)
        Q_UNUSED(size)
        return {};
    }
    //! \a offset and the size are multiples of 512 bytes.
    virtual Result<void> write(quint64 offset, QByteArrayView bytes) = 0;
    //! Until everything written is on the medium; what is written later comes later there too.
    virtual Result<void> flush() = 0;
};

} // namespace bootwright

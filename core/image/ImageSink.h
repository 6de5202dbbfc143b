// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <span>

namespace bootwright {

//! Where an image is written: a file, a drive, memory. Used by one thread at a time: reserve(), write() in
//! ascending order, flush(), read() to compare, commit(). A sink that goes without commit() leaves
//! nothing behind that looks finished. Errors name the sink: NoSpace, AccessDenied, Device.
class ImageSink
{
public:
    virtual ~ImageSink() = default;

    //! The path or the drive, as people know it.
    virtual QString name() const = 0;
    //! Bytes of the whole image or drive.
    virtual quint64 size() const = 0;
    //! What was never written reads as zeros. A drive says no and gets its zeros written.
    virtual bool startsZeroed() const = 0;

    //! Bytes that are written and read at once. A sink with buffers of its own needs no large pieces.
    virtual quint64 pieceSize() const { return 4 * 1024 * 1024; }

    //! Before the first write(): all of these bytes will be written. A sink that can makes room for them
    //! now, which is quicker than bit by bit, and tells NoSpace before anything was done.
    virtual Result<void> reserve(quint64 offset, quint64 size)
    {
        Q_UNUSED(offset)
        Q_UNUSED(size)
        return {};
    }
    virtual Result<void> write(quint64 offset, std::span<const char> bytes) = 0;
    //! After it everything written is on the medium.
    virtual Result<void> flush() = 0;
    //! Fills all of \a into, after flush(), from the medium and not from memory where the system lets
    //! us. Fastest when offset, size and address are multiples of 4096.
    virtual Result<void> read(quint64 offset, std::span<char> into) = 0;
    //! Makes the image what it was meant to be; only now has it its name.
    virtual Result<void> commit() = 0;
};

} // namespace bootwright

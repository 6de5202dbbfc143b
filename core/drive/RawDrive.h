// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <memory>
#include <span>

namespace bootwright {

struct OpenDrive;

//! A drive as nothing but bytes. Offsets and sizes are multiples of its logical sector, which is 512 bytes.
//! Calls may come from several threads at once; each does all of it or fails.
class RawDrive
{
public:
    virtual ~RawDrive() = default;

    //! Bytes.
    virtual quint64 size() const = 0;
    virtual Result<void> write(quint64 offset, std::span<const char> bytes) = 0;
    //! What is on the drive and not in the system's memory, once flush() was called after writing it.
    virtual Result<void> read(quint64 offset, std::span<char> into) = 0;
    //! Until everything written is on the medium.
    virtual Result<void> flush() = 0;
};

//! \a drive past the system's cache where the system lets us. Fastest with addresses, offsets and sizes
//! that are multiples of 4096. Errors name the drive: NoSpace, AccessDenied, Device.
std::shared_ptr<RawDrive> rawDrive(OpenDrive drive);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/drive/DriveHandle.h"

namespace bootwright {

//! What \a path leads to was named instead of a drive, for virtual machines and tests: an image file, or
//! nothing yet. Never a device.
bool isStandIn(const QString &path);

//! Opens it for us alone. A file that is not there or empty gets \a newSize bytes, all of them a hole.
//! Device: in use by another program. InvalidInput: not a stand-in. AccessDenied, NotFound, NoSpace.
Result<OpenDrive> openStandIn(const QString &path, quint64 newSize);

} // namespace bootwright

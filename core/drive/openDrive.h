// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/drive/DriveHandle.h"
#include "core/drive/RemovableDrive.h"

namespace bootwright {

//! Whether the user has said for this very drive that it is meant although it is large or built in.
enum class Unlocked { No, Yes };

//! Opens the drive that was \a chosen from a list, for reading and writing and for us alone. Its
//! properties are read anew, right before and right after: unless it is still the same drive and its
//! verdict allows it (a refusal cannot be unlocked), nothing is opened. Mounted volumes are unmounted.
//! There is no second way when the exclusive open is refused.
//!
//! Linux: through UDisks2, where the system may ask the user for permission; where there is none, loop
//! devices alone are opened, directly. Windows: by a DriveHelper, unless this process is elevated itself.
//! Open several drives one after the other, so that the question is asked once.
//! Blocks for as long as the user takes to answer, ten minutes at most; \a control can stop it.
//! InvalidInput: refused by the verdict. Cancelled: the user dismissed the question. AccessDenied.
//! Device: in use, replaced or gone. Every message says so for the drive.
Result<OpenDrive> openDrive(const DriveIdentity &chosen, Unlocked unlocked, Control &control);

//! Makes a drive that was written and closed safe to unplug: unmounts what the desktop has mounted
//! meanwhile, then switches the drive off or, where others share its plug, ejects the medium. Does
//! nothing to loop devices, to drives that can do neither and to what is no longer plugged in. Errors say
//! that the drive is still on.
Result<void> ejectDrive(const DriveIdentity &written, Control &control);

//! The sentence for a drive that is still on.
QString notSwitchedOff(const DriveIdentity &written);

//! \a drive may be opened: InvalidInput with the verdict's sentence if not.
Result<void> checkVerdict(const RemovableDrive &drive, Unlocked unlocked);

//! \a now is the drive that was \a chosen: Device with what differs if not.
Result<void> checkIdentity(const DriveIdentity &chosen, const DriveIdentity &now);

} // namespace bootwright

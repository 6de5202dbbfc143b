// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/openDrive.h"

#include <optional>

namespace bootwright {

//! What becomes a stick: a drive of this computer or, for virtual machines and tests, an image file.
struct StickTarget
{
    QString path;                        //!< as it was named
    std::optional<RemovableDrive> drive; //!< as it was listed; none: an image file
    Unlocked unlocked = Unlocked::No;    //!< the user has said that this very drive is meant
};

//! What \a path names: an image file, one that is not there yet, or a drive of \a list, however it is named.
//! The errors of findDrive(); whether it may be written is checkTarget()'s to say.
Result<StickTarget> findTarget(const DriveList &list, const QString &path);

//! InvalidInput with the verdict's sentence when \a target may not be written.
Result<void> checkTarget(const StickTarget &target);

//! Opens it for us alone, blocking as openDrive() does. An image file that is not there or empty gets \a newSize
//! bytes. The errors of openDrive() and openStandIn().
Result<OpenDrive> openTarget(const StickTarget &target, quint64 newSize, Control &control);

//! After it was written and closed: makes it safe to unplug (ejectDrive()).
Result<void> releaseTarget(const StickTarget &target, Control &control);

} // namespace bootwright

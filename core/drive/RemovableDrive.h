// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/drive/verdict.h"

#include <vector>

namespace bootwright {

//! A drive of this computer and whether it may be written.
struct RemovableDrive
{
    DriveProperties properties;
    DriveVerdict verdict;

    bool operator==(const RemovableDrive &) const = default;
};

//! The drives of this computer at one moment.
struct DriveList
{
    std::vector<RemovableDrive>
        drives; //!< all devices that are no part of another, ordered by name
    //! Why none of them can be opened, as a sentence; empty when nothing stands in the way.
    QString obstacle;

    bool operator==(const DriveList &) const = default;
};

//! Asks the system for its drives; needs no rights and changes nothing. Blocks for as long as the system
//! takes, at most some seconds: not for a thread that shows a window (see DriveWatch).
Result<DriveList> listDrives();

//! Whether people should be shown \a drive: not what is memory or made of other drives, and loop devices
//! only when they may be written.
bool isShown(const RemovableDrive &drive);

//! The drive that a person named as \a path: a device node, or any link to one. NotFound: there is none.
//! InvalidInput: a part of a drive, or no device at all. Whether it may be written is the verdict's to say.
Result<RemovableDrive> findDrive(const DriveList &list, const QString &path);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/BlockDevice.h"
#include "core/drive/RemovableDrive.h"

namespace bootwright {

//! The drives of a Linux system, each with its verdict, ordered by name. Pure: all that is known stands
//! in \a system. What the running system uses is followed through partitions, LVM, RAID, encryption,
//! multipath, btrfs and loop devices down to whole drives, and every one of these is a system drive.
std::vector<RemovableDrive> drivesOf(const BlockSystem &system);

} // namespace bootwright

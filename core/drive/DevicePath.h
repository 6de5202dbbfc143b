// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/BlockDevice.h"

namespace bootwright {

//! What \a device is, from where it hangs in the kernel's tree of devices. Not for partitions.
DriveKind kindOf(const BlockDevice &device);

//! The outermost bus that \a device hangs on: an SD card in a USB reader is on USB.
Bus busOf(const BlockDevice &device);

//! Where on its bus the device is plugged in, for people: "1-2.3" on USB, with the slot behind it in a
//! reader of several cards ("1-2.3:1"); empty where there is nothing to plug.
QString portOf(const BlockDevice &device);

} // namespace bootwright

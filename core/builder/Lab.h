// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"

namespace bootwright {

//! Writes the training lab into \a folder (made when it is not there): boot.wim, site.json and
//! recipe.json, from which `bootwright-cli build` makes media that boot in a virtual machine and show
//! what is on them. The same bytes at every time and on every system. What is there already stays if
//! it is the same; a boot.wim of an older lab is replaced; anything else is not touched and refused
//! with InvalidInput, before the first byte is written. AccessDenied, NoSpace, Device.
Result<void> writeLab(const QString &folder, Control &control);

//! Writes only the lab's boot image, to \a path; the same rules.
Result<void> writeLabBootImage(const QString &path, Control &control);

} // namespace bootwright

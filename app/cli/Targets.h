// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Options.h"
#include "core/drive/StickTarget.h"

#include <vector>

namespace bootwright {

//! What a command names to be written, looked at before anything is opened: InvalidInput for what is named
//! twice, is one of \a inputs or lies in it, is nothing to write on, or may not be written. Naming a loop
//! device unlocks it; any other drive that has to be unlocked needs the option --unlock.
Result<std::vector<StickTarget>>
targetsOf(const QStringList &paths, const QStringList &inputs, const Options &options);

//! Asks before something is erased, unless --yes was given. Cancelled, or InvalidInput when there is nobody
//! to ask.
Result<void> confirmErasing(const std::vector<StickTarget> &targets, const Options &options);

} // namespace bootwright

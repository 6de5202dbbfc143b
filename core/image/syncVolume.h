// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

namespace bootwright {

//! Until everything that was changed so far on the file system of \a folder is on the medium. Windows does
//! that for removable drives by itself, and lets nobody else ask for it without special rights.
Result<void> syncVolume(const QString &folder);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>

namespace bootwright {

//! Takes \a lock within \a patience milliseconds. The lock of a process that is gone is taken over, also the
//! empty file of one that was killed while it made its lock; the lock of one that lives never is.
bool takeLock(QLockFile &lock, int patience);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SleepGuard.h"

#include <windows.h>

namespace bootwright {

class SleepGuard::Request
{};

SleepGuard::SleepGuard(const QString &)
{
    SetThreadExecutionState(ES_CONTINUOUS | ES_SYSTEM_REQUIRED);
}

SleepGuard::~SleepGuard()
{
    SetThreadExecutionState(ES_CONTINUOUS);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include <cstdlib>
#include <windows.h>

namespace bootwright {

namespace {

std::stop_source s_stop; // a console event is the process's, so its token is too

BOOL WINAPI onConsoleEvent(DWORD)
{
    // Windows calls this on a thread of its own; the process ends at once when it answers FALSE
    if (!s_stop.request_stop())
        std::_Exit(130);
    return TRUE;
}

} // namespace

void catchInterrupts()
{
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

std::stop_token interruptToken()
{
    return s_stop.get_token();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>

namespace bootwright {

//! Makes Ctrl+C (and SIGTERM, or the closing of a console window) a polite request to stop; a second one
//! ends the process at once.
void catchInterrupts();

//! Stops when an interrupt has come.
std::stop_token interruptToken();

} // namespace bootwright

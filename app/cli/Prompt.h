// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

namespace bootwright {

//! A person sits at a terminal and can be asked.
bool canPrompt();

//! Asks on the terminal without showing what is typed; empty when nothing was typed. Returns soon after
//! an interrupt (see interruptToken()).
Secret promptSecret(const QString &question);
//! Asks on the terminal; the line that was typed. Returns soon after an interrupt.
QString promptLine(const QString &question);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QByteArray>

namespace {

//! Regular expressions are interpreted, not compiled. Qt keeps the stack of compiled ones in a thread_local
//! object, and MinGW's run-time frees its memory before it is destroyed: a thread that used an expression
//! would end in a crash. Every program has this file in it, so that it is said before Qt asks.
[[maybe_unused]] const bool s_interpreted = qputenv("QT_ENABLE_REGEXP_JIT", "0");

} // namespace

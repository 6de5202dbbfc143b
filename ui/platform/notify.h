// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! Shows a notification of the desktop, if it has such. Does not wait.
void notify(const QString &title, const QString &text);

} // namespace bootwright

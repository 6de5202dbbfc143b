// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! \a text for people with the paths of this computer as its system writes them: on Windows, what stands in
//! quotes and begins with a drive or a server gets backslashes. A quote cannot be in a name there, so it ends
//! where the path does. Paths on media begin otherwise, and keep their slashes on every system.
QString nativePaths(QString text);

} // namespace bootwright

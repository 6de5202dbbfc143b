// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

enum class DroppedFile { Recipe, Profile, BootImage, Certificate, Media, Kit, Other };

//! What the file at \a path is for, by the end of its name and, for JSON, by what it calls itself. A folder
//! is media, too.
DroppedFile kindOfFile(const QString &path);

} // namespace bootwright

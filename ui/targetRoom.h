// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Answers.h"

#include <QLocale>

namespace bootwright {

//! How much is free where the file \a path is to be; empty if that is not known.
QString roomText(const QString &path, const QLocale &locale);
//! Why the image does not fit on the disk of its file, as a sentence; empty if it does, or if nobody knows.
QString whyNoRoom(const Answers &answers, const QLocale &locale);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace bootwright {

//! How fast work goes and how long it takes still: \a done of \a total bytes after \a elapsed milliseconds. Empty
//! while it is too early to tell.
QString speedText(quint64 done, quint64 total, qint64 elapsed, const QLocale &locale);
//! How long work still takes, for people: "about 2 minutes left".
QString timeLeftText(int seconds);

} // namespace bootwright

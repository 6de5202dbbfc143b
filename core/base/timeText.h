// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace bootwright {

//! \a time for programs, as ISO 8601 has it, in UTC.
inline QString isoTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

//! The day of \a time in UTC, as 2026-11-30: the same wherever it is read.
inline QString dayText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd");
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReport.h"

namespace bootwright {

//! An iCalendar file (RFC 5545) with the day on which the media of \a report expire, and reminders 30 and 7
//! days before. The same media give the same event, so that it can be read in again after a renewal.
//! \a now is when the file is made. InvalidInput when nobody can tell when the media expire.
Result<QByteArray> expiryCalendar(const MediaReport &report, const QDateTime &now);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReport.h"

namespace bootwright {

enum class Severity {
    Error,   //!< the media do not do their work
    Warning, //!< they do not everywhere, not for long, or not safely
    Note,    //!< good to know
};

//! A judgement about a medium.
struct MediaVerdict
{
    Severity severity = Severity::Note;
    QString code;     //!< for programs, the same in all versions: "expired"
    QString sentence; //!< what is so, why it matters, what to do
};

//! The medium is damaged or no boot medium at all, and not only one that does not work here or now.
bool isRefused(const MediaVerdict &verdict);

//! Within how many days of its end a certificate is warned about.
inline constexpr int ExpiryWarningDays = 90;

//! What is wrong with the medium and what is good to know, the worst first. Judges \a report at \a now
//! and looks at nothing else.
std::vector<MediaVerdict> judgeMedia(const MediaReport &report, const QDateTime &now);

//! Whole days from \a now until \a time; negative when it is past.
int daysUntil(const QDateTime &time, const QDateTime &now);

//! "error", "warning" or "note".
QString severityName(Severity severity);

} // namespace bootwright

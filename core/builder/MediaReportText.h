// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReportJson.h"

namespace bootwright {

//! One line of a report for people: on one line, without control characters.
struct ReportRow
{
    QString name; //!< may be empty
    QString value;
    std::optional<Severity> severity; //!< set when it is to stand out

    bool operator==(const ReportRow &) const = default;
};

struct ReportSection
{
    QString title;
    std::vector<ReportRow> rows; //!< never empty
    bool hasSecrets = false;     //!< some values are masked, unless they are to be shown
};

//! \a report and the \a verdicts on it in people's words, for a terminal or a window: what it is, the
//! verdicts, how it starts, what is on it. \a now is for the days left.
std::vector<ReportSection> mediaReportText(const MediaReport &report,
                                           const std::vector<MediaVerdict> &verdicts,
                                           const QDateTime &now,
                                           SecretValues secrets);

//! What the medium is, in one line: "boot media of Configuration Manager".
QString describeKind(const MediaReport &report);

//! The bench card of the medium, made of what is known about it and not of what lies on it.
QByteArray benchCardOf(const MediaReport &report);

//! \a text from a medium on one line, without what would confuse a terminal.
QString oneLine(const QString &text);

} // namespace bootwright

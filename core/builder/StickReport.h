// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickSource.h"
#include "core/builder/StickState.h"

#include <QDateTime>

namespace bootwright {

//! What a run was and what became of its sticks, to be kept.
struct StickReport
{
    QString source;
    QString label;     //!< of the sticks
    QString mediaGuid; //!< empty for media of others
    QDateTime endedAt;
    std::vector<StickState> sticks;
};

//! One line a stick under a line of names, RFC 4180, UTF-8 with a byte order mark. Text that a
//! spreadsheet would take for a formula gets an apostrophe in front.
QByteArray stickReportCsv(const StickReport &report);
//! One page, complete in itself, for people and for printing.
QByteArray stickReportHtml(const StickReport &report);

//! Writes it to \a path, as HTML if the name ends in .html or .htm, as CSV if in .csv; InvalidInput for other
//! names. Device.
Result<void> saveStickReport(const StickReport &report, const QString &path);
//! InvalidInput when saveStickReport() does not know what \a path should become.
Result<void> checkReportPath(const QString &path);

} // namespace bootwright

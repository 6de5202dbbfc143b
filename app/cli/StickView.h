// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Report.h"
#include "core/builder/StickReport.h"
#include "core/builder/StickRun.h"

#include <QElapsedTimer>

#include <map>

namespace bootwright {

//! Several sticks at once on one terminal, or as events: "device" for every change of one of them, and the
//! progress of all together.
class StickView
{
public:
    explicit StickView(Report &report)
        : m_report(report)
    {}

    //! Something changed. One call at a time.
    void observe(size_t number, const StickState &state);

    //! Tells how it ended, sticks first, and returns the status of the command: that of the first stick that
    //! failed, else Unverified if one is, else Done.
    //! \a note is told before that.
    ExitStatus conclude(const StickReport &result, const QString &note);

private:
    void showAll();
    ExitStatus concludeBad(const std::vector<StickState> &sticks, const QJsonObject &facts);

    Report &m_report;
    std::map<size_t, StickState> m_states;
    QElapsedTimer m_sinceShown;
};

//! Asks before it erases, then makes sticks of all \a targets and tells how it went: the whole of a command.
//! \a note is a sentence that is known in the end, or null.
ExitStatus makeSticks(StickSource source,
                      StickRunOptions runOptions,
                      const std::vector<StickTarget> &targets,
                      const std::shared_ptr<const QString> &note,
                      const Options &options,
                      Report &report);

} // namespace bootwright

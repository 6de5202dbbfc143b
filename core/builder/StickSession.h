// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickReport.h"
#include "core/builder/StickRun.h"

#include <QObject>

#include <variant>

namespace bootwright {

//! What came of a run that had something to write.
struct StickResult
{
    StickReport report;
    QStringList warnings; //!< about the source
    QString registration; //!< what became of the certificate at the site, a sentence; may be empty
};

//! The one end of every session: before anything could be written it may also be an error or a stop.
using StickOutcome = std::variant<StickResult, Cancelled, Error>;

//! A run of sticks for a window: looks for the source on a thread of its own, then writes, and ends in
//! exactly one finished(). Signals come from other threads; receivers on another one get them queued.
//! Destroying the session stops the run and waits for it.
class StickSession final : public QObject
{
    Q_OBJECT

public:
    //! What a run begins with.
    struct Work
    {
        StickSource source;
        StickRunOptions options = {};
        std::shared_ptr<const QString> registration = {}; //!< known in the end; may be null
        std::shared_ptr<const void> kept = {}; //!< goes after the run: what the source reads from
    };
    using Prepare = std::function<Result<Work>(Control &)>;
    //! Adds one stick to the run.
    using Add = std::function<void(StickRun &)>;

    explicit StickSession(QObject *parent = nullptr);
    ~StickSession() override;

    //! Prepares, then begins with \a sticks, which are numbered from 0. Only once.
    void start(Prepare prepare, std::vector<Add> sticks);
    //! One more stick, with the next number; false when it is too late.
    bool add(const Add &stick);
    //! Asks the run to stop; finished() follows soon.
    void cancel();

Q_SIGNALS:
    void changed(int number, const bootwright::StickState &state);
    void finished(const bootwright::StickOutcome &outcome);

private:
    StickOutcome work(const Prepare &prepare, const std::stop_token &stop);
    std::vector<StickState> write(StickRun &run);

    std::mutex m_mutex; // for the three that follow
    std::vector<Add> m_waiting;
    StickRun *m_run = nullptr; //!< while sticks are written
    bool m_isOver = false;     //!< nobody can join any more
    std::jthread m_thread;
};

} // namespace bootwright

Q_DECLARE_METATYPE(bootwright::StickState)
Q_DECLARE_METATYPE(bootwright::StickOutcome)

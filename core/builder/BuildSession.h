// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/builder/BuildReport.h"

#include <QObject>

#include <functional>
#include <thread>

namespace bootwright {

//! A build on a thread of its own: started once, tells its progress, ends in exactly one finished().
//! Signals come from the worker; receivers on another thread get them queued. Destroying the session
//! stops the work and waits for it.
class BuildSession final : public QObject
{
    Q_OBJECT

public:
    using Work = std::function<Result<BuildReport>(Control &)>;

    explicit BuildSession(QObject *parent = nullptr);
    ~BuildSession() override;

    //! Runs \a work on the worker thread. Only once.
    void start(Work work);
    //! Asks the work to stop; finished() follows soon, with Cancelled unless it was too late.
    void cancel();

Q_SIGNALS:
    void progressed(const bootwright::Progress &progress);
    void finished(const bootwright::BuildOutcome &outcome);

private:
    std::jthread m_thread;
};

} // namespace bootwright

Q_DECLARE_METATYPE(bootwright::Progress)
Q_DECLARE_METATYPE(bootwright::BuildOutcome)

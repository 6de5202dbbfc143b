// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickSession.h"

#include <utility>

namespace bootwright {

StickSession::StickSession(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<StickState>();
    qRegisterMetaType<StickOutcome>();
}

StickSession::~StickSession()
{
    // before the QObject goes, so that the last signal still has a sender
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void StickSession::start(Prepare prepare, std::vector<Add> sticks)
{
    Q_ASSERT(!m_thread.joinable());
    m_waiting = std::move(sticks);
    m_thread = std::jthread([this, prepare = std::move(prepare)](const std::stop_token &stop) {
        Q_EMIT finished(work(prepare, stop));
    });
}

bool StickSession::add(const Add &stick)
{
    const std::scoped_lock lock(m_mutex);
    if (m_isOver)
        return false;
    if (m_run)
        stick(*m_run);
    else
        m_waiting.push_back(stick);
    return true;
}

void StickSession::cancel()
{
    m_thread.request_stop();
}

StickOutcome StickSession::work(const Prepare &prepare, const std::stop_token &stop)
{
    Control control(stop);
    auto work = prepare(control);
    if (!work) {
        const std::scoped_lock lock(m_mutex);
        m_isOver = true;
        return work.error().kind == Error::Kind::Cancelled ? StickOutcome(Cancelled{})
                                                           : StickOutcome(work.error());
    }
    StickResult result;
    result.report = {work->source.name, work->source.label, work->source.mediaGuid, {}, {}};
    result.warnings = work->source.warnings;
    {
        StickRun run(
            std::move(work->source),
            std::move(work->options),
            [this](size_t number, const StickState &state) { Q_EMIT changed(int(number), state); });
        const std::stop_callback cancel(stop, [&run] { run.cancel(); });
        result.report.sticks = write(run);
    }
    result.report.endedAt = QDateTime::currentDateTimeUtc();
    if (work->registration)
        result.registration = *work->registration;
    return result;
}

//! Until all sticks have ended, those that joined included.
std::vector<StickState> StickSession::write(StickRun &run)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_run = &run;
        for (const auto &stick : std::exchange(m_waiting, {}))
            stick(run);
    }
    for (;;) {
        auto states = run.wait();
        // under the lock nobody joins: all ended sticks are all sticks, unless one came in between
        const std::scoped_lock lock(m_mutex);
        if (run.size() > states.size())
            continue;
        m_run = nullptr;
        m_isOver = true;
        return states;
    }
}

} // namespace bootwright

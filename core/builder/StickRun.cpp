// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickRun.h"

#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/image/layoutStick.h"
#include "core/image/verifyImage.h"

#include <algorithm>

namespace bootwright {

namespace {

using Clock = std::chrono::steady_clock;
using Outcome = StickState::Outcome;
using Phase = StickState::Phase;

DriveFacts factsOf(const StickTarget &target)
{
    DriveFacts facts{target.path};
    if (target.drive) {
        facts.vendor = target.drive->properties.vendor;
        facts.model = target.drive->properties.model;
        facts.serial = target.drive->properties.identity.serial;
    }
    return facts;
}

} // namespace

StickRun::StickRun(StickSource source, StickRunOptions options, Observer observer)
    : m_source(std::move(source))
    , m_options(std::move(options))
    , m_observer(std::move(observer))
    , m_reading(m_source.tree)
    , m_watcher([this](const std::stop_token &stop) { watchForSilence(stop); })
{}

StickRun::~StickRun()
{
    cancel();
    wait();
}

size_t StickRun::add(const DriveFacts &facts, Open open, Release release)
{
    const std::scoped_lock lock(m_mutex);
    auto &stick = m_sticks.emplace_back();
    stick.number = m_sticks.size() - 1;
    stick.open = std::move(open);
    stick.release = std::move(release);
    stick.state.drive = facts;
    stick.begun = stick.lastSign = Clock::now();
    stick.thread = std::jthread([this, &stick] { make(stick); });
    return stick.number;
}

size_t StickRun::add(const StickTarget &target)
{
    return add(
        factsOf(target),
        [target](quint64 newSize, const std::stop_token &stop, Control &control) {
            auto drive = openTarget(target, newSize, control);
            return drive ? DriveSink::open(std::move(*drive), stop) : drive.error();
        },
        [target](Control &control) { return releaseTarget(target, control); });
}

size_t StickRun::size()
{
    const std::scoped_lock lock(m_mutex);
    return m_sticks.size();
}

void StickRun::cancel()
{
    m_stop.request_stop();
}

std::vector<StickState> StickRun::wait()
{
    std::unique_lock lock(m_mutex);
    const auto hasEnded = [](const Stick &stick) { return stick.state.phase == Phase::Ended; };
    m_changed.wait(lock, [&] { return std::all_of(m_sticks.begin(), m_sticks.end(), hasEnded); });
    std::vector<StickState> states;
    for (const auto &stick : m_sticks)
        states.push_back(stick.state);
    return states;
}

void StickRun::tell(Stick &stick, const Change &change)
{
    const std::scoped_lock lock(m_mutex);
    change(stick.state);
    stick.state.duration =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - stick.begun);
    if (m_observer)
        m_observer(stick.number, stick.state);
    m_changed.notify_all();
}

void StickRun::watchForSilence(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_changed.wait_for(lock, stop, m_options.silence / 4, [] { return false; });
        for (auto &stick : m_sticks) {
            auto &state = stick.state;
            // who is asked for permission may take his time
            const auto mayBeSilent = state.phase == Phase::Opening || state.phase == Phase::Ended;
            const auto isSilent =
                !mayBeSilent && Clock::now() - stick.lastSign >= m_options.silence;
            if (std::exchange(state.isSilent, isSilent) != isSilent && m_observer)
                m_observer(stick.number, state);
        }
    }
}

void StickRun::make(Stick &stick)
{
    Control control(m_stop.get_token(), [&](const Progress &progress) {
        tell(stick, [&](StickState &state) {
            stick.lastSign = Clock::now();
            state.isSilent = false;
            state.progress = progress;
        });
    });
    auto outcome = Result<Outcome>(Outcome::None);
    {
        auto sink = openStick(stick, control);
        outcome = sink ? write(stick, **sink, control) : Result<Outcome>(sink.error());
    } // closed before anybody hears that it has ended
    if (outcome && *outcome != Outcome::Different)
        release(stick);
    tell(stick, [&](StickState &state) {
        state.phase = Phase::Ended;
        state.isSilent = false;
        state.outcome = outcome                                          ? *outcome
                        : outcome.error().kind == Error::Kind::Cancelled ? Outcome::Cancelled
                                                                         : Outcome::Failed;
        if (!outcome)
            state.error = outcome.error();
        logInfo(QStringLiteral("Stick %1: %2 %3")
                    .arg(state.drive.name, wordOf(state.outcome), state.error.message));
    });
}

//! A stick that stays on is finished all the same.
void StickRun::release(Stick &stick)
{
    if (!stick.release)
        return;
    Control control;
    const auto released = stick.release(control);
    if (released)
        return;
    logWarning(released.error().message);
    tell(stick, [&](StickState &state) { state.stillOn = released.error().message; });
}

Result<std::unique_ptr<DriveSink>> StickRun::openStick(Stick &stick, Control &control)
{
    const std::scoped_lock lock(m_openMutex);
    if (const auto go = control.proceed(); !go)
        return go.error();
    auto sink = stick.open(comfortableStickSize(m_source.tree), m_stop.get_token(), control);
    if (!sink)
        return sink.error();
    tell(stick, [&](StickState &state) {
        state.drive = (*sink)->facts();
        state.driveSize = (*sink)->size();
    });
    return sink;
}

Result<Outcome> StickRun::write(Stick &stick, DriveSink &sink, Control &control)
{
    const auto enter = [&](Phase phase) {
        tell(stick, [&](StickState &state) {
            stick.lastSign = Clock::now();
            state.phase = phase;
            state.isErased = true;
        });
        control.enter(textOf(phase));
    };
    const auto isReadBack = m_options.readBack == ReadBack::Yes;
    const auto options = StickOptions::fresh(m_source.label, m_options.chance, stick.number);
    const auto layout = layoutStick(m_reading.join(), sink.size(), options);
    if (!layout)
        return layout.error().within(Tr::tr("Cannot write \"%1\".").arg(sink.name()));
    control.expect(layout->contentSize() * (isReadBack ? 2 : 1));
    enter(Phase::Preparing); // the first to erase something
    if (const auto done = sink.prepare(control); !done)
        return done.error();
    enter(Phase::Writing);
    const auto written =
        writeImage(*layout, sink, control, isReadBack ? Digests::Keep : Digests::Skip);
    if (!written)
        return written.error();
    if (!isReadBack) {
        enter(Phase::Finishing);
        const auto flushed = sink.flush();
        return flushed ? finish(sink, Outcome::Skipped) : flushed.error();
    }
    enter(Phase::ReadingBack);
    const auto verified = verifyImage(*layout, *written, sink, control);
    if (!verified)
        return verified.error();
    if (!verified->equal) {
        tell(stick, [&](StickState &state) { state.difference = verified->firstDifference; });
        return Outcome::Different;
    }
    enter(Phase::Finishing);
    return finish(sink, Outcome::Done);
}

Result<Outcome> StickRun::finish(DriveSink &sink, Outcome outcome)
{
    {
        const std::scoped_lock lock(m_finishMutex);
        if (!m_mayFinish)
            m_mayFinish = m_options.beforeFirstIsFinished ? m_options.beforeFirstIsFinished()
                                                          : Result<void>();
        if (!*m_mayFinish)
            return m_mayFinish->error();
    }
    const auto finished = sink.commit();
    return finished ? Result<Outcome>(outcome) : finished.error();
}

} // namespace bootwright

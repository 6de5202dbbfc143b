// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Control.h"
#include "core/builder/BuildReport.h"
#include "core/builder/StickSource.h"
#include "core/builder/StickState.h"
#include "core/drive/StickTarget.h"
#include "core/tree/SharedReading.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace bootwright {

//! How a run is done.
struct StickRunOptions
{
    ReadBack readBack = ReadBack::Yes;
    Chance chance = {};
    //! Asked once, before the first stick is finished: when it fails, no stick is.
    std::function<Result<void>()> beforeFirstIsFinished = {};
    //! Until a stick of which nothing is heard counts as silent.
    std::chrono::milliseconds silence = std::chrono::seconds(15);
};

//! Writes one source onto several sticks at once, each on a thread of its own with a state and an end of its
//! own; the source is read once. Sticks may join until wait() has returned. Destroying the run cancels
//! it and waits.
class StickRun
{
public:
    //! Opens a stick; a new image file gets \a newSize bytes. Called on the thread of the stick, for one
    //! stick after the other, so that nobody is asked for permission twice.
    using Open = std::function<Result<std::unique_ptr<DriveSink>>(
        quint64 newSize, std::stop_token stop, Control &control)>;
    //! Makes a stick that is finished and closed safe to unplug.
    using Release = std::function<Result<void>(Control &control)>;
    //! Called from any thread, one call at a time, on every change, and with progress at most 20 times a
    //! second for each stick. Must not call the run.
    using Observer = std::function<void(size_t number, const StickState &state)>;

    StickRun(StickSource source, StickRunOptions options, Observer observer);
    ~StickRun();
    StickRun(const StickRun &) = delete;
    StickRun &operator=(const StickRun &) = delete;

    //! Begins with a stick of which \a facts are known until it is open. Its number: 0, 1, 2…
    size_t add(const DriveFacts &facts, Open open, Release release = {});
    //! Begins with \a target.
    size_t add(const StickTarget &target);
    //! How many were added.
    size_t size();
    void cancel();
    //! Until all have ended.
    std::vector<StickState> wait();

private:
    //! One stick and its thread.
    struct Stick
    {
        size_t number = 0;
        Open open;
        Release release;
        StickState state;
        std::chrono::steady_clock::time_point begun;
        std::chrono::steady_clock::time_point lastSign;
        std::jthread thread;
    };
    using Change = std::function<void(StickState &)>;

    void make(Stick &stick);
    void release(Stick &stick);
    Result<std::unique_ptr<DriveSink>> openStick(Stick &stick, Control &control);
    Result<StickState::Outcome> write(Stick &stick, DriveSink &sink, Control &control);
    Result<StickState::Outcome> finish(DriveSink &sink, StickState::Outcome outcome);
    void watchForSilence(const std::stop_token &stop);
    void tell(Stick &stick, const Change &change);

    StickSource m_source;
    StickRunOptions m_options;
    Observer m_observer;
    SharedReading m_reading;
    std::stop_source m_stop;
    std::mutex m_openMutex;
    std::mutex m_finishMutex;
    std::optional<Result<void>> m_mayFinish; //!< what beforeFirstIsFinished said

    std::mutex m_mutex; // for the observer and all that follows
    std::condition_variable_any m_changed;
    std::deque<Stick> m_sticks; // a deque: threads hold on to what is in it
    std::jthread m_watcher;     // last, so that it ends before what it looks at
};

} // namespace bootwright

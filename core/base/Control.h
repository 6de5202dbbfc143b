// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace bootwright {

//! Where the work is: bytes done of all bytes, and the name of the stage.
struct Progress
{
    QString stage;     //!< translated, for example "Writing the image"
    quint64 done = 0;  //!< bytes
    quint64 total = 0; //!< bytes of the whole job; known before the first byte, never shrinks
};

//! Progress and cancel in one: a step calls advance() as it goes, which reports (at most 20 times a
//! second) and answers Cancelled after a stop, so that whoever reports cannot forget to be
//! cancellable. Used by one thread at a time; the stop may come from any.
class Control
{
public:
    using Report = std::function<void(const Progress &)>;

    //! Never cancelled, reports to nobody.
    Control() = default;
    explicit Control(std::stop_token stop, Report report = {});

    //! Adds \a bytes to the total, before the work on them begins.
    void expect(quint64 bytes);
    //! Begins a stage. Always reported.
    void enter(const QString &stage);
    //! \a bytes more are done. Cancelled after a stop.
    Result<void> advance(quint64 bytes);
    //! Cancelled after a stop, else nothing happens.
    Result<void> proceed() { return advance(0); }

    const Progress &progress() const { return m_progress; }

private:
    void tell();

    std::stop_token m_stop;
    Report m_report;
    Progress m_progress;
    std::chrono::steady_clock::time_point m_lastReport;
};

} // namespace bootwright

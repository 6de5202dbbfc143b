// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickSession.h"

#include <memory>

namespace bootwright {

class DriveSource;
struct Answers;

//! Writes the image of \a answers, which may lie on a share.
StickSession::Prepare sticksFromImage(const Answers &answers);

//! At most one run of sticks at a time, whose drives come from a DriveSource. Tells everything on its own thread.
class StickWork final : public QObject
{
    Q_OBJECT

public:
    explicit StickWork(DriveSource &drives);
    ~StickWork() override;

    void start(StickSession::Prepare prepare, const std::vector<StickTarget> &targets);
    bool isRunning() const { return m_session != nullptr; }
    //! One more, with the next number; false when it is too late.
    bool join(const StickTarget &target);
    //! Asks the run to stop; finished() follows soon.
    void cancel();

Q_SIGNALS:
    void changed(int number, const bootwright::StickState &state);
    //! It is not running any more.
    void finished(const bootwright::StickOutcome &outcome);

private:
    StickSession::Add adderOf(const StickTarget &target) const;
    void finish(const StickOutcome &outcome);

    DriveSource &m_drives;
    std::unique_ptr<StickSession> m_session; //!< while it is running
};

} // namespace bootwright

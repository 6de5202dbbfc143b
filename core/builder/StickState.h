// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/drive/DriveSink.h"

#include <chrono>

namespace bootwright {

//! Where one stick of a run is, and what became of it.
struct StickState
{
    enum class Phase { Opening, Preparing, Writing, ReadingBack, Finishing, Ended };
    enum class Outcome {
        None,      //!< not ended yet
        Done,      //!< everything was read back and is what was meant
        Skipped,   //!< written and finished, but not read back, by wish
        Different, //!< read back and not equal: the stick was not finished
        Failed,
        Cancelled,
    };

    DriveFacts drive;      //!< as it was listed, until it is open
    quint64 driveSize = 0; //!< bytes; 0 until it is open
    Phase phase = Phase::Opening;
    Outcome outcome = Outcome::None;
    Progress progress;                    //!< bytes written and read back
    bool isErased = false;                //!< what was on it before is gone
    bool isSilent = false;                //!< nothing has moved for a while
    std::chrono::milliseconds duration{}; //!< since it was opened
    QString difference;                   //!< what is not equal
    Error error;                          //!< of Failed
    QString stillOn; //!< why a finished stick could not be switched off; a sentence
};

//! For people: "Writing".
QString textOf(StickState::Phase phase);
//! For programs, never translated: "writing", "done".
QString wordOf(StickState::Phase phase);
QString wordOf(StickState::Outcome outcome);

//! What became of an ended stick, as one sentence for people.
QString sentenceOf(const StickState &state);

} // namespace bootwright

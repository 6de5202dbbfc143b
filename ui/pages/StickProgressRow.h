// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stickText.h"
#include "ui/widgets/Note.h"

class QLabel;
class QProgressBar;

namespace bootwright {

//! One stick of a run: what it is, what is being done to it, how far and how fast, and what became of it.
class StickProgressRow final : public QWidget
{
    Q_OBJECT

public:
    static constexpr int Full = 1000; //!< steps of the bar

    //! Of the stick only \a name is known.
    explicit StickProgressRow(const QString &name);

    void show(const StickState &state);
    bool hasEnded() const { return m_state.phase == StickState::Phase::Ended; }
    //! How far it is, up to Full; an ended one needs no more work.
    int share() const;
    //! It ended and is a stick of the media.
    bool isFinished() const { return isFinishedStick(m_state); }
    bool isFailed() const { return isFailedStick(m_state); }

    //! How good the end of a stick is.
    static Note::Kind kindOf(const StickState &state);

private:
    QString figures() const;
    void showEnd();

    StickState m_state;
    quint64 m_doneBefore = 0;                    //!< when the phase began, bytes
    std::chrono::milliseconds m_timeBefore = {}; //!< when the phase began
    QLabel *m_name;
    QLabel *m_phase;
    QProgressBar *m_bar;
    QLabel *m_figures;
    Note *m_note;
};

} // namespace bootwright

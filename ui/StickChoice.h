// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DriveSource.h"

namespace bootwright {

//! Which drives are to become sticks. Follows the drives there are: one that goes, or that may not be written
//! any more, is no longer chosen, and one that is plugged in again is another one.
class StickChoice final : public QObject
{
    Q_OBJECT

public:
    explicit StickChoice(DriveSource &drives);

    //! Begins to look for drives.
    void look();
    //! Nobody knows yet which drives there are.
    bool isLooking() const { return !m_isRead && m_problem.isEmpty(); }
    //! Why none can be opened, or why they cannot be read; else empty.
    QString problem() const;

    //! The drives that people are shown, with the verdict for what is to be written; the best ones first.
    const std::vector<RemovableDrive> &offered() const { return m_drives; }
    //! It may be chosen.
    bool isFree(const RemovableDrive &drive) const;
    bool isChosen(const DriveIdentity &drive) const { return contains(m_chosen, drive); }
    bool isUnlocked(const DriveIdentity &drive) const { return contains(m_unlocked, drive); }
    //! The chosen ones, in the order in which they are shown.
    std::vector<StickTarget> targets() const;
    //! What to say to who wants to go on and has chosen none; else empty.
    QString whyNone() const;
    //! Which drives were chosen and are not any more, and why; a sentence each.
    const QStringList &losses() const { return m_losses; }

    void choose(const DriveIdentity &drive);
    void drop(const DriveIdentity &drive);
    //! Chooses all that need not be unlocked.
    void chooseAll();
    //! The user has said that this very drive is meant although it has to be unlocked.
    void unlock(const DriveIdentity &drive);
    //! Nothing is chosen or unlocked.
    void clear();
    //! The media are made from \a inputs, so what these lie on cannot be written, and have \a needed bytes.
    void setSource(const QStringList &inputs, quint64 needed);

Q_SIGNALS:
    //! Something of it, or of the drives, is another now.
    void changed();

private:
    static bool contains(const std::vector<DriveIdentity> &drives, const DriveIdentity &drive);
    const RemovableDrive *find(const DriveIdentity &drive) const;
    DriveVerdict judge(const RemovableDrive &drive) const;
    void update();

    DriveSource &m_source;
    std::vector<RemovableDrive> m_drives;
    std::vector<DriveIdentity> m_chosen;
    std::vector<DriveIdentity> m_unlocked;
    QStringList m_losses;
    QStringList m_inputs;
    quint64 m_needed = kSmallestDrive;
    bool m_isRead = false;
    QString m_obstacle;
    QString m_problem; //!< why the drives cannot be read
};

} // namespace bootwright

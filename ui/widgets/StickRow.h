// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/RemovableDrive.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace bootwright {

class ChoiceLabel;
class Note;

//! One drive to choose: what it is, what is on it, and why it cannot be chosen, if so. Who wants a drive that
//! must be unlocked types its name.
class StickRow final : public QWidget
{
    Q_OBJECT

public:
    explicit StickRow(const DriveIdentity &drive);

    const DriveIdentity &identity() const { return m_identity; }
    enum class State { Free, Chosen, Unlocked, UnlockedAndChosen, Locked, Refused };
    void show(const RemovableDrive &drive, State state);
    //! What takes the keys here, from top to bottom.
    QList<QWidget *> stops() const;

Q_SIGNALS:
    void toggled(bool isChosen);
    void unlocked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeUnlocking();
    void judgeTyped();

    DriveIdentity m_identity;
    RemovableDrive m_drive;
    QCheckBox *m_box;
    ChoiceLabel *m_name;
    QLabel *m_facts;
    QLabel *m_volumes;
    Note *m_verdict;
    QPushButton *m_unlock;
    QWidget *m_unlocking; //!< the place to type
    QLabel *m_asked;
    QLineEdit *m_typed;
    Note *m_wrong;
};

} // namespace bootwright

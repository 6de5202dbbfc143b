// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace bootwright {

struct DriveIdentity;
class Note;
class NoteList;
class StickChoice;
class StickRow;

//! The drives of this computer, to choose those that become sticks. It follows what is plugged in and out;
//! rows that stay keep the focus and what was typed in them.
class StickList final : public QWidget
{
    Q_OBJECT

public:
    explicit StickList(StickChoice &choice);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void show();
    void showNotes();
    void showRows();
    StickRow *rowAt(int place, const DriveIdentity &drive);
    void orderTabs();

    StickChoice &m_choice;
    Note *m_state;
    NoteList *m_losses;
    QPushButton *m_all;
    QVBoxLayout *m_column;
    QList<StickRow *> m_rows; //!< as they are shown
    QLabel *m_count;
};

} // namespace bootwright

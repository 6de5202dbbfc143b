// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BuildReport.h"
#include "ui/Answers.h"
#include "ui/Page.h"

class QPushButton;

namespace bootwright {

class FactTable;
class NextSteps;
class Note;
class NoteList;

//! The end: made, failed or cancelled, each with its own face and with what can be done next.
class DonePage final : public Page
{
    Q_OBJECT

public:
    explicit DonePage(const Answers &answers);

    void show(const BuildOutcome &outcome);

Q_SIGNALS:
    //! The user wants to change the answers and try again.
    void changeAsked();
    //! The user wants the image that was made on sticks.
    void sticksAsked(const QString &image);

private:
    void showReport(const BuildReport &report);
    void showDifference(const BuildReport &report);
    void showError(const Error &error);
    void showCancelled();

    const Answers &m_answers;
    QString m_image; //!< that was made
    Note *m_verdict;
    FactTable *m_facts;
    NoteList *m_notes;
    NextSteps *m_steps;
    QPushButton *m_change;
    QPushButton *m_log;
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickSession.h"
#include "ui/Page.h"

class QPushButton;

namespace bootwright {

class FactTable;
class Note;
class NoteList;

//! What became of each stick, and what can be done next.
class StickDonePage final : public Page
{
    Q_OBJECT

public:
    StickDonePage();

    void show(const StickOutcome &outcome);
    //! What the page says in one sentence.
    QString verdict() const;
    //! Saves what became of the sticks, as a page or a table; says why if it cannot.
    void saveReport(const QString &path);

Q_SIGNALS:
    //! The user wants to write other sticks, or these once more.
    void againAsked();

private:
    void showResult(const StickResult &result);
    void browse();

    Note *m_verdict;
    FactTable *m_facts;
    NoteList *m_sticks;
    NoteList *m_notes;
    QPushButton *m_again;
    QPushButton *m_save;
    QPushButton *m_log;
    Note *m_saved;
    StickReport m_report;
};

} // namespace bootwright

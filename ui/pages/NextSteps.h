// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BuildReport.h"
#include "core/recipe/MediaDraft.h"

#include <QWidget>

class QPushButton;

namespace bootwright {

class Note;

//! What can be done with media that were made: buttons, and under them what came of the last one.
class NextSteps final : public QWidget
{
    Q_OBJECT

public:
    explicit NextSteps(QWidget *parent = nullptr);

    //! For the media of \a report, which were made from \a draft.
    void offer(const BuildReport &report, const MediaDraft &draft);
    //! Saves the card that is on the media; says why if it cannot.
    void saveCard(const QString &path);
    void saveRecipe(const QString &path);

Q_SIGNALS:
    //! The user wants the image on sticks.
    void sticksAsked();

private:
    void ask(const QString &title,
             const QString &filter,
             const QString &suggestion,
             void (NextSteps::*save)(const QString &));
    void tell(const Result<void> &outcome, const QString &success);
    void openFolder();
    void copyHash();

    QPushButton *m_copy;
    Note *m_answer;
    BuildReport m_report;
    MediaDraft m_draft;
};

} // namespace bootwright

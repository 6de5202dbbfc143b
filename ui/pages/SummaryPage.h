// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QTreeWidget;

namespace bootwright {

//! Every answer once more, what to know about them, and the button that makes the media.
class SummaryPage final : public WizardPage
{
    Q_OBJECT

public:
    explicit SummaryPage(Answers &answers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

    //! Saves the answers as a recipe; if that fails, says why.
    void saveRecipe(const QString &path);

Q_SIGNALS:
    //! The user wants to change the answer at \a path.
    void answerChosen(const QString &path);

private:
    void browse();

    QTreeWidget *m_rows;
    QLabel *m_warnings;
    QLabel *m_saved;
};

} // namespace bootwright

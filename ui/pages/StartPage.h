// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

class QRadioButton;

namespace bootwright {

class PathEdit;

//! Where the site's facts come from, and whose answers the wizard begins with.
class StartPage final : public WizardPage
{
    Q_OBJECT

public:
    //! \a lastAnswers may be missing.
    StartPage(Answers &answers, const std::optional<MediaDraft> &lastAnswers);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

    //! Begins with the answers of the recipe at \a path; if it cannot be read, says why.
    void openRecipe(const QString &path);

private:
    void browse();
    void begin(const MediaDraft &draft, const QString &note);

    QRadioButton *m_lab;
    QRadioButton *m_profile;
    PathEdit *m_profileFile;
    QWidget *m_open;
    QLabel *m_note;
};

} // namespace bootwright

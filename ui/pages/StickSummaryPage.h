// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

#include <functional>

namespace bootwright {

class AnswerList;
class EraseList;
class ImagePanel;
class KitPanel;
class NoteList;
class StickChoice;

//! Which media go onto which drives, and what is lost there: the last page before an image is written.
class StickSummaryPage final : public WizardPage
{
    Q_OBJECT

public:
    using Problems = std::function<std::vector<Problem>()>;

    //! \a image knows the media, or \a kit if they are made from one; \a problems tells what is wrong on
    //! any page.
    StickSummaryPage(Answers &answers,
                     StickChoice &choice,
                     const ImagePanel &image,
                     const KitPanel &kit,
                     Problems problems);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

Q_SIGNALS:
    //! The user wants to change the answer at \a path.
    void answerChosen(const QString &path);

private:
    void enterAgain();
    QStringList warnings() const;
    QList<std::pair<QString, QString>> facts() const;

    const ImagePanel &m_image;
    const KitPanel &m_kit;
    Problems m_problems;
    EraseList *m_erased;
    NoteList *m_notes;
    AnswerList *m_rows;
};

} // namespace bootwright

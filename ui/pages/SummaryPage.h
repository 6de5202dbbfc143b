// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/WizardPage.h"

#include <functional>

namespace bootwright {

class AnswerList;
class EraseList;
class FactTable;
class MediaSize;
class Note;
class NoteList;
class StickChoice;

//! Every answer once more, what to know about them, how large the media will be, which drives are erased, and
//! the button that makes the media.
class SummaryPage final : public WizardPage
{
    Q_OBJECT

public:
    using Problems = std::function<std::vector<Problem>()>;

    //! \a problems tells what is wrong on any page.
    SummaryPage(Answers &answers, StickChoice &choice, Problems problems);

    void load(const Answers &answers) override;
    std::vector<Problem> save(Answers &answers) override;

    //! Bytes to write and to read back; 0 while that is not known.
    quint64 plannedBytes() const;
    //! Saves the answers as a recipe; says why if it cannot.
    void saveRecipe(const QString &path);

Q_SIGNALS:
    //! The user wants to change the answer at \a path.
    void answerChosen(const QString &path);
    void measured(); //!< the size of the image is shown

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void browse();

    bool isForSticks() const { return answers().draft.target.type == TargetType::Usb; }

    Problems m_problems;
    MediaSize *m_size;
    EraseList *m_erased;
    NoteList *m_notes;
    AnswerList *m_rows;
    FactTable *m_bench;
    Note *m_saved;
};

} // namespace bootwright

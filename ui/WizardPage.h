// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaRecipe.h"
#include "ui/Answers.h"
#include "ui/Page.h"

#include <QTimer>

#include <set>

class QAbstractButton;
class QLabel;

namespace bootwright {

class ProblemNote;

//! A page of answers. load() shows them, save() takes them back; every rule is planMedia()'s, and the
//! sentence about an answer stands under the field that was added with its JSON path: as soon as the field
//! was changed, and for all fields once the user wanted to go on. Going away keeps what was typed, and
//! nothing is ever refused without a sentence.
class WizardPage : public Page
{
    Q_OBJECT

public:
    WizardPage(Answers &answers, const QString &title, const QString &sentence);
    ~WizardPage() override;

    virtual void load(const Answers &answers) = 0;
    //! Takes the answers back, however wrong, and tells what only the page can know to be wrong.
    virtual std::vector<Problem> save(Answers &answers) = 0;
    //! New answers follow: what was typed and is not among the answers must go.
    virtual void forget() {}

    //! Shows the answers. Who was here before sees at once what is wrong with them.
    void enter();
    //! Keeps what was typed.
    void leave();
    //! The user wants to go on: shows every problem of the page, and the first one gets the focus. True if
    //! there is none.
    bool confirm();
    //! Shows the answers as new ones: nothing was typed or confirmed here yet.
    void begin();

    //! A field of this page is about the answer at \a path.
    bool owns(const QString &path) const;
    //! What is wrong with the answers of this page as they were left, by \a plan and by the page itself.
    std::vector<Problem> problems(const Plan &plan) const;
    const std::vector<Problem> &ownProblems() const { return m_ownProblems; }
    //! Puts the sentences to their fields, those of other pages are left out. The first field with one.
    QWidget *showProblems(const std::vector<Problem> &problems);
    void focusField(const QString &path);

Q_SIGNALS:
    //! An answer was changed, and judged.
    void answersChanged();

protected:
    Answers &answers() { return m_answers; }
    const Answers &answers() const { return m_answers; }
    Plan plan() const;

    //! \a label (with a mnemonic), its \a field below, a sentence of help, and the place for problems at
    //! \a path; without a path it is no answer.
    void
    addField(const QString &label, QWidget *field, const QString &path, const QString &hint = {});
    //! A check box or radio button, whose \a text (with a mnemonic) wraps beside it.
    void addChoice(QAbstractButton *button,
                   const QString &text,
                   const QString &path,
                   const QString &hint = {});
    //! Anything else.
    void addWide(QWidget *widget, const QString &path = {});
    void addHeading(const QString &text);
    //! Plain text that explains, close under the row before.
    QLabel *addHint(const QString &text = {});
    //! The answer of \a field changed otherwise than by a key or the mouse in it.
    void answerEdited(const QWidget *field);
    //! Takes the answers back and judges them, also when only what they are judged by has changed.
    void judge();

private:
    struct Field
    {
        QString path;
        QWidget *widget;
        ProblemNote *problem;
        QLabel *origin; //!< may be null
    };
    //! The field that is nearest to \a path, or null.
    const Field *fieldOf(const QString &path) const;
    QLabel *addOrigin(QWidget *named, int space);
    void addPlace(QWidget *field, const QString &path, QLabel *origin, int indent = 0);
    void watch(QWidget *field);
    void showOrigins();

    Answers &m_answers;
    std::vector<Field> m_fields;
    std::vector<Problem> m_ownProblems; //!< of the last save()
    std::set<const QWidget *> m_edited;
    bool m_isConfirmed = false; //!< the user has seen all problems once
    bool m_isLoading = false;
    QTimer m_judgeSoon;
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaRecipe.h"
#include "ui/Answers.h"

#include <QWizardPage>

class QAbstractButton;
class QGridLayout;
class QLabel;
class QScrollArea;

namespace bootwright {

class ProblemLabel;

//! A page of answers. load() shows them, save() takes them back; every rule is planMedia()'s, and the
//! sentence about an answer stands under the field that was added with its JSON path. Going back keeps
//! what was typed, and nothing is ever refused without a sentence.
class WizardPage : public QWizardPage
{
    Q_OBJECT

public:
    WizardPage(Answers &answers, const QString &title, const QString &subTitle);

    virtual void load(const Answers &answers) = 0;
    //! Takes the answers back, however wrong, and tells what only the page can know to be wrong.
    virtual std::vector<Problem> save(Answers &answers) = 0;

    void initializePage() override;
    void cleanupPage() override;
    bool validatePage() override;

    //! A field of this page is about the answer at \a path.
    bool owns(const QString &path) const;
    //! Puts the sentences to their fields and the focus into the first of these; those of other pages are
    //! left out. True if there was one.
    bool showProblems(const std::vector<Problem> &problems);

protected:
    Answers &answers() { return m_answers; }
    //! A row: \a label (with a mnemonic) and its \a field; a sentence of help under it, and the place for
    //! problems at \a path.
    void
    addField(const QString &label, QWidget *field, const QString &path, const QString &hint = {});
    //! A check box or radio button with its own text, over the whole width.
    void addChoice(QAbstractButton *button, const QString &path, const QString &hint = {});
    //! Anything else; without a path it is no field.
    void addWide(QWidget *widget, const QString &path = {});
    //! Plain text under the row before.
    QLabel *addText(const QString &text = {});

private:
    struct Field
    {
        QString path;
        QWidget *widget;
        ProblemLabel *problem;
    };
    //! The field that is nearest to \a path, or null.
    const Field *fieldOf(const QString &path) const;
    void addProblemPlace(QWidget *field, const QString &path, int column);

    Answers &m_answers;
    QScrollArea *m_scroll;
    QGridLayout *m_grid;
    std::vector<Field> m_fields;
};

} // namespace bootwright

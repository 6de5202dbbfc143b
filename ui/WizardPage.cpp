// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WizardPage.h"

#include "ui/widgets/ProblemLabel.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

namespace bootwright {

namespace {

constexpr int HintIndent = 22; // under the text of a check box, not under the box

bool isAt(const QString &path, const QString &place)
{
    return path == place || path.startsWith(place + u'.') || path.startsWith(place + u'[');
}

QLabel *makeText(const QString &text, int indent = 0)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(indent, 0, 0, 6);
    return label;
}

} // namespace

WizardPage::WizardPage(Answers &answers, const QString &title, const QString &subTitle)
    : m_answers(answers)
    , m_scroll(new QScrollArea)
{
    setTitle(title);
    setSubTitle(subTitle);
    auto *content = new QWidget;
    m_grid = new QGridLayout;
    m_grid->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 6, 0);
    column->addLayout(m_grid);
    column->addStretch();
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_scroll);
}

void WizardPage::initializePage()
{
    showProblems({});
    load(m_answers);
}

void WizardPage::cleanupPage()
{
    static_cast<void>(save(m_answers)); // judged when this page is left with Next
}

bool WizardPage::validatePage()
{
    auto problems = save(m_answers);
    const auto plan =
        planMedia(m_answers.draft, m_answers.secrets, m_answers.site, m_answers.chance.now());
    problems.insert(problems.end(), plan.problems.begin(), plan.problems.end());
    return !showProblems(problems);
}

const WizardPage::Field *WizardPage::fieldOf(const QString &path) const
{
    const Field *nearest = nullptr;
    for (const auto &field : m_fields) {
        if (isAt(path, field.path) && (!nearest || field.path.size() > nearest->path.size()))
            nearest = &field;
    }
    return nearest;
}

bool WizardPage::owns(const QString &path) const
{
    return fieldOf(path) != nullptr;
}

bool WizardPage::showProblems(const std::vector<Problem> &problems)
{
    QWidget *first = nullptr;
    for (const auto &field : m_fields) {
        QString sentence;
        for (const auto &problem : problems) {
            if (sentence.isEmpty() && fieldOf(problem.path) == &field)
                sentence = problem.message;
        }
        field.problem->setSentence(sentence);
        if (!first && !sentence.isEmpty())
            first = field.widget;
    }
    if (!first)
        return false;
    first->setFocus(Qt::OtherFocusReason);
    m_scroll->ensureWidgetVisible(first);
    return true;
}

void WizardPage::addField(const QString &label,
                          QWidget *field,
                          const QString &path,
                          const QString &hint)
{
    auto *name = new QLabel(label);
    name->setBuddy(field);
    const auto row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0, Qt::AlignTop);
    name->setContentsMargins(0, 4, 6, 0); // on one line with the text in the field
    m_grid->addWidget(field, row, 1);
    if (!hint.isEmpty())
        m_grid->addWidget(makeText(hint), row + 1, 1);
    if (!path.isEmpty())
        addProblemPlace(field, path, 1);
}

void WizardPage::addChoice(QAbstractButton *button, const QString &path, const QString &hint)
{
    m_grid->addWidget(button, m_grid->rowCount(), 0, 1, 2);
    if (!hint.isEmpty())
        m_grid->addWidget(makeText(hint, HintIndent), m_grid->rowCount(), 0, 1, 2);
    if (!path.isEmpty())
        addProblemPlace(button, path, 0);
}

void WizardPage::addWide(QWidget *widget, const QString &path)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
    if (!path.isEmpty())
        addProblemPlace(widget, path, 0);
}

QLabel *WizardPage::addText(const QString &text)
{
    auto *label = makeText(text);
    m_grid->addWidget(label, m_grid->rowCount(), 1);
    return label;
}

void WizardPage::addProblemPlace(QWidget *field, const QString &path, int column)
{
    auto *problem = new ProblemLabel(field);
    m_grid->addWidget(problem, m_grid->rowCount(), column, 1, 2 - column);
    m_fields.push_back({path, field, problem});
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WizardPage.h"

#include "ui/Look.h"
#include "ui/widgets/ChoiceLabel.h"
#include "ui/widgets/ProblemNote.h"
#include "ui/widgets/texts.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

namespace bootwright {

namespace {

constexpr int ChoiceIndent = 32; // under the text of a choice, not under its box
constexpr int JudgeDelay = 300;  // milliseconds after the last letter

bool isAt(const QString &path, const QString &place)
{
    return path == place || path.startsWith(place + u'.') || path.startsWith(place + u'[');
}

QString wordOf(Origin origin)
{
    switch (origin) {
    case Origin::Default:
        return WizardPage::tr("default", "where an answer comes from");
    case Origin::LastTime:
        return WizardPage::tr("from last time", "where an answer comes from");
    case Origin::Recipe:
        return WizardPage::tr("from the recipe", "where an answer comes from");
    case Origin::You:
        return WizardPage::tr("yours", "where an answer comes from");
    }
    return {};
}

//! \a widget \a indent pixels further to the right.
QWidget *indented(QWidget *widget, int indent)
{
    widget->setContentsMargins(indent, 0, 0, 0);
    return widget;
}

} // namespace

WizardPage::WizardPage(Answers &answers, const QString &title, const QString &sentence)
    : Page(title, sentence)
    , m_answers(answers)
{
    m_judgeSoon.setSingleShot(true);
    m_judgeSoon.setInterval(JudgeDelay);
    connect(&m_judgeSoon, &QTimer::timeout, this, &WizardPage::judge);
}

// A page that is shown when it goes loses the focus last, and some fields change then: nobody may hear of it.
WizardPage::~WizardPage()
{
    for (auto *part : findChildren<QWidget *>())
        part->disconnect(this);
}

void WizardPage::enter()
{
    m_isLoading = true;
    load(m_answers);
    m_isLoading = false;
    m_ownProblems = save(m_answers);
    showOrigins();
    showProblems(m_isConfirmed ? problems(plan()) : std::vector<Problem>());
}

void WizardPage::leave()
{
    m_judgeSoon.stop();
    m_ownProblems = save(m_answers);
    m_isConfirmed = true;
}

bool WizardPage::confirm()
{
    leave();
    showOrigins();
    auto *first = showProblems(problems(plan()));
    if (!first)
        return true;
    first->setFocus(Qt::OtherFocusReason);
    scrollTo(first);
    return false;
}

void WizardPage::begin()
{
    m_judgeSoon.stop();
    m_edited.clear();
    m_isConfirmed = false;
    m_isLoading = true;
    forget();
    enter();
}

Plan WizardPage::plan() const
{
    return planOf(m_answers);
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

std::vector<Problem> WizardPage::problems(const Plan &plan) const
{
    auto found = m_ownProblems;
    for (const auto &problem : plan.problems) {
        if (owns(problem.path))
            found.push_back(problem);
    }
    return found;
}

QWidget *WizardPage::showProblems(const std::vector<Problem> &problems)
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
    return first;
}

void WizardPage::focusField(const QString &path)
{
    if (const auto *field = fieldOf(path)) {
        field->widget->setFocus(Qt::OtherFocusReason);
        scrollTo(field->widget);
    }
}

void WizardPage::addField(const QString &label,
                          QWidget *field,
                          const QString &path,
                          const QString &hint)
{
    auto *origin = addOrigin(makeLabel(label, field), grid::Medium);
    addRow(field, grid::Step);
    if (!hint.isEmpty())
        addHint(hint);
    if (path.isEmpty())
        origin->hide();
    else
        addPlace(field, path, origin);
}

void WizardPage::addChoice(QAbstractButton *button,
                           const QString &text,
                           const QString &path,
                           const QString &hint)
{
    auto *choice = new QWidget;
    auto *row = new QHBoxLayout(choice);
    row->setContentsMargins({});
    row->setSpacing(grid::Small);
    row->addWidget(button, 0, Qt::AlignTop);
    auto *label = new ChoiceLabel(text, button);
    label->setMinimumHeight(button->sizeHint().height());
    row->addWidget(label, 1);
    auto *origin = addOrigin(choice, grid::Medium);
    if (!hint.isEmpty())
        addRow(indented(makeHint(hint), ChoiceIndent), 2);
    if (path.isEmpty())
        origin->hide();
    else
        addPlace(button, path, origin, ChoiceIndent);
}

void WizardPage::addWide(QWidget *widget, const QString &path)
{
    addRow(widget, grid::Medium);
    if (!path.isEmpty())
        addPlace(widget, path, nullptr);
}

void WizardPage::addHeading(const QString &text)
{
    addRow(makeHeading(text), grid::Large);
}

QLabel *WizardPage::addHint(const QString &text)
{
    auto *hint = makeHint(text);
    addRow(hint, grid::Step);
    return hint;
}

//! A row with \a named on its left and where its answer comes from on its right.
QLabel *WizardPage::addOrigin(QWidget *named, int space)
{
    auto *origin = new QLabel;
    origin->setForegroundRole(HintRole);
    auto font = origin->font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    origin->setFont(font);
    auto *both = new QWidget;
    auto *row = new QHBoxLayout(both);
    row->setContentsMargins({});
    row->addWidget(named, 1);
    row->addWidget(origin, 0, Qt::AlignTop | Qt::AlignRight);
    origin->setMinimumHeight(named->minimumSizeHint().height());
    addRow(both, space);
    return origin;
}

void WizardPage::addPlace(QWidget *field, const QString &path, QLabel *origin, int indent)
{
    auto *problem = new ProblemNote(innermost(field));
    problem->setContentsMargins(indent, grid::Step, 0, 0);
    addRow(problem, 0);
    m_fields.push_back({path, field, problem, origin});
    watch(field);
}

//! Takes notice of every change of an answer in \a field.
void WizardPage::watch(QWidget *field)
{
    auto parts = field->findChildren<QWidget *>();
    parts.append(field);
    const auto edited = [this, field] { answerEdited(field); };
    for (auto *part : parts) {
        if (auto *edit = qobject_cast<QLineEdit *>(part))
            connect(edit, &QLineEdit::textChanged, this, edited);
        else if (auto *box = qobject_cast<QComboBox *>(part))
            connect(box, &QComboBox::currentIndexChanged, this, edited);
        else if (auto *date = qobject_cast<QDateEdit *>(part))
            connect(date, &QDateEdit::dateChanged, this, edited);
        else if (auto *button = qobject_cast<QAbstractButton *>(part);
                 button && button->isCheckable())
            connect(button, &QAbstractButton::toggled, this, edited);
    }
}

void WizardPage::answerEdited(const QWidget *field)
{
    if (m_isLoading)
        return;
    m_edited.insert(field);
    m_judgeSoon.start();
}

void WizardPage::judge()
{
    m_ownProblems = save(m_answers);
    auto found = problems(plan());
    if (!m_isConfirmed)
        std::erase_if(found, [this](const Problem &problem) {
            const auto *field = fieldOf(problem.path);
            return !field || !m_edited.contains(field->widget);
        });
    showProblems(found);
    showOrigins();
    Q_EMIT answersChanged();
}

void WizardPage::showOrigins()
{
    for (const auto &field : m_fields) {
        if (!field.origin)
            continue;
        const auto *choice = qobject_cast<const QRadioButton *>(field.widget);
        const bool isAnswer = !choice || choice->isChecked();
        const auto origin =
            isAnswer ? m_answers.provenance.of(field.path, m_answers.draft) : std::nullopt;
        field.origin->setText(origin ? wordOf(*origin) : QString());
    }
}

} // namespace bootwright

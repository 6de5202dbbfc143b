// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SummaryPage.h"

#include "ui/Look.h"
#include "ui/benchText.h"
#include "ui/pages/MediaSize.h"
#include "ui/recipeText.h"
#include "ui/saveFile.h"
#include "ui/widgets/AnswerList.h"
#include "ui/widgets/EraseList.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDir>
#include <QHideEvent>
#include <QPushButton>

namespace bootwright {

SummaryPage::SummaryPage(Answers &answers, StickChoice &choice, Problems problems)
    : WizardPage(
        answers, tr("Summary"), tr("Nothing was made yet. Each line leads back to its page."))
    , m_problems(std::move(problems))
    , m_size(new MediaSize)
    , m_erased(new EraseList(choice))
    , m_notes(new NoteList)
    , m_rows(new AnswerList)
    , m_bench(new FactTable)
    , m_saved(new Note(Note::Kind::Info))
{
    addRow(m_size, 0);
    addWide(m_erased, QStringLiteral("erased"));
    addWide(m_notes, QStringLiteral("summary"));
    addWide(m_rows);
    addHeading(tr("What a technician will see"));
    addRow(m_bench, grid::Small);
    addHeading(tr("The same again"));
    addHint(tr("A recipe makes the same media again, here or with \"bootwright-cli build\"."));
    auto *save = makeButton(tr("&Save as a recipe…"), QStringLiteral("save"));
    addWide(save, QStringLiteral("recipe"));
    addRow(m_saved, grid::Small);
    connect(m_size, &MediaSize::measured, this, &SummaryPage::measured);
    connect(m_erased, &EraseList::changed, this, [this] { answerEdited(m_erased); });
    connect(save, &QPushButton::clicked, this, &SummaryPage::browse);
    connect(m_rows, &AnswerList::answerChosen, this, &SummaryPage::answerChosen);
}

void SummaryPage::load(const Answers &answers)
{
    m_saved->setText({});
    m_erased->setVisible(isForSticks());
    m_rows->show(recipeText(answers.draft, answers.site));
    const auto plan = this->plan();
    m_notes->clear();
    const auto problems = m_problems();
    for (const auto &problem : problems)
        m_notes->add(Note::Kind::Problem, problem.message);
    for (const auto &warning : plan.warnings)
        m_notes->add(Note::Kind::Warning, warning.message);
    m_bench->clear();
    int number = 0;
    for (const auto &step : benchText(answers.draft, answers.site))
        m_bench->add(QString::number(++number), step);
    m_size->clear();
    if (problems.empty() && plan.recipe)
        m_size->measure(answers);
}

quint64 SummaryPage::plannedBytes() const
{
    return m_size->plannedBytes();
}

std::vector<Problem> SummaryPage::save(Answers &answers)
{
    Q_UNUSED(answers)
    if (!m_problems().empty())
        return {{QStringLiteral("summary"),
                 tr("The media cannot be made yet. What is wrong stands above; each step with "
                    "a mark at the side leads to its page.")}};
    if (isForSticks() && !m_erased->problem().isEmpty())
        return {{QStringLiteral("erased"), m_erased->problem()}};
    return {};
}

//! Nobody wants to know any more. What was fetched is kept.
void SummaryPage::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        m_size->drop();
    WizardPage::hideEvent(event);
}

void SummaryPage::saveRecipe(const QString &path)
{
    const auto saved = saveRecipeFile(path, answers().draft);
    m_saved->setKind(saved ? Note::Kind::Good : Note::Kind::Problem);
    m_saved->setText(saved ? tr("Saved, without passwords and hidden values: %1")
                                 .arg(QDir::toNativeSeparators(path))
                           : saved.error().message);
}

void SummaryPage::browse()
{
    askWhereToSave(this,
                   tr("Save the recipe"),
                   tr("Recipes (*.json)"),
                   QStringLiteral("recipe.json"),
                   [this](const QString &path) { saveRecipe(path); });
}

} // namespace bootwright

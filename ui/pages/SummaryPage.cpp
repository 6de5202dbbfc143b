// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SummaryPage.h"

#include "ui/BuildJob.h"
#include "ui/Look.h"
#include "ui/benchText.h"
#include "ui/recipeText.h"
#include "ui/saveFile.h"
#include "ui/widgets/AnswerList.h"
#include "ui/widgets/EraseList.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDir>
#include <QHideEvent>
#include <QLocale>
#include <QPushButton>

namespace bootwright {

namespace {

QString progressText(const Progress &progress)
{
    if (progress.total == 0)
        return progress.stage + u'…';
    return SummaryPage::tr("%1… %2 %", "stage, percent")
        .arg(progress.stage)
        .arg(int(double(progress.done) / double(progress.total) * 100));
}

} // namespace

SummaryPage::SummaryPage(Answers &answers, StickChoice &choice, Problems problems)
    : WizardPage(
        answers, tr("Summary"), tr("Nothing was made yet. Each line leads back to its page."))
    , m_problems(std::move(problems))
    , m_size(new Note(Note::Kind::Info))
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
    m_inquiry.drop();
    m_size->setText({});
    m_plannedBytes = 0;
    if (problems.empty() && plan.recipe)
        measure();
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

//! Plans the whole build in the background, without writing a byte of the image. What has to be fetched for it
//! is fetched, and kept for the build.
void SummaryPage::measure()
{
    m_size->setKind(Note::Kind::Info);
    m_size->setText(tr("Looking how large the media will be…"));
    const auto job = std::make_shared<const BuildJob>(answers()); // a question has to be copied
    m_inquiry.ask([job](Control &control) { return job->plan(control); },
                  [this](const Result<BuildPlan> &plan) {
                      showSize(plan);
                      Q_EMIT measured();
                  },
                  [this](const Progress &progress) { m_size->setText(progressText(progress)); });
}

//! Nobody wants to know any more. What was fetched is kept.
void SummaryPage::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        m_inquiry.drop();
    WizardPage::hideEvent(event);
}

void SummaryPage::showSize(const Result<BuildPlan> &plan)
{
    m_plannedBytes = plan ? 2 * plan->writtenSize : 0;
    m_size->setKind(plan ? Note::Kind::Info : Note::Kind::Problem);
    m_size->setText(plan ? sizeText(*plan) : plan.error().message);
}

QString SummaryPage::sizeText(const BuildPlan &plan) const
{
    const auto files = int(plan.files.size());
    const auto size = [this](quint64 bytes) { return locale().formattedDataSize(qint64(bytes)); };
    return isForSticks() ? tr("Each stick gets about %1, in %n file(s).", nullptr, files)
                               .arg(size(plan.writtenSize))
                         : tr("The image will have %1 (%2 bytes), in %n file(s).", nullptr, files)
                               .arg(size(plan.size), locale().toString(plan.size));
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

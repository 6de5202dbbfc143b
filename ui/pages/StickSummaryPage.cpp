// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StickSummaryPage.h"

#include "ui/pages/ImagePanel.h"
#include "ui/pages/KitPanel.h"
#include "ui/recipeText.h"
#include "ui/widgets/AnswerList.h"
#include "ui/widgets/EraseList.h"
#include "ui/widgets/NoteList.h"

#include <QDir>

namespace bootwright {

StickSummaryPage::StickSummaryPage(Answers &answers,
                                   StickChoice &choice,
                                   const ImagePanel &image,
                                   const KitPanel &kit,
                                   Problems problems)
    : WizardPage(answers, tr("Summary"), tr("Nothing was erased yet. This is what will happen."))
    , m_image(image)
    , m_kit(kit)
    , m_problems(std::move(problems))
    , m_erased(new EraseList(choice))
    , m_notes(new NoteList)
    , m_rows(new AnswerList)
{
    addWide(m_erased, QStringLiteral("erased"));
    addWide(m_notes, QStringLiteral("summary"));
    addWide(m_rows);
    connect(&image, &ImagePanel::looked, this, &StickSummaryPage::enterAgain);
    connect(&kit, &KitPanel::planned, this, &StickSummaryPage::enterAgain);
    connect(m_erased, &EraseList::changed, this, [this] { answerEdited(m_erased); });
    connect(m_rows, &AnswerList::answerChosen, this, &StickSummaryPage::answerChosen);
}

void StickSummaryPage::load(const Answers &answers)
{
    m_notes->clear();
    for (const auto &problem : m_problems())
        m_notes->add(Note::Kind::Problem, problem.message);
    m_notes->add(Note::Kind::Warning, warnings());
    QList<AnswerRow> rows;
    const auto add = [&rows](const QString &name, const QString &value) {
        rows.append({tr("Image"), name, value, QStringLiteral("image")});
    };
    add(answers.kit ? tr("Kit") : tr("Media to write"), QDir::toNativeSeparators(answers.image));
    for (const auto &[name, value] : facts())
        add(name, value);
    m_rows->show(rows);
}

//! Something became known.
void StickSummaryPage::enterAgain()
{
    if (isVisible())
        enter();
}

QStringList StickSummaryPage::warnings() const
{
    if (m_kit.kit())
        return m_kit.warnings();
    const auto &facts = m_image.facts();
    return facts ? imageWarnings(*facts, answers().chance.now()) : QStringList();
}

QList<std::pair<QString, QString>> StickSummaryPage::facts() const
{
    if (m_kit.kit())
        return m_kit.rows();
    const auto &facts = m_image.facts();
    return facts ? imageText(*facts, answers().chance.now(), locale())
                 : QList<std::pair<QString, QString>>();
}

std::vector<Problem> StickSummaryPage::save(Answers &answers)
{
    Q_UNUSED(answers)
    if (!m_problems().empty())
        return {{QStringLiteral("summary"),
                 tr("The sticks cannot be written yet. What is wrong stands on the pages that "
                    "have a mark at the side.")}};
    if (const auto missing = m_erased->problem(); !missing.isEmpty())
        return {{QStringLiteral("erased"), missing}};
    return {};
}

} // namespace bootwright

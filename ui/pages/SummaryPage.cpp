// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SummaryPage.h"

#include "core/recipe/RecipeFile.h"
#include "ui/recipeText.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QTreeWidget>

namespace bootwright {

SummaryPage::SummaryPage(Answers &answers)
    : WizardPage(answers,
                 tr("Summary"),
                 tr("Nothing was made yet. Enter or a double click on a line leads to its page."))
    , m_rows(new QTreeWidget)
{
    setCommitPage(true);
    m_rows->setHeaderLabels({tr("Page"), tr("Question"), tr("Answer")});
    m_rows->setRootIsDecorated(false);
    m_rows->setAccessibleName(tr("Answers"));
    m_rows->setMinimumHeight(220);
    addWide(m_rows);
    m_warnings = new QLabel;
    m_warnings->setWordWrap(true);
    m_warnings->setTextFormat(Qt::PlainText);
    addWide(m_warnings);
    auto *save = new QPushButton(tr("&Save as a recipe…"));
    save->setAutoDefault(false);
    save->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWide(save, QStringLiteral("recipe"));
    m_saved = new QLabel;
    m_saved->setWordWrap(true);
    addWide(m_saved);
    connect(save, &QPushButton::clicked, this, &SummaryPage::browse);
    connect(m_rows, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        Q_EMIT answerChosen(item->data(0, Qt::UserRole).toString());
    });
}

void SummaryPage::load(const Answers &answers)
{
    m_saved->clear();
    m_rows->clear();
    for (const auto &row : recipeText(answers.draft, answers.site)) {
        auto *item = new QTreeWidgetItem({row.section, row.question, row.answer});
        item->setData(0, Qt::UserRole, row.path);
        m_rows->addTopLevelItem(item);
    }
    m_rows->resizeColumnToContents(0);
    m_rows->resizeColumnToContents(1);
    m_rows->setCurrentItem(m_rows->topLevelItem(0));
    const auto plan = planMedia(answers.draft, answers.secrets, answers.site, answers.chance.now());
    QStringList sentences;
    for (const auto &warning : plan.warnings)
        sentences.append(QStringLiteral("\u26A0 ") + warning.message);
    m_warnings->setText(sentences.join(u'\n'));
    m_warnings->setVisible(!sentences.isEmpty());
}

std::vector<Problem> SummaryPage::save(Answers &answers)
{
    // Every page was right when it was left; what is wrong now changed since, or no page asks for it.
    const auto plan = planMedia(answers.draft, answers.secrets, answers.site, answers.chance.now());
    if (plan.problems.empty())
        return {};
    return {{QStringLiteral("recipe"), plan.problems.front().message}};
}

void SummaryPage::saveRecipe(const QString &path)
{
    QSaveFile file(path);
    const auto json = writeRecipe(answers().draft, QFileInfo(path).absolutePath());
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit()) {
        showProblems({});
        m_saved->setText(tr("Saved, without passwords and hidden values: %1").arg(path));
        return;
    }
    showProblems(
        {{QStringLiteral("recipe"), tr("Cannot write \"%1\". %2.").arg(path, file.errorString())}});
}

void SummaryPage::browse()
{
    auto *dialog = new QFileDialog(this, tr("Save the recipe"), {}, tr("Recipes (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &SummaryPage::saveRecipe);
    dialog->open();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StartPage.h"

#include "core/builder/TrainingSite.h"
#include "core/recipe/RecipeFile.h"
#include "ui/widgets/PathEdit.h"

#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

namespace bootwright {

StartPage::StartPage(Answers &answers, const std::optional<MediaDraft> &lastAnswers)
    : WizardPage(
        answers, tr("Start"), tr("Where the facts of the site come from, and what to begin with."))
    , m_lab(new QRadioButton(tr("&Training site")))
    , m_profile(new QRadioButton(tr("Site &profile")))
    , m_profileFile(
          new PathEdit(PathEdit::Kind::OpenFile, tr("Site profile"), tr("Site profiles (*.json)")))
{
    addChoice(m_lab,
              QStringLiteral("site"),
              tr("A made-up site that is built in. Its media start in a virtual machine and show "
                 "what is on them."));
    addChoice(m_profile,
              {},
              tr("A file with the facts of a site; \"bootwright-cli site export\" writes one."));
    addField(tr("Profile &file:"), m_profileFile, QStringLiteral("site.profile"));

    auto *open = new QPushButton(tr("&Open a saved recipe…"));
    open->setAutoDefault(false);
    m_open = open;
    addWide(open, QStringLiteral("recipe"));
    auto *last = new QPushButton(tr("Use the &last answers"));
    last->setAutoDefault(false);
    last->setVisible(lastAnswers.has_value());
    addWide(last);
    m_note = addText();

    connect(open, &QPushButton::clicked, this, &StartPage::browse);
    connect(last, &QPushButton::clicked, this, [this, lastAnswers] {
        begin(*lastAnswers,
              tr("The wizard begins with the last answers. Passwords and hidden values were not "
                 "kept."));
    });
    connect(m_profile, &QRadioButton::toggled, m_profileFile, &QWidget::setEnabled);
}

void StartPage::load(const Answers &answers)
{
    const auto &site = answers.draft.site;
    m_lab->setChecked(site.source != SiteSource::Profile);
    m_profile->setChecked(site.source == SiteSource::Profile);
    m_profileFile->setEnabled(m_profile->isChecked());
    m_profileFile->setPath(site.profile);
}

std::vector<Problem> StartPage::save(Answers &answers)
{
    SiteDraft site;
    site.source = m_profile->isChecked() ? SiteSource::Profile : SiteSource::Lab;
    if (m_profile->isChecked())
        site.profile = m_profileFile->path();
    const auto &before = answers.draft.site;
    if (site.source == before.source && site.profile == before.profile)
        site.siteCode = before.siteCode; // the recipe's own site; another source has another
    answers.draft.site = site;
    if (site.source == SiteSource::Profile && site.profile.isEmpty())
        return {};
    auto opened = openSiteFor(site);
    if (!opened)
        return {{QStringLiteral("site.profile"), opened.error().message}};
    Control control;
    auto facts = (*opened)->facts(control);
    if (!facts)
        return {{QStringLiteral("site.profile"), facts.error().message}};
    answers.site = std::move(*facts);
    return {};
}

void StartPage::openRecipe(const QString &path)
{
    const auto draft = readRecipe(path);
    if (!draft) {
        showProblems({{QStringLiteral("recipe"), draft.error().message}});
        return;
    }
    begin(*draft,
          tr("The wizard begins with the answers of \"%1\". Passwords and hidden values are not "
             "in a recipe.")
              .arg(path));
}

void StartPage::browse()
{
    auto *dialog = new QFileDialog(this, tr("Open a recipe"), {}, tr("Recipes (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::openRecipe);
    dialog->open();
}

void StartPage::begin(const MediaDraft &draft, const QString &note)
{
    answers().draft = draft;
    answers().secrets = {};
    initializePage();
    m_note->setText(note);
}

} // namespace bootwright

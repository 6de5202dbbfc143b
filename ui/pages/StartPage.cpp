// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StartPage.h"

#include "core/builder/TrainingSite.h"
#include "ui/pages/RecipeOffers.h"
#include "ui/pages/SiteConnection.h"
#include "ui/recipeText.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QTimer>

namespace bootwright {

namespace {

constexpr int LaidOut = 100; // milliseconds after which what was shown has its place

} // namespace

StartPage::StartPage(Answers &answers,
                     const std::optional<RecipeReading> &lastAnswers,
                     const std::optional<RecipeReading> &unfinished)
    : WizardPage(answers, tr("Start"), tr("What to do, and what to begin with."))
    , m_create(new QRadioButton)
    , m_write(new QRadioButton)
    , m_lab(new QRadioButton)
    , m_profile(new QRadioButton)
    , m_profileFile(
          new PathEdit(PathEdit::Kind::OpenFile, tr("Site profile"), tr("Site profiles (*.json)")))
    , m_server(new QRadioButton)
    , m_serverName(new QLineEdit)
    , m_ntlm(new QCheckBox)
    , m_otherUser(new QCheckBox)
    , m_user(new QLineEdit)
    , m_password(new PasswordEdit(tr("Password at the site")))
    , m_connection(new SiteConnection)
    , m_site(new Note(Note::Kind::Good))
    , m_recipes(new RecipeOffers(lastAnswers, unfinished, freshDraft(answers.chance.now())))
{
    addTask();
    addInspection();
    auto *media = beginGroup();
    addSite();
    addRecipes();
    addReference();
    endGroup();
    connect(m_create, &QRadioButton::toggled, media, &QWidget::setVisible);
    connect(m_create, &QRadioButton::clicked, this, &StartPage::takeTask);
    connect(m_write, &QRadioButton::clicked, this, &StartPage::takeTask);
    connect(m_connection, &SiteConnection::toggled, this, [this] {
        m_connection->setSite(chosenSite());
        m_connection->toggle(access());
    });
    connect(m_connection, &SiteConnection::changed, this, [this] {
        judge();
        QTimer::singleShot(LaidOut, this, [this] { scrollTo(m_connection); });
    });
}

void StartPage::load(const Answers &answers)
{
    loadReference(answers);
    const auto &site = answers.draft.site;
    m_create->setChecked(answers.task == Task::CreateMedia);
    m_write->setChecked(answers.task == Task::WriteImage);
    m_lab->setChecked(site.source == SiteSource::Lab);
    m_profile->setChecked(site.source == SiteSource::Profile);
    m_server->setChecked(site.source == SiteSource::AdminService);
    m_profileFile->setPath(site.profile);
    m_serverName->setText(site.server);
}

std::vector<Problem> StartPage::save(Answers &answers)
{
    answers.task = m_write->isChecked() ? Task::WriteImage : Task::CreateMedia;
    auto problems = saveReference(answers);
    const auto ofSite = saveSite(answers);
    problems.insert(problems.end(), ofSite.begin(), ofSite.end());
    return answers.task == Task::WriteImage ? std::vector<Problem>() : problems;
}

//! The steps at the side are those of the task, at once.
void StartPage::takeTask()
{
    static_cast<void>(save(answers()));
    Q_EMIT answersChanged();
}

void StartPage::openRecipe(const QString &path)
{
    m_recipes->open(path);
}

void StartPage::beginWith(const RecipeReading &reading, Origin origin, const QString &path)
{
    answers().task = Task::CreateMedia;
    answers().draft = reading.draft;
    answers().secrets = {};
    answers().replaceIso = false;
    answers().provenance = Provenance(reading.draft, origin, reading.json);
    begin();
    QStringList problems;
    for (const auto &problem : plan().problems)
        problems.append(problem.message);
    m_recipes->tell(path, reading.problems, problems);
    Q_EMIT begun();
}

} // namespace bootwright

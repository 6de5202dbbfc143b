// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MediaWizard.h"

#include "core/base/Log.h"
#include "core/builder/BuildSession.h"
#include "core/builder/TrainingSite.h"
#include "core/builder/buildMedia.h"
#include "ui/pages/BootImagePage.h"
#include "ui/pages/CustomizationPage.h"
#include "ui/pages/DonePage.h"
#include "ui/pages/MediaManagementPage.h"
#include "ui/pages/MediaPage.h"
#include "ui/pages/MediaTypePage.h"
#include "ui/pages/ProgressPage.h"
#include "ui/pages/SecurityPage.h"
#include "ui/pages/StartPage.h"
#include "ui/pages/SummaryPage.h"
#include "ui/recipeText.h"

#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>

namespace bootwright {

namespace {

//! The build of \a recipe, to run on the session's thread; the site is opened there.
BuildSession::Work workFor(const MediaRecipe &recipe, Answers &answers)
{
    // the wizard needs the secrets no more; shared only because std::function wants to copy
    auto secrets = std::make_shared<const MediaSecrets>(std::move(answers.secrets));
    return [recipe, secrets, chance = answers.chance, replaceIso = answers.replaceIso](
               Control &control) -> Result<BuildReport> {
        auto site = openSiteFor(recipe.answers().site);
        if (!site)
            return site.error();
        return buildMedia(recipe,
                          *secrets,
                          **site,
                          chance,
                          openIsoFile(recipe.answers().target.path, replaceIso),
                          ReadBack::Yes,
                          control);
    };
}

void logAnswers(const Answers &answers)
{
    for (const auto &row : recipeText(answers.draft, answers.site))
        logInfo(QStringLiteral("%1: %2").arg(row.path, QString(row.answer).replace(u'\n', u' ')));
}

} // namespace

MediaWizard::MediaWizard(const WizardContext &context, QWidget *parent)
    : QWizard(parent)
{
    m_answers.chance = context.chance;
    m_answers.draft = context.start;
    setWindowTitle(QStringLiteral("Bootwright"));
    setWizardStyle(ModernStyle);
    setMinimumSize(800, 600);
    setOption(NoBackButtonOnStartPage);
    setOption(NoBackButtonOnLastPage);
    setOption(NoCancelButtonOnLastPage);
    setButtonText(CommitButton, tr("&Create media"));
    setButtonText(FinishButton, tr("&Close"));
    addPages(context);
    auto *back = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this);
    connect(back, &QShortcut::activated, button(BackButton), &QAbstractButton::click);
    connect(this, &QWizard::currentIdChanged, this, &MediaWizard::showPage);
    connect(m_summary, &SummaryPage::answerChosen, this, &MediaWizard::goTo);
}

MediaWizard::~MediaWizard() = default;

void MediaWizard::addPages(const WizardContext &context)
{
    m_summary = new SummaryPage(m_answers);
    m_progress = new ProgressPage;
    m_done = new DonePage;
    setPage(Start, new StartPage(m_answers, context.lastAnswers));
    setPage(MediaType, new MediaTypePage(m_answers));
    setPage(MediaManagement, new MediaManagementPage(m_answers));
    setPage(Media, new MediaPage(m_answers));
    setPage(Security, new SecurityPage(m_answers));
    setPage(BootImage, new BootImagePage(m_answers));
    setPage(Customization, new CustomizationPage(m_answers));
    setPage(Summary, m_summary);
    setPage(InProgress, m_progress);
    setPage(Done, m_done);
}

int MediaWizard::nextId() const
{
    return currentId() == Done ? -1 : currentId() + 1;
}

void MediaWizard::showPage(int id)
{
    if (id == InProgress)
        build();
}

void MediaWizard::goTo(const QString &path)
{
    for (const int id : pageIds()) {
        const auto *target = qobject_cast<const WizardPage *>(page(id));
        if (id >= currentId() || !target || !target->owns(path))
            continue;
        while (currentId() != id)
            back();
        return;
    }
}

void MediaWizard::build()
{
    button(NextButton)->hide(); // the page goes on by itself
    logAnswers(m_answers);
    const auto plan =
        planMedia(m_answers.draft, m_answers.secrets, m_answers.site, m_answers.chance.now());
    if (!plan.recipe) // the clock may have passed the expiry since the summary
        return finish(Error{
            Error::Kind::InvalidInput, plan.problems.front().message, plan.problems.front().path});
    m_session = std::make_unique<BuildSession>();
    connect(m_session.get(), &BuildSession::progressed, m_progress, &ProgressPage::show);
    connect(m_session.get(), &BuildSession::finished, this, &MediaWizard::finish);
    m_session->start(workFor(*plan.recipe, m_answers));
}

void MediaWizard::finish(const BuildOutcome &outcome)
{
    if (const auto *error = std::get_if<Error>(&outcome))
        logError(
            QStringLiteral("%1 %2: %3").arg(kindName(error->kind), error->detail, error->message));
    else if (const auto *report = std::get_if<BuildReport>(&outcome))
        logInfo(QStringLiteral("Made %1").arg(report->output));
    if (m_session)
        m_session.release()->deleteLater(); // it is the sender
    for (auto *question : findChildren<QMessageBox *>())
        question->close();
    m_done->show(outcome);
    m_progress->setDone();
    next();
}

void MediaWizard::reject()
{
    if (m_session) {
        if (!m_isStopping)
            askToCancel();
        return;
    }
    if (auto *current = qobject_cast<WizardPage *>(currentPage()))
        current->cleanupPage(); // what was typed is among the last answers
    QWizard::reject();
}

void MediaWizard::askToCancel()
{
    if (findChild<QMessageBox *>())
        return;
    auto *question =
        new QMessageBox(QMessageBox::Question,
                        QStringLiteral("Bootwright"),
                        tr("Stop making the media? What was written so far is removed."),
                        QMessageBox::NoButton,
                        this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto *stop = question->addButton(tr("&Stop"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(tr("&Go on"), QMessageBox::RejectRole));
    connect(stop, &QPushButton::clicked, this, [this] {
        if (!m_session)
            return;
        m_isStopping = true;
        button(CancelButton)->setEnabled(false);
        m_progress->showStopping();
        m_session->cancel();
    });
    question->open();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The wizard while media are made: an ISO file or sticks, stopped or to the end.
#include "core/base/Log.h"
#include "core/base/SleepGuard.h"
#include "core/builder/BuildSession.h"
#include "ui/BuildJob.h"
#include "ui/MediaWizard.h"
#include "ui/StickWork.h"
#include "ui/pages/DonePage.h"
#include "ui/pages/ProgressPage.h"
#include "ui/pages/StickDonePage.h"
#include "ui/pages/StickProgressPage.h"
#include "ui/pages/SummaryPage.h"
#include "ui/platform/notify.h"
#include "ui/question.h"
#include "ui/recipeText.h"
#include "ui/stickText.h"

#include <QApplication>

#include <algorithm>

namespace bootwright {

namespace {

void logAnswers(const Answers &answers)
{
    const auto *kit = answers.task == Task::WriteImage ? answers.kit.get() : nullptr;
    if (kit)
        logInfo(QStringLiteral("Kit: %1").arg(kit->path));
    for (const auto &row :
         kit ? recipeText(kit->forSticks(), kit->site) : recipeText(answers.draft, answers.site))
        logInfo(QStringLiteral("%1: %2").arg(row.path, QString(row.answer).replace(u'\n', u' ')));
}

//! \a made is what to say if media were made.
template<typename Report>
void logOutcome(const std::variant<Report, Cancelled, Error> &outcome, const QString &made)
{
    if (const auto *error = std::get_if<Error>(&outcome))
        logError(
            QStringLiteral("%1 %2: %3").arg(kindName(error->kind), error->detail, error->message));
    else if (std::holds_alternative<Report>(outcome))
        logInfo(made);
    else
        logInfo(QStringLiteral("Cancelled"));
}

} // namespace

void MediaWizard::build()
{
    logAnswers(m_answers);
    m_progress->begin(m_summary->plannedBytes());
    beginWork(tr("Making boot media"));
    m_session = std::make_unique<BuildSession>();
    connect(m_session.get(), &BuildSession::progressed, m_progress, &ProgressPage::show);
    connect(m_session.get(), &BuildSession::finished, this, &MediaWizard::finishBuild);
    setLogListener([page = m_progress](LogLevel, const QString &message) {
        QMetaObject::invokeMethod(page, [page, message] { page->addDetail(message); });
    });
    const auto job = std::make_shared<const BuildJob>(m_answers); // work has to be copied
    m_session->start([job](Control &control) { return job->make(control); });
}

void MediaWizard::finishBuild(const BuildOutcome &outcome)
{
    const auto *report = std::get_if<BuildReport>(&outcome);
    logOutcome(outcome, report ? QStringLiteral("Made %1").arg(report->output) : QString());
    setLogListener({});
    if (m_session)
        m_session.release()->deleteLater(); // it is the sender
    const bool isGood = report && report->verification != BuildReport::Verification::Different;
    if (isGood)
        m_made = m_answers.draft;
    m_isFailed = !isGood && !std::holds_alternative<Cancelled>(outcome);
    m_progress->end();
    m_done->show(outcome);
    showEnd(Done, m_done->sentence());
}

void MediaWizard::writeSticks()
{
    const auto targets = m_choice.targets();
    m_choice.clear(); // whoever wants them once more has to choose them once more
    m_stickProgress->begin(targets);
    for (const auto &target : targets)
        logInfo(QStringLiteral("Stick %1: %2")
                    .arg(target.path, shortStickText(target.drive->properties, QLocale::c())));
    beginWork(tr("Writing sticks"));
    if (m_answers.task == Task::WriteImage && !m_answers.kit)
        return m_stickWork->start(sticksFromImage(m_answers), targets);
    logAnswers(m_answers);
    const auto job = std::make_shared<const BuildJob>(m_answers); // work has to be copied
    m_stickWork->start([job](Control &control) { return job->sticks(control); }, targets);
}

void MediaWizard::askToJoin(const StickTarget &target)
{
    const auto &drive = target.drive->properties;
    ask(this,
        {tr("Write \"%1\", too?\n%2", "a drive, what is on it")
             .arg(shortStickText(drive, locale()), volumesText(drive, locale())),
         tr("Everything on it will be erased."),
         tr("&Erase and write")},
        [this, target] {
            if (!m_isStopping && m_stickWork->join(target))
                m_stickProgress->add(target);
        });
}

void MediaWizard::finishSticks(const StickOutcome &outcome)
{
    const auto *result = std::get_if<StickResult>(&outcome);
    logOutcome(outcome, QStringLiteral("The sticks have ended"));
    const auto sticks = result ? result->report.sticks : std::vector<StickState>();
    if (m_answers.task == Task::CreateMedia
        && std::any_of(sticks.begin(), sticks.end(), isFinishedStick))
        m_made = m_answers.draft;
    m_isFailed = std::holds_alternative<Error>(outcome)
                 || std::any_of(sticks.begin(), sticks.end(), isFailedStick);
    m_stickProgress->end();
    m_stickDone->show(outcome);
    showEnd(StickDone, m_stickDone->verdict());
}

//! The computer stays awake until showEnd(), for the \a reason that it may tell.
void MediaWizard::beginWork(const QString &reason)
{
    m_isStopping = false;
    m_sleepGuard = std::make_unique<SleepGuard>(reason);
}

//! Shows the page \a id about the end of the work, and tells it who is not looking.
void MediaWizard::showEnd(int id, const QString &sentence)
{
    m_isStopping = false;
    m_sleepGuard.reset();
    closeQuestion(this);
    goTo(id);
    if (isActiveWindow())
        return;
    QApplication::alert(this);
    notify(page(id)->title(), sentence);
}

void MediaWizard::askToCancel()
{
    const auto stop = [this] {
        if (!m_session && !m_stickWork->isRunning())
            return;
        m_isStopping = true;
        setCancelEnabled(false);
        if (m_session) {
            m_progress->showStopping();
            m_session->cancel();
        } else {
            m_stickProgress->showStopping();
            m_stickWork->cancel();
        }
    };
    const auto sticks = Question{
        tr("Stop writing the sticks?"),
        tr("Sticks that are finished stay as they are. The others are left without media: they "
           "start nothing, and what was on them is gone."),
        tr("&Stop")};
    const auto iso =
        Question{tr("Stop making the media?"),
                 tr("What was written so far is removed. What was there before stays as it is."),
                 tr("&Stop")};
    ask(this, m_session ? iso : sticks, stop);
}

} // namespace bootwright

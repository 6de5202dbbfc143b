// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/BuildReport.h"
#include "core/builder/StickSession.h"
#include "ui/Answers.h"
#include "ui/StickChoice.h"
#include "ui/WizardContext.h"
#include "ui/WizardWindow.h"

#include <map>
#include <memory>

namespace bootwright {

class BuildSession;
class DonePage;
class ImagePage;
class ProgressPage;
class SleepGuard;
class StartPage;
class StickDonePage;
class StickProgressPage;
class StickWork;
class SummaryPage;
class WizardPage;

//! The pages from the first answer to the finished media. Owns answers and work; which pages lead there, row()
//! says. While the media are made nothing can be changed, only cancelled.
class MediaWizard final : public WizardWindow
{
    Q_OBJECT

public:
    enum PageId {
        Start,
        MediaType,
        MediaManagement,
        Media,
        Security,
        BootImage,
        Customization,
        Image,
        Sticks, // the last page of answers
        Summary,
        StickSummary, // the last page before the work
        InProgress,
        StickProgress,
        Done,
        StickDone
    };

    explicit MediaWizard(const WizardContext &context, QWidget *parent = nullptr);
    ~MediaWizard() override;

    //! The pages that lead to what the user wants, in their order, which is that of their numbers.
    std::vector<int> row() const;
    //! The page after the current one, or -1.
    int nextId() const;
    //! Closes the window, or first asks when something would be lost.
    void reject() override;
    //! Takes a file over as the answer that it is: boot image, certificate, site profile, recipe.
    void takeFile(const QString &path);
    //! The answers so far, without any secret.
    const MediaDraft &draft() const { return m_answers.draft; }
    //! Shows media that exist in a window of their own: those at \a path, or none yet.
    void inspect(const QString &path = {});
    //! Media were made of them.
    bool isMade() const { return m_made == m_answers.draft; }

private:
    void addPages(const WizardContext &context);
    void connectWork();
    WizardPage *answerPage(int id) const;
    bool isForSticks() const;
    std::vector<int> answerIds() const;
    void goNext();
    void goBack();
    void goTo(int id);
    void goToAnswer(const QString &path);
    void takeNewAnswers();
    //! Everything that stands in the way of making the media.
    std::vector<Problem> problems() const;
    void showSteps();
    void showSource();
    void showVerb();
    void build();
    void finishBuild(const BuildOutcome &outcome);
    void writeSticks();
    void writeImage(const QString &image, int id);
    void askToJoin(const StickTarget &target);
    void finishSticks(const StickOutcome &outcome);
    void beginWork(const QString &reason);
    void showEnd(int id, const QString &sentence);
    void askToCancel();
    void askToClose();

    Answers m_answers;
    MediaDraft m_start; //!< what the wizard began with
    std::shared_ptr<DriveSource> m_drives;
    StickChoice m_choice;
    std::unique_ptr<StickWork> m_stickWork;
    StartPage *m_startPage = nullptr;
    ImagePage *m_image = nullptr;
    SummaryPage *m_summary = nullptr;
    ProgressPage *m_progress = nullptr;
    DonePage *m_done = nullptr;
    StickProgressPage *m_stickProgress = nullptr;
    StickDonePage *m_stickDone = nullptr;
    std::unique_ptr<BuildSession> m_session; //!< while the media are made
    std::unique_ptr<SleepGuard> m_sleepGuard;
    std::map<Task, int> m_reached;    //!< the last page of a task that was shown, or may be
    std::optional<MediaDraft> m_made; //!< answers of which media were made
    bool m_isStopping = false;
    bool m_isFailed = false;
};

} // namespace bootwright

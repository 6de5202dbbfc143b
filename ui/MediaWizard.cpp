// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/MediaWizard.h"

#include "core/archive/Kit.h"
#include "core/base/Log.h"
#include "core/base/SleepGuard.h"
#include "core/builder/BuildSession.h"
#include "core/builder/Inputs.h"
#include "ui/StepList.h"
#include "ui/StickWork.h"
#include "ui/droppedFile.h"
#include "ui/helpText.h"
#include "ui/inspect/InspectWindow.h"
#include "ui/pages/BootImagePage.h"
#include "ui/pages/CustomizationPage.h"
#include "ui/pages/DonePage.h"
#include "ui/pages/ImagePage.h"
#include "ui/pages/KitPanel.h"
#include "ui/pages/MediaManagementPage.h"
#include "ui/pages/MediaPage.h"
#include "ui/pages/MediaTypePage.h"
#include "ui/pages/ProgressPage.h"
#include "ui/pages/SecurityPage.h"
#include "ui/pages/StartPage.h"
#include "ui/pages/StickDonePage.h"
#include "ui/pages/StickProgressPage.h"
#include "ui/pages/StickSummaryPage.h"
#include "ui/pages/SticksPage.h"
#include "ui/pages/SummaryPage.h"
#include "ui/question.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace bootwright {

MediaWizard::MediaWizard(const WizardContext &context, QWidget *parent)
    : WizardWindow(parent)
    , m_start(context.start)
    , m_drives(context.drives ? context.drives : systemDrives())
    , m_choice(*m_drives)
    , m_stickWork(std::make_unique<StickWork>(*m_drives))
{
    m_answers.chance = context.chance;
    m_answers.draft = context.start;
    m_answers.provenance = Provenance(context.start);
    addPages(context);
    connect(this, &WizardWindow::nextAsked, this, &MediaWizard::goNext);
    connect(this, &WizardWindow::backAsked, this, &MediaWizard::goBack);
    connect(this, &WizardWindow::fileDropped, this, &MediaWizard::takeFile);
    connect(&steps(), &StepList::stepChosen, this, &MediaWizard::goTo);
    connect(&m_choice, &StickChoice::changed, this, [this] {
        showSteps();
        showVerb();
    });
    goTo(Start);
    if (context.recipe)
        m_startPage->beginWith(*context.recipe, Origin::Recipe, context.recipePath);
    if (!context.media.isEmpty())
        writeImage(context.media, Image);
}

MediaWizard::~MediaWizard()
{
    setLogListener({});
}

void MediaWizard::addPages(const WizardContext &context)
{
    m_startPage = new StartPage(m_answers, context.lastAnswers, context.unfinished);
    const auto problems = [this] { return this->problems(); };
    m_image = new ImagePage(m_answers);
    m_summary = new SummaryPage(m_answers, m_choice, problems);
    auto *stickSummary =
        new StickSummaryPage(m_answers, m_choice, m_image->panel(), m_image->kit(), problems);
    m_progress = new ProgressPage;
    m_stickProgress = new StickProgressPage(m_choice);
    m_done = new DonePage(m_answers);
    m_stickDone = new StickDonePage;
    int id = Start;
    for (Page *page : {static_cast<Page *>(m_startPage),
                       static_cast<Page *>(new MediaTypePage(m_answers)),
                       static_cast<Page *>(new MediaManagementPage(m_answers)),
                       static_cast<Page *>(new MediaPage(m_answers, m_choice)),
                       static_cast<Page *>(new SecurityPage(m_answers)),
                       static_cast<Page *>(new BootImagePage(m_answers)),
                       static_cast<Page *>(new CustomizationPage(m_answers)),
                       static_cast<Page *>(m_image),
                       static_cast<Page *>(new SticksPage(m_answers, m_choice)),
                       static_cast<Page *>(m_summary),
                       static_cast<Page *>(stickSummary),
                       static_cast<Page *>(m_progress),
                       static_cast<Page *>(m_stickProgress),
                       static_cast<Page *>(m_done),
                       static_cast<Page *>(m_stickDone)}) {
        addPage(page, helpText(PageId(id++)));
        if (auto *answers = qobject_cast<WizardPage *>(page))
            connect(answers, &WizardPage::answersChanged, this, &MediaWizard::showSteps);
    }
    connect(m_startPage, &StartPage::begun, this, &MediaWizard::takeNewAnswers);
    connect(m_startPage, &StartPage::inspectAsked, this, [this] { inspect(); });
    connect(m_startPage, &StartPage::kitChosen, this, &MediaWizard::takeFile);
    connect(m_summary, &SummaryPage::answerChosen, this, &MediaWizard::goToAnswer);
    connect(m_summary, &SummaryPage::measured, this, &MediaWizard::showSteps);
    connect(stickSummary, &StickSummaryPage::answerChosen, this, &MediaWizard::goToAnswer);
    connectWork();
}

//! The pages from the commit on.
void MediaWizard::connectWork()
{
    connect(m_done, &DonePage::changeAsked, this, [this] { goTo(Summary); });
    connect(m_done, &DonePage::sticksAsked, this, [this](const QString &image) {
        writeImage(image, Sticks);
    });
    connect(m_stickProgress, &StickProgressPage::joinAsked, this, &MediaWizard::askToJoin);
    connect(m_stickDone, &StickDonePage::againAsked, this, [this] {
        goTo(m_answers.task == Task::WriteImage ? Sticks : Media);
    });
    connect(m_stickWork.get(), &StickWork::changed, m_stickProgress, &StickProgressPage::show);
    connect(m_stickWork.get(), &StickWork::finished, this, &MediaWizard::finishSticks);
}

WizardPage *MediaWizard::answerPage(int id) const
{
    return qobject_cast<WizardPage *>(page(id));
}

bool MediaWizard::isForSticks() const
{
    return m_answers.task == Task::WriteImage || m_answers.draft.target.type == TargetType::Usb;
}

std::vector<int> MediaWizard::row() const
{
    if (m_answers.task == Task::WriteImage)
        return {Start, Image, Sticks, StickSummary, StickProgress, StickDone};
    std::vector<int> row{
        Start, MediaType, MediaManagement, Media, Security, BootImage, Customization, Summary};
    row.insert(row.end(),
               {isForSticks() ? StickProgress : InProgress, isForSticks() ? StickDone : Done});
    return row;
}

//! The pages of the row that ask something.
std::vector<int> MediaWizard::answerIds() const
{
    auto ids = row();
    std::erase_if(ids, [](int id) { return id >= Summary; });
    return ids;
}

int MediaWizard::nextId() const
{
    const auto ids = row();
    const auto next = std::upper_bound(ids.begin(), ids.end(), currentId());
    return next == ids.end() ? -1 : *next;
}

void MediaWizard::goNext()
{
    auto *current = answerPage(currentId());
    if (current->confirm())
        goTo(nextId());
    else
        showSteps();
}

void MediaWizard::goBack()
{
    const auto ids = row();
    goTo(*std::prev(std::lower_bound(ids.begin(), ids.end(), currentId())));
}

void MediaWizard::goTo(int id)
{
    if (auto *current = answerPage(currentId()); current && id != currentId())
        current->leave();
    auto &reached = m_reached[m_answers.task];
    reached = qMax(reached, qMin(id, int(StickSummary)));
    if (auto *next = answerPage(id))
        next->enter();
    showPage(id,
             id < Summary         ? Buttons::Answer
             : id <= StickSummary ? Buttons::Commit
             : id < Done          ? Buttons::Work
                                  : Buttons::Close,
             id != Start);
    showSteps();
    showVerb();
    if (id == InProgress)
        build();
    else if (id == StickProgress)
        writeSticks();
}

void MediaWizard::goToAnswer(const QString &path)
{
    for (int id : answerIds()) {
        if (!answerPage(id)->owns(path))
            continue;
        goTo(id);
        answerPage(id)->focusField(path);
        return;
    }
}

void MediaWizard::takeNewAnswers()
{
    m_choice.clear();
    for (int id = MediaType; id < Image; ++id)
        answerPage(id)->begin();
    m_reached[m_answers.task] =
        Summary; // every page has its answers, so none has to be visited first
    showSteps();
}

void MediaWizard::inspect(const QString &path)
{
    auto *window =
        new InspectWindow(m_answers.chance, m_answers.draft.site, m_answers.access.clone(), this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
    if (!path.isEmpty())
        window->inspect(path);
}

void MediaWizard::takeFile(const QString &path)
{
    if (currentId() > StickSummary)
        return;
    auto &draft = m_answers.draft;
    answerPage(currentId())->leave();
    int target = Start;
    switch (kindOfFile(path)) {
    case DroppedFile::Recipe:
        goTo(Start);
        return m_startPage->openRecipe(path);
    case DroppedFile::Profile:
        draft.site = {.source = SiteSource::Profile, .profile = path, .server = {}, .siteCode = {}};
        break;
    case DroppedFile::BootImage:
        draft.bootImage.file = path;
        target = BootImage;
        break;
    case DroppedFile::Certificate:
        draft.security.certificate.type = CertificateType::Pki;
        draft.security.certificate.file = path;
        target = Security;
        break;
    case DroppedFile::Media:
    case DroppedFile::Kit:
        return writeImage(path, Image);
    case DroppedFile::Other:
        return setNotice(tr("\"%1\" is no file that the wizard knows. Drop a boot image (.wim), a "
                            "certificate (.pfx), a site profile or a recipe (.json), or media to "
                            "write to sticks (.iso, .img, a folder, a .bootkit).")
                             .arg(QDir::toNativeSeparators(path)));
    }
    m_answers.task = Task::CreateMedia; // the answer is one about media to make
    m_startPage->enter();
    answerPage(target)->begin();
    const bool isShown = currentId() < Image || currentId() == Summary;
    goTo(target <= m_reached[m_answers.task] ? target : isShown ? currentId() : Start);
    setNotice(tr("\"%1\" is taken over as an answer of the page \"%2\".")
                  .arg(QDir::toNativeSeparators(path), page(target)->title()));
}

std::vector<Problem> MediaWizard::problems() const
{
    auto found = planOf(m_answers).problems;
    for (int id : answerIds()) {
        const auto &own = answerPage(id)->ownProblems();
        found.insert(found.end(), own.begin(), own.end());
    }
    if (m_answers.task == Task::WriteImage && currentId() == StickSummary
        && m_image->kit().isPlanning())
        found.push_back({QStringLiteral("summary"),
                         tr("The kit is still being looked at. Wait until it is known what the "
                            "sticks get.")});
    // a stick may have gone since its page was left; in the work nothing is chosen any more
    const Problem none{QStringLiteral("sticks"), m_choice.whyNone()};
    if (isForSticks() && currentId() <= StickSummary && !none.message.isEmpty()
        && std::find(found.begin(), found.end(), none) == found.end())
        found.push_back(none);
    return found;
}

void MediaWizard::showSteps()
{
    const auto found = problems();
    const auto isWrong = [&](int id) {
        return std::any_of(found.begin(), found.end(), [&](const Problem &problem) {
            return answerPage(id)->owns(problem.path);
        });
    };
    const auto reached = m_reached[m_answers.task];
    const bool canMove = currentId() <= StickSummary;
    setRow(row());
    for (int id : row()) {
        auto state = StepList::State::Todo;
        if (id < Summary && id <= reached)
            state =
                id != currentId() && isWrong(id) ? StepList::State::Problem : StepList::State::Done;
        else if (id >= Done && m_isFailed)
            state = StepList::State::Problem;
        else if (id < currentId())
            state = StepList::State::Done;
        steps().setState(id, state, canMove && id <= reached);
    }
    showSource();
}

//! Above the steps, and to the drives, of which some are too small for it or hold it.
void MediaWizard::showSource()
{
    if (m_answers.task == Task::WriteImage) {
        m_choice.setSource({m_answers.image}, m_image->neededBytes());
        return setSubject(Kit::isNamedKit(m_answers.image) ? tr("Sticks from a kit")
                                                           : tr("Sticks from an image"),
                          QFileInfo(m_answers.image).fileName());
    }
    const auto &site = m_answers.site;
    const auto plan = planOf(m_answers);
    m_choice.setSource(plan.recipe ? inputsOf(*plan.recipe) : QStringList(),
                       m_summary->plannedBytes() / 2);
    setSubject(tr("New boot media"),
               site.siteName.isEmpty()
                   ? site.siteCode
                   : tr("%1 (%2)", "site name and code").arg(site.siteName, site.siteCode));
}

void MediaWizard::showVerb()
{
    const auto sticks = int(m_choice.targets().size());
    setVerb(isForSticks() ? tr("&Erase and write %n stick(s)", nullptr, sticks)
                          : tr("&Create media"));
}

//! Goes on to the page \a id with the media \a image to write.
void MediaWizard::writeImage(const QString &image, int id)
{
    m_answers.task = Task::WriteImage;
    m_answers.image = image;
    m_startPage->enter(); // knows the task, too
    m_reached[m_answers.task] = qMax(m_reached[m_answers.task], id);
    answerPage(Image)->begin();
    goTo(id);
}

void MediaWizard::reject()
{
    if (m_isStopping || isAsking(this))
        return;
    if (m_session || m_stickWork->isRunning())
        return askToCancel();
    if (auto *current = answerPage(currentId()))
        current->leave(); // what was typed counts
    if (currentId() < Done && m_answers.draft != m_start && !isMade())
        return askToClose();
    QDialog::reject();
}

void MediaWizard::askToClose()
{
    ask(this,
        {tr("Close without making media?"),
         tr("The answers are kept, and the first page offers them next time. Passwords and hidden "
            "values are forgotten."),
         tr("&Close")},
        [this] { QDialog::reject(); });
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/InspectWindow.h"

#include "core/builder/ExpiryCalendar.h"
#include "core/builder/MediaReportText.h"
#include "core/builder/compareMedia.h"
#include "core/builder/verifyMedia.h"
#include "ui/Icons.h"
#include "ui/inspect/RenewWindow.h"
#include "ui/inspect/ReportPage.h"
#include "ui/inspect/WorkBar.h"
#include "ui/saveFile.h"
#include "ui/widgets/texts.h"

#include <QDesktopServices>
#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QUrl>
#include <QVBoxLayout>

namespace bootwright {

namespace {

QString fileOf(const QMimeData &data)
{
    const auto urls = data.urls();
    return urls.size() == 1 ? urls.first().toLocalFile() : QString();
}

//! The report of the media or the recipe at \a path.
Result<MediaReport> reportOf(const QString &path,
                             const Secret &password,
                             const SiteAccess &access,
                             const QDateTime &now,
                             Control &control)
{
    if (path.endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return plannedReport(path, access.clone(), now, control);
    auto report = inspectMedia(path, password);
    if (!report && report.error().kind == Error::Kind::WrongPassword)
        return inspectMedia(path, Secret()); // another password: what is not locked can be compared
    return report;
}

} // namespace

template<typename Find, typename Tell>
void InspectWindow::work(const QString &stage, Find find, Tell tell)
{
    m_bar->begin(stage);
    m_open->setEnabled(false);
    m_actions->setEnabled(false);
    m_inquiry.ask(
        std::move(find),
        [this, tell](auto &&answer) {
            tell(std::forward<decltype(answer)>(answer));
            rest();
            Q_EMIT answered();
        },
        [this](const Progress &progress) { m_bar->show(progress); });
}

InspectWindow::InspectWindow(const Chance &chance,
                             const SiteDraft &site,
                             SiteAccess access,
                             QWidget *parent)
    : QDialog(parent, Qt::Window)
    , m_chance(chance)
    , m_site(site)
    , m_access(std::make_shared<const SiteAccess>(std::move(access)))
    , m_bar(new WorkBar)
    , m_page(new ReportPage)
{
    setWindowIcon(programIcon());
    setAcceptDrops(true);
    setMinimumSize(560, 440);
    resize(820, 720);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(m_page, 1);
    m_buttons = makeButtons();
    column->addWidget(m_buttons);
    connect(m_bar, &WorkBar::stopAsked, this, &InspectWindow::stop);
    connect(m_page, &ReportPage::unlockAsked, this, [this] {
        look(m_report->path, m_page->password());
    });
    const auto showHeading = [this] {
        m_title->setText(breakable(m_page->title()));
        m_sentence->setText(m_page->sentence());
        setWindowTitle(tr("%1 – Bootwright", "title of a page").arg(m_page->title()));
    };
    connect(m_page, &Page::headingChanged, this, showHeading);
    showHeading();
    rest();
}

void InspectWindow::inspect(const QString &path)
{
    m_report.reset();
    m_password = std::make_shared<const Secret>();
    look(path, Secret());
}

void InspectWindow::look(const QString &path, Secret password)
{
    const auto shared = std::make_shared<const Secret>(std::move(password));
    work(
        tr("Reading \"%1\"").arg(QDir::toNativeSeparators(path)),
        [path, shared](Control &) { return inspectMedia(path, *shared); },
        [this, shared](Result<MediaReport> report) { take(std::move(report), shared); });
}

void InspectWindow::take(Result<MediaReport> report, std::shared_ptr<const Secret> password)
{
    if (!report && report.error().kind == Error::Kind::WrongPassword && m_report)
        return m_page->askForPassword(tr("This is not the password of the media. Type it again, as "
                                         "it was when they were made."));
    if (!report) {
        m_report.reset();
        return m_page->showNothing(report.error().message);
    }
    m_report = std::make_shared<const MediaReport>(std::move(*report));
    m_password = std::move(password);
    m_page->show(m_report, m_chance.now());
}

void InspectWindow::verify()
{
    work(
        tr("Verifying"),
        [path = m_report->path](Control &control) { return verifyMedia(path, control); },
        [this](const Result<VerifyReport> &verified) {
            const auto title = tr("Verified");
            if (!verified)
                return m_page->showOutcome(title, Note::Kind::Problem, {verified.error().message});
            if (verified->isGood())
                m_page->showOutcome(title,
                                    Note::Kind::Good,
                                    {tr("All %n file(s) are as the manifest says.",
                                        nullptr,
                                        int(verified->files))});
            else
                m_page->showOutcome(
                    title,
                    Note::Kind::Problem,
                    {tr("The media are not what their manifest says. Make them again.")});
            QStringList bad;
            for (const auto &file : verified->missing)
                bad.append(tr("Missing: %1").arg(file));
            for (const auto &file : verified->changed)
                bad.append(tr("Changed: %1").arg(file));
            m_page->addOutcome(Note::Kind::Problem, bad);
            QStringList foreign;
            for (const auto &file : verified->foreign)
                foreign.append(tr("Put there by somebody, which is no fault: %1").arg(file));
            m_page->addOutcome(Note::Kind::Info, foreign);
        });
}

void InspectWindow::compareWith(const QString &path)
{
    work(
        tr("Comparing"),
        [path, report = m_report, password = m_password, access = m_access, now = m_chance.now()](
            Control &control) -> Result<Comparison> {
            const auto other = reportOf(path, *password, *access, now, control);
            if (!other)
                return other.error();
            return compareMedia(*report, *other);
        },
        [this, path](const Result<Comparison> &comparison) {
            const auto title =
                tr("Compared with \"%1\"").arg(breakable(QDir::toNativeSeparators(path)));
            if (!comparison)
                return m_page->showOutcome(
                    title, Note::Kind::Problem, {comparison.error().message});
            QStringList sentences;
            for (const auto &difference : comparison->differences)
                sentences.append(difference.sentence);
            if (sentences.isEmpty())
                m_page->showOutcome(title, Note::Kind::Good, {tr("No difference was found.")});
            else
                m_page->showOutcome(title, Note::Kind::Warning, sentences);
            m_page->addOutcome(Note::Kind::Info, comparison->notCompared);
        });
}

//! Who renews media has to know all of them, and to be able to read them again.
void InspectWindow::renew()
{
    if (m_report->variablesState == MediaReport::Variables::Locked)
        return m_page->askForPassword(tr("Renewing needs the password that the media have now."));
    work(
        tr("Opening the media"),
        [path = m_report->path, password = m_password](Control &) -> Result<ExistingMedia> {
            auto tree = openMedia(path);
            return tree ? readExistingMedia(std::move(*tree), *password) : tree.error();
        },
        [this](const Result<ExistingMedia> &media) {
            if (!media)
                return m_page->showOutcome(
                    tr("Cannot renew these media"), Note::Kind::Problem, {media.error().message});
            askWhatIsNew(*media);
        });
}

void InspectWindow::askWhatIsNew(const ExistingMedia &media)
{
    const auto way = m_report->manifest ? RenewPage::Way::InPlace : RenewPage::Way::NewIso;
    const auto *code = media.variables.find(u"_SMSTSSiteCode");
    auto *window = new RenewWindow({m_report->path,
                                    m_password,
                                    m_chance,
                                    m_site,
                                    m_access,
                                    code ? code->value.text() : QString(),
                                    way},
                                   media,
                                   this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &RenewWindow::renewed, this, &InspectWindow::lookAgain);
    window->open();
}

void InspectWindow::lookAgain(const QString &path, std::shared_ptr<const Secret> password)
{
    look(path, password->clone());
}

void InspectWindow::saveCalendar(const QString &path)
{
    const auto calendar = expiryCalendar(*m_report, m_chance.now());
    tellSaved(calendar ? saveBytes(path, *calendar) : calendar.error(),
              path,
              tr("The day of expiry, with reminders 30 and 7 days before, for every calendar "
                 "program: %1"));
}

void InspectWindow::saveCard(const QString &path)
{
    const auto saved = saveBytes(path, benchCardOf(*m_report));
    tellSaved(saved, path, tr("One sheet of paper; print it from the web browser: %1"));
    if (saved)
        QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

void InspectWindow::tellSaved(const Result<void> &saved, const QString &path, const QString &what)
{
    if (saved)
        m_page->showOutcome(
            tr("Saved"), Note::Kind::Good, {what.arg(QDir::toNativeSeparators(path))});
    else
        m_page->showOutcome(tr("Not saved"), Note::Kind::Problem, {saved.error().message});
}

//! What was asked is not wanted any more. Nothing was written, so nothing has to be undone.
void InspectWindow::stop()
{
    m_inquiry.drop();
    m_page->showOutcome(tr("Stopped"), Note::Kind::Info, {tr("Nothing on the media was changed.")});
    rest();
}

void InspectWindow::rest()
{
    m_bar->end();
    m_open->setEnabled(true);
    m_actions->setEnabled(true);
    m_actions->setVisible(m_report != nullptr);
}

void InspectWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!fileOf(*event->mimeData()).isEmpty() && m_open->isEnabled())
        event->acceptProposedAction();
}

void InspectWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    inspect(fileOf(*event->mimeData()));
}

} // namespace bootwright

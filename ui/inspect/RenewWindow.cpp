// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/RenewWindow.h"

#include "core/builder/Inputs.h"
#include "core/builder/ShareInputs.h"
#include "core/builder/TrainingSite.h"
#include "ui/Look.h"
#include "ui/WizardStyle.h"
#include "ui/inspect/WorkBar.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace bootwright {

namespace {

//! What is wanted, as a value that may go to another thread; shared only because std::function copies.
struct Wish
{
    MediaToRenew media;
    RenewalDraft draft;
    MediaSecrets secrets;
    QString output;
    std::shared_ptr<ShareCopies> copies;
};

//! The site of the media, if it is the one at hand.
std::unique_ptr<Site> siteOf(const MediaToRenew &media, Control &control)
{
    auto site = openSiteFor(media.site, media.access->clone());
    if (!site)
        return {};
    const auto facts = (*site)->facts(control);
    return facts && facts->siteCode == media.siteCode ? std::move(*site) : nullptr;
}

RenewalReport reportOf(const BuildReport &built, const RenewalDraft &draft)
{
    RenewalReport report;
    report.isEqual = built.verification == BuildReport::Verification::Equal;
    report.writtenSize = built.size;
    report.label = draft.label.value_or(QString());
    report.mediaGuid = built.mediaGuid;
    report.certificateExpires = built.certificateExpires;
    report.registration = built.registration;
    report.warnings = built.warnings;
    return report;
}

Result<RenewalReport> carryOut(const Wish &wish, Control &control)
{
    const auto site = siteOf(wish.media, control);
    const auto &access = *wish.media.access;
    RenewalRequest request;
    request.path = wish.media.path;
    request.draft = wish.draft;
    const auto pfx = reachPath(wish.draft.certificate ? wish.draft.certificate->file : QString(),
                               access,
                               control,
                               wish.copies.get());
    if (!pfx)
        return pfx.error();
    if (pfx->copy)
        request.draft.certificate->file = pfx->path;
    request.secrets = wish.secrets.clone();
    request.password = wish.media.password->clone();
    request.site = site.get();
    if (wish.output.isEmpty())
        return renewMedia(request, wish.media.chance, control);
    if (const auto safe = checkTargetIsNoInput(wish.output, {request.path}); !safe)
        return safe.error();
    const auto shares = sharesFor(wish.output, access);
    if (!shares)
        return shares.error();
    const auto built = rebuildMedia(request,
                                    openIsoFile(wish.output, false, *shares),
                                    ReadBack::Yes,
                                    wish.media.chance,
                                    control);
    return built ? Result<RenewalReport>(reportOf(*built, wish.draft)) : built.error();
}

} // namespace

RenewWindow::RenewWindow(const MediaToRenew &media, const ExistingMedia &opened, QWidget *parent)
    : QDialog(parent)
    , m_media(media)
    , m_result(new Page({}, {}))
    , m_verdict(new NoteList)
    , m_facts(new FactTable)
    , m_notes(new NoteList)
    , m_bar(new WorkBar)
    , m_pages(new QStackedWidget)
{
    m_answers.chance = media.chance;
    m_answers.access = media.access->clone();
    m_page = new RenewPage(m_answers, opened, media.way);
    m_result->addRow(m_verdict, 0);
    m_result->addRow(m_facts, grid::Medium);
    m_result->addRow(m_notes, grid::Medium);
    m_pages->addWidget(m_page);
    m_pages->addWidget(m_result);
    setMinimumSize(520, 420);
    resize(720, 640);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(m_pages, 1);
    m_buttons = makeButtons();
    column->addWidget(m_buttons);
    showHeading(m_page->title(), m_page->sentence());
    m_page->begin();
    connect(m_bar, &WorkBar::stopAsked, this, [this] { m_inquiry.stop(); });
}

QWidget *RenewWindow::makeTop()
{
    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(grid::Large, grid::Large - grid::Step, grid::Large, grid::Medium);
    column->setSpacing(grid::Step);
    m_title = makeText();
    m_title->setFont(titleFont(font()));
    m_sentence = makeHint();
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addWidget(makeHint(breakable(QDir::toNativeSeparators(m_media.path))));
    column->addWidget(m_bar);
    return top;
}

QWidget *RenewWindow::makeButtons()
{
    auto *area = new QWidget;
    auto *row = new QHBoxLayout(area);
    row->setContentsMargins(grid::Large, 3 * grid::Step, grid::Large, 3 * grid::Step);
    row->setSpacing(grid::Small);
    m_cancel = makeButton(tr("Cancel"));
    m_renew =
        makeButton(m_media.way == RenewPage::Way::InPlace ? tr("Renew") : tr("Make renewed media"));
    m_close = makeButton(tr("Close"));
    row->addStretch();
    for (auto *button : {m_cancel, m_renew, m_close}) {
        button->setAutoDefault(false); // so that nobody renews by Enter in a field
        row->addWidget(button);
    }
    makeVerb(m_renew);
    makeVerb(m_close);
    m_close->hide();
    connect(m_cancel, &QPushButton::clicked, this, &RenewWindow::reject);
    connect(m_renew, &QPushButton::clicked, this, &RenewWindow::renew);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    return area;
}

void RenewWindow::renew()
{
    if (m_isWorking || !m_page->confirm())
        return;
    const auto wish = std::make_shared<const Wish>(
        Wish{m_media, m_page->draft(), m_page->secrets(), m_page->output(), m_answers.copies});
    m_isWorking = true;
    m_page->setEnabled(false);
    m_renew->setEnabled(false);
    m_bar->begin(tr("Renewing"));
    m_inquiry.ask([wish](Control &control) { return carryOut(*wish, control); },
                  [this](const Result<RenewalReport> &report) { finish(report); },
                  [this](const Progress &progress) { m_bar->show(progress); });
}

void RenewWindow::finish(const Result<RenewalReport> &report)
{
    m_isWorking = false;
    m_bar->end();
    m_cancel->hide();
    m_renew->hide();
    m_close->show();
    m_close->setFocus(Qt::OtherFocusReason);
    m_pages->setCurrentWidget(m_result);
    if (report) {
        showReport(*report);
    } else if (report.error().kind == Error::Kind::Cancelled) {
        showHeading(tr("Stopped"), tr("You stopped the work."));
        m_verdict->add(Note::Kind::Info, tr("The media are as they were."));
    } else {
        showHeading(tr("Not renewed"), tr("The media are as they were."));
        m_verdict->add(Note::Kind::Problem, report.error().message);
        if (!report.error().detail.isEmpty())
            m_notes->add(Note::Kind::Info, tr("Details: %1").arg(report.error().detail));
    }
    Q_EMIT ended();
}

void RenewWindow::showReport(const RenewalReport &report)
{
    if (report.isEqual) {
        showHeading(tr("Renewed"), tr("The media are ready to be used."));
        m_verdict->add(Note::Kind::Good,
                       tr("What was written was read back and is what was meant."));
    } else {
        showHeading(tr("Not verified"), tr("What was read back differs from what was meant."));
        m_verdict->add(Note::Kind::Problem,
                       tr("Renew them once more; if it happens again, use another medium."));
    }
    m_facts->add(tr("Media"), QDir::toNativeSeparators(madePath()));
    m_facts->add(tr("Written"), locale().formattedDataSize(qint64(report.writtenSize)));
    m_facts->add(tr("Works until"),
                 report.certificateExpires.toUTC().toString(QStringLiteral("yyyy-MM-dd")));
    m_facts->add(tr("Media GUID"), report.mediaGuid);
    if (!report.registration.isEmpty())
        m_notes->add(Note::Kind::Info, report.registration);
    m_notes->add(Note::Kind::Warning, report.warnings);
    const auto draft = m_page->draft();
    Q_EMIT renewed(madePath(),
                   draft.passwordProtected
                       ? std::make_shared<const Secret>(m_page->secrets().password.clone())
                       : m_media.password);
}

QString RenewWindow::madePath() const
{
    return m_page->output().isEmpty() ? m_media.path : m_page->output();
}

void RenewWindow::showHeading(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    setWindowTitle(tr("%1 – Bootwright", "title of a page").arg(title));
}

void RenewWindow::reject()
{
    if (m_isWorking)
        m_inquiry.stop();
    else
        QDialog::reject();
}

void RenewWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, m_buttons->geometry().top(), width(), 1, Look(palette()).line);
}

} // namespace bootwright

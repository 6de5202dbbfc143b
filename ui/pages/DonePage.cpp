// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/DonePage.h"

#include "core/base/Log.h"
#include "ui/Look.h"
#include "ui/pages/NextSteps.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDesktopServices>
#include <QDir>
#include <QLocale>
#include <QPushButton>
#include <QUrl>

namespace bootwright {

namespace {

//! Media that their site does not know cannot be used; those of the training site can.
Note::Kind registrationKind(const BuildReport &report, SiteSource source)
{
    if (report.isRegistered)
        return Note::Kind::Good;
    return source == SiteSource::Lab ? Note::Kind::Info : Note::Kind::Warning;
}

} // namespace

DonePage::DonePage(const Answers &answers)
    : Page(tr("Done"), {})
    , m_answers(answers)
    , m_verdict(new Note(Note::Kind::Good))
    , m_facts(new FactTable)
    , m_notes(new NoteList)
    , m_steps(new NextSteps)
    , m_change(makeButton(tr("Change the &answers"), QStringLiteral("again")))
    , m_log(makeButton(tr("Open the &log"), QStringLiteral("log")))
{
    auto *others = new QWidget;
    auto *row = new FlowLayout(others);
    row->addWidget(m_change);
    row->addWidget(m_log);
    addRow(m_verdict, 0);
    addRow(m_facts, grid::Medium);
    addRow(m_notes, grid::Medium);
    addRow(m_steps, grid::Large);
    addRow(others, grid::Small);
    connect(m_steps, &NextSteps::sticksAsked, this, [this] { Q_EMIT sticksAsked(m_image); });
    connect(m_change, &QPushButton::clicked, this, &DonePage::changeAsked);
    connect(m_log, &QPushButton::clicked, this, [] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(logPath()));
    });
}

void DonePage::show(const BuildOutcome &outcome)
{
    m_facts->clear();
    m_notes->clear();
    m_steps->hide();
    m_change->show();
    m_log->setVisible(!logPath().isEmpty());
    if (const auto *error = std::get_if<Error>(&outcome))
        showError(*error);
    else if (const auto *report = std::get_if<BuildReport>(&outcome))
        showReport(*report);
    else
        showCancelled();
    m_facts->setVisible(!m_facts->isEmpty());
}

void DonePage::showReport(const BuildReport &report)
{
    if (report.verification == BuildReport::Verification::Different)
        return showDifference(report);
    const bool isVerified = report.verification == BuildReport::Verification::Equal;
    setHeading(tr("Done"), tr("The media are made."));
    m_verdict->setKind(isVerified ? Note::Kind::Good : Note::Kind::Warning);
    m_verdict->setText(isVerified ? tr("Everything was read back and is equal to what was meant.")
                                  : tr("What was written was not read back."));
    m_facts->add(tr("Image"), QDir::toNativeSeparators(report.output));
    m_facts->add(tr("Size"), locale().formattedDataSize(qint64(report.size)));
    if (isVerified)
        m_facts->add(tr("SHA-256"), QString::fromLatin1(report.sha256.toHex()));
    const auto days = m_answers.chance.now().daysTo(report.certificateExpires);
    const auto day = report.certificateExpires.toUTC().toString(QStringLiteral("yyyy-MM-dd"));
    m_facts->add(tr("Certificate"),
                 tr("works until %1, %n day(s) from now", nullptr, int(days)).arg(day));
    m_facts->add(tr("Media GUID"), report.mediaGuid);
    if (!report.registration.isEmpty())
        m_notes->add(registrationKind(report, m_answers.draft.site.source), report.registration);
    m_notes->add(Note::Kind::Warning, report.warnings);
    m_image = report.output;
    m_steps->offer(report, m_answers.draft);
    m_steps->show();
    m_change->hide();
}

void DonePage::showDifference(const BuildReport &report)
{
    setHeading(tr("Not made"), tr("The image was written, but what was read back differs."));
    m_verdict->setKind(Note::Kind::Problem);
    m_verdict->setText(tr("The first difference: %1. The image did not get its name, and what was "
                          "there before is untouched. Try another disk.")
                           .arg(report.difference));
}

void DonePage::showError(const Error &error)
{
    setHeading(tr("Failed"),
               tr("The media could not be made. What was there before is untouched."));
    m_verdict->setKind(Note::Kind::Problem);
    m_verdict->setText(error.message);
    if (!error.detail.isEmpty())
        m_notes->add(Note::Kind::Info, tr("Details: %1").arg(error.detail));
}

void DonePage::showCancelled()
{
    setHeading(tr("Cancelled"), tr("You stopped the work."));
    m_verdict->setKind(Note::Kind::Info);
    m_verdict->setText(tr("Nothing was left behind, and what was there before is untouched."));
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StickDonePage.h"

#include "core/base/Log.h"
#include "ui/Look.h"
#include "ui/pages/StickProgressRow.h"
#include "ui/saveFile.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDesktopServices>
#include <QDir>
#include <QPushButton>
#include <QUrl>

namespace bootwright {

StickDonePage::StickDonePage()
    : Page(tr("Done"), {})
    , m_verdict(new Note(Note::Kind::Good))
    , m_facts(new FactTable)
    , m_sticks(new NoteList)
    , m_notes(new NoteList)
    , m_again(makeButton(tr("Write &more sticks"), QStringLiteral("again")))
    , m_save(makeButton(tr("&Save the report…"), QStringLiteral("save")))
    , m_log(makeButton(tr("Open the &log"), QStringLiteral("log")))
    , m_saved(new Note(Note::Kind::Info))
{
    auto *buttons = new QWidget;
    auto *row = new FlowLayout(buttons);
    for (auto *button : {m_again, m_save, m_log})
        row->addWidget(button);
    addRow(m_verdict, 0);
    addRow(m_sticks, grid::Medium);
    addRow(m_facts, grid::Medium);
    addRow(m_notes, grid::Medium);
    addRow(buttons, grid::Large);
    addRow(m_saved, grid::Medium);
    connect(m_again, &QPushButton::clicked, this, &StickDonePage::againAsked);
    connect(m_save, &QPushButton::clicked, this, &StickDonePage::browse);
    connect(m_log, &QPushButton::clicked, this, [] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(logPath()));
    });
}

void StickDonePage::show(const StickOutcome &outcome)
{
    m_report = {};
    m_facts->clear();
    m_sticks->clear();
    m_notes->clear();
    m_saved->setText({});
    m_log->setVisible(!logPath().isEmpty());
    const auto *result = std::get_if<StickResult>(&outcome);
    m_save->setVisible(result);
    if (result)
        return showResult(*result);
    m_facts->hide();
    if (const auto *error = std::get_if<Error>(&outcome)) {
        setHeading(tr("Failed"), tr("No stick was written. Nothing on them was changed."));
        m_verdict->setKind(Note::Kind::Problem);
        m_verdict->setText(error->message);
        if (!error->detail.isEmpty())
            m_notes->add(Note::Kind::Info, tr("Details: %1").arg(error->detail));
        return;
    }
    setHeading(tr("Cancelled"), tr("You stopped the work."));
    m_verdict->setKind(Note::Kind::Info);
    m_verdict->setText(tr("No stick was written. Nothing on them was changed."));
}

QString StickDonePage::verdict() const
{
    return m_verdict->text();
}

void StickDonePage::showResult(const StickResult &result)
{
    m_report = result.report;
    const auto verdict = stickVerdict(result.report.sticks);
    setHeading(verdict.title, verdict.explanation);
    m_verdict->setKind(verdict.isGood        ? Note::Kind::Good
                       : verdict.isCancelled ? Note::Kind::Info
                                             : Note::Kind::Problem);
    m_verdict->setText(verdict.sentence);
    for (const auto &stick : result.report.sticks)
        m_sticks->add(
            StickProgressRow::kindOf(stick),
            QStringLiteral("%1\n%2").arg(shortStickText(stick, locale()), resultText(stick)));
    m_facts->add(tr("Media"), QDir::toNativeSeparators(result.report.source));
    m_facts->add(tr("Label"), result.report.label);
    if (!result.report.mediaGuid.isEmpty())
        m_facts->add(tr("Media GUID"), result.report.mediaGuid);
    m_facts->show();
    if (!result.registration.isEmpty())
        m_notes->add(Note::Kind::Info, result.registration);
    m_notes->add(Note::Kind::Warning, result.warnings);
}

void StickDonePage::saveReport(const QString &path)
{
    const auto saved = saveStickReport(m_report, path);
    m_saved->setKind(saved ? Note::Kind::Good : Note::Kind::Problem);
    m_saved->setText(saved ? tr("Saved: %1").arg(QDir::toNativeSeparators(path))
                           : saved.error().message);
}

void StickDonePage::browse()
{
    askWhereToSave(this,
                   tr("Save the report as a page or a table"),
                   tr("Reports (*.html *.csv)"),
                   QStringLiteral("sticks.html"),
                   [this](const QString &path) { saveReport(path); });
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/DonePage.h"

#include "core/base/Log.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace bootwright {

namespace {

QLabel *makeText()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

void openFile(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace

DonePage::DonePage()
    : m_text(makeText())
    , m_detail(makeText())
    , m_openFolder(new QPushButton(tr("Open the f&older")))
    , m_openLog(new QPushButton(tr("Open the &log")))
{
    m_text->setAccessibleName(tr("Outcome"));
    m_detail->setAccessibleName(tr("Details"));
    setFinalPage(true);
    auto *buttons = new QHBoxLayout;
    for (auto *button : {m_openFolder, m_openLog}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_text);
    column->addWidget(m_detail);
    column->addLayout(buttons);
    column->addStretch();
    connect(m_openFolder, &QPushButton::clicked, this, [this] {
        openFile(QFileInfo(m_output).absolutePath());
    });
    connect(m_openLog, &QPushButton::clicked, this, [] { openFile(logPath()); });
}

void DonePage::show(const BuildOutcome &outcome)
{
    m_detail->clear();
    m_openFolder->hide();
    m_openLog->setVisible(!logPath().isEmpty());
    if (const auto *report = std::get_if<BuildReport>(&outcome))
        showReport(*report);
    else if (const auto *error = std::get_if<Error>(&outcome))
        showError(*error);
    else
        showCancelled();
    m_detail->setVisible(!m_detail->text().isEmpty());
}

void DonePage::showReport(const BuildReport &report)
{
    if (report.verification == BuildReport::Verification::Different) {
        setTitle(tr("Not made"));
        setSubTitle(tr("The image was written, but what was read back differs."));
        m_text->setText(tr("The first difference: %1. The image did not get its name, and what was "
                           "there before is untouched. Try another disk.")
                            .arg(report.difference));
        return;
    }
    m_output = report.output;
    setTitle(tr("Done"));
    setSubTitle(report.verification == BuildReport::Verification::Equal
                    ? tr("The media are made. Everything was read back and is equal.")
                    : tr("The media are made, but were not read back."));
    m_text->setText(
        tr("%1 (%2)\nSHA-256: %3\nCertificate valid until: %4\nMedia GUID: %5")
            .arg(QDir::toNativeSeparators(report.output),
                 locale().formattedDataSize(qint64(report.size)),
                 QString::fromLatin1(report.sha256.toHex()),
                 report.certificateExpires.toUTC().toString(QStringLiteral("yyyy-MM-dd")),
                 report.mediaGuid));
    QStringList notes;
    if (!report.registration.isEmpty())
        notes.append(report.registration);
    for (const auto &warning : report.warnings)
        notes.append(QStringLiteral("\u26A0 ") + warning);
    m_detail->setText(notes.join(u'\n'));
    m_openFolder->show();
}

void DonePage::showError(const Error &error)
{
    setTitle(tr("Failed"));
    setSubTitle(tr("The media could not be made. What was there before is untouched."));
    m_text->setText(error.message);
    m_detail->setText(error.detail.isEmpty() ? QString() : tr("Details: %1").arg(error.detail));
}

void DonePage::showCancelled()
{
    setTitle(tr("Cancelled"));
    setSubTitle(tr("You stopped the work."));
    m_text->setText(tr("Nothing was left behind, and what was there before is untouched."));
}

} // namespace bootwright

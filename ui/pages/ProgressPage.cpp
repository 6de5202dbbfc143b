// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ProgressPage.h"

#include "ui/Look.h"
#include "ui/platform/TaskbarProgress.h"
#include "ui/speedText.h"
#include "ui/widgets/texts.h"

#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTime>

namespace bootwright {

namespace {

constexpr int FullShare = 1000; // steps of the bar
constexpr int ShareBarHeight = 10;
constexpr int DetailsHeight = 180;
constexpr int MostDetails = 2000; // lines

} // namespace

ProgressPage::ProgressPage()
    : Page(tr("Progress"), tr("The media are made, and then read back to be sure."))
    , m_stage(makeHeading({}))
    , m_bar(new QProgressBar)
    , m_figures(makeText())
    , m_speed(makeHint())
    , m_details(new QPlainTextEdit)
{
    m_bar->setRange(0, FullShare);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(ShareBarHeight);
    m_bar->setAccessibleName(tr("Progress"));
    m_details->setReadOnly(true);
    m_details->setMaximumBlockCount(MostDetails);
    m_details->setMinimumHeight(DetailsHeight);
    m_details->setAccessibleName(tr("Details"));
    m_details->setTabChangesFocus(true);
    auto *more = makeButton(tr("&Details"));
    more->setCheckable(true);
    more->setAccessibleDescription(tr("Shows what is done, line by line."));
    addRow(m_stage, 0);
    addRow(m_bar, grid::Small);
    addRow(m_figures, grid::Small);
    addRow(m_speed, grid::Step);
    addRow(more, grid::Large);
    addRow(m_details, grid::Small);
    m_details->hide();
    connect(more, &QPushButton::toggled, m_details, &QWidget::setVisible);
}

ProgressPage::~ProgressPage() = default;

void ProgressPage::begin(quint64 planned)
{
    m_planned = planned;
    m_isWorking = true;
    m_stageName.clear();
    m_details->clear();
    m_bar->setValue(0);
    m_stage->setText(tr("Collecting the files"));
    m_figures->clear();
    m_speed->clear();
    m_clock.start();
    m_taskbar = std::make_unique<TaskbarProgress>(window());
}

void ProgressPage::show(const Progress &progress)
{
    if (!m_isWorking)
        return;
    if (progress.stage != m_stageName) {
        m_stageName = progress.stage;
        m_stage->setText(progress.stage);
        addDetail(progress.stage);
    }
    if (progress.total == 0)
        return;
    // what is fetched first is all that the work knows of then; the last step of the bar is the verdict's
    const auto total = qMax(progress.total, m_planned);
    const auto value = int(double(progress.done) / double(total) * (FullShare - 1));
    if (value > m_bar->value()) {
        m_bar->setValue(value);
        m_taskbar->show(value, FullShare);
    }
    m_figures->setText(tr("%1 of %2 to write and to read back", "bytes")
                           .arg(locale().formattedDataSize(qint64(progress.done)),
                                locale().formattedDataSize(qint64(total))));
    m_speed->setText(speedText(progress.done, total, m_clock.elapsed(), locale()));
}

void ProgressPage::addDetail(const QString &line)
{
    m_details->appendPlainText(QStringLiteral("%1  %2").arg(
        QTime::currentTime().toString(QStringLiteral("HH:mm:ss")), line));
}

void ProgressPage::showStopping()
{
    m_isWorking = false;
    m_stage->setText(tr("Stopping"));
    m_figures->setText(tr("What was written so far is being removed."));
    m_speed->clear();
}

void ProgressPage::end()
{
    m_isWorking = false;
    m_taskbar.reset();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/ProgressPage.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int Full = 1000;          // steps of the bar
constexpr qint64 FirstGuess = 2000; // milliseconds before a speed means anything

} // namespace

ProgressPage::ProgressPage()
    : m_stage(new QLabel)
    , m_bar(new QProgressBar)
    , m_figures(new QLabel)
{
    setTitle(tr("Progress"));
    setSubTitle(tr("The media are made, and read back to be sure."));
    m_bar->setRange(0, Full);
    m_bar->setAccessibleName(tr("Progress"));
    m_stage->setWordWrap(true);
    m_figures->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_stage);
    column->addWidget(m_bar);
    column->addWidget(m_figures);
    column->addStretch();
}

void ProgressPage::initializePage()
{
    m_isDone = false;
    m_isStopping = false;
    m_bar->setValue(0);
    m_stage->setText(tr("Collecting the files"));
    m_figures->clear();
    m_clock.start();
}

void ProgressPage::show(const Progress &progress)
{
    if (m_isStopping || m_isDone)
        return;
    m_stage->setText(progress.stage);
    if (progress.total == 0)
        return;
    // more work may turn up, so the part that is done may shrink; the last step is the verdict's
    const auto value = int(double(progress.done) / double(progress.total) * (Full - 1));
    m_bar->setValue(qMax(m_bar->value(), value));
    const auto done = locale().formattedDataSize(qint64(progress.done));
    auto text = tr("%1 of %2").arg(done, locale().formattedDataSize(qint64(progress.total)));
    const auto elapsed = m_clock.elapsed();
    if (elapsed > FirstGuess && progress.done > 0) {
        const auto speed = double(progress.done) * 1000 / double(elapsed); // bytes a second
        const auto left = int(double(progress.total - progress.done) / speed);
        text += tr(", %1 a second, ").arg(locale().formattedDataSize(qint64(speed)));
        text += left >= 90 ? tr("about %n minute(s) left", nullptr, (left + 30) / 60)
                           : tr("about %n second(s) left", nullptr, left);
    }
    m_figures->setText(text);
}

void ProgressPage::showStopping()
{
    m_isStopping = true;
    m_stage->setText(tr("Stopping. Nothing will be left behind."));
}

void ProgressPage::setDone()
{
    m_isDone = true;
    Q_EMIT completeChanged();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/WorkBar.h"

#include "ui/Look.h"
#include "ui/widgets/texts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int Full = 1000; // steps of the bar
constexpr int BarHeight = 10;

} // namespace

WorkBar::WorkBar(QWidget *parent)
    : QWidget(parent)
    , m_stage(makeText())
    , m_bar(new QProgressBar)
    , m_stop(makeButton(tr("Stop")))
{
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(BarHeight);
    m_bar->setAccessibleName(tr("Progress"));
    auto *column = new QVBoxLayout;
    column->setSpacing(grid::Step);
    column->addWidget(m_stage);
    column->addWidget(m_bar);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(grid::Medium);
    row->addLayout(column, 1);
    row->addWidget(m_stop, 0, Qt::AlignBottom);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        Q_EMIT stopAsked();
    });
    hide();
}

void WorkBar::begin(const QString &stage)
{
    m_stage->setText(stage);
    m_bar->setRange(0, 0); // nobody knows how much it is yet
    m_stop->setEnabled(true);
    setVisible(true);
    m_sleepGuard.emplace(stage);
}

void WorkBar::show(const Progress &progress)
{
    if (progress.total == 0)
        return m_stage->setText(progress.stage);
    m_bar->setRange(0, Full);
    m_bar->setValue(int(double(progress.done) / double(progress.total) * Full));
    m_stage->setText(tr("%1: %2 of %3", "stage, bytes")
                         .arg(progress.stage,
                              locale().formattedDataSize(qint64(progress.done)),
                              locale().formattedDataSize(qint64(progress.total))));
}

void WorkBar::end()
{
    hide();
    m_sleepGuard.reset();
}

} // namespace bootwright

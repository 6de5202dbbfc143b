// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StickProgressPage.h"

#include "ui/Look.h"
#include "ui/pages/StickOffers.h"
#include "ui/pages/StickProgressRow.h"
#include "ui/platform/TaskbarProgress.h"
#include "ui/stickText.h"
#include "ui/widgets/texts.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <numeric>

namespace bootwright {

StickProgressPage::StickProgressPage(StickChoice &choice)
    : Page(tr("Progress"),
           tr("Each stick is written, read back to be sure, and switched off. Do not unplug one "
              "before its line says so."))
    , m_count(makeHeading({}))
    , m_offers(new StickOffers(choice))
{
    auto *rows = new QWidget;
    m_column = new QVBoxLayout(rows);
    m_column->setContentsMargins({});
    m_column->setSpacing(grid::Small);
    addRow(m_count, 0);
    addRow(rows, grid::Small);
    addRow(m_offers, grid::Large);
    connect(m_offers, &StickOffers::chosen, this, &StickProgressPage::joinAsked);
}

StickProgressPage::~StickProgressPage() = default;

void StickProgressPage::begin(const std::vector<StickTarget> &targets)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_isStopping = false;
    for (const auto &target : targets)
        addStick(target);
    m_offers->begin(targets);
    m_count->setText(tr("Looking into the media"));
    m_share = 0;
    m_taskbar = std::make_unique<TaskbarProgress>(window());
}

void StickProgressPage::add(const StickTarget &target)
{
    addStick(target);
    m_offers->leaveOut(target);
    showCount();
}

void StickProgressPage::addStick(const StickTarget &target)
{
    auto *row = new StickProgressRow(shortStickText(target.drive->properties, locale()));
    m_rows.append(row);
    m_column->addWidget(row);
}

void StickProgressPage::show(int number, const StickState &state)
{
    m_rows[number]->show(state);
    if (m_isStopping)
        return;
    showCount();
    showShare();
}

//! Every stick counts alike, whatever its size.
void StickProgressPage::showShare()
{
    const auto all = std::accumulate(m_rows.begin(), m_rows.end(), 0, [](int sum, const auto *row) {
        return sum + row->share();
    });
    const auto share = all / int(m_rows.size());
    if (!m_taskbar || share <= m_share)
        return;
    m_share = share;
    m_taskbar->show(share, StickProgressRow::Full);
}

void StickProgressPage::showCount()
{
    const auto count = [this](bool (StickProgressRow::*is)() const) {
        return int(std::count_if(m_rows.begin(), m_rows.end(), std::mem_fn(is)));
    };
    QStringList parts{tr("%1 of %n stick(s) written", nullptr, int(m_rows.size()))
                          .arg(count(&StickProgressRow::isFinished))};
    if (const auto failed = count(&StickProgressRow::isFailed); failed > 0)
        parts.append(tr("%n failed", "sticks", failed));
    m_count->setText(parts.join(QStringLiteral(", ")));
}

void StickProgressPage::showStopping()
{
    m_isStopping = true;
    m_offers->end();
    m_count->setText(tr("Stopping"));
}

void StickProgressPage::end()
{
    m_taskbar.reset();
}

} // namespace bootwright

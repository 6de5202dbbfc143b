// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StickOffers.h"

#include "ui/Look.h"
#include "ui/StickChoice.h"
#include "ui/stickText.h"
#include "ui/widgets/texts.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bootwright {

StickOffers::StickOffers(StickChoice &choice)
    : m_choice(choice)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(makeHeading(tr("Also plugged in")));
    hide();
    connect(&choice, &StickChoice::changed, this, &StickOffers::update);
}

void StickOffers::begin(const std::vector<StickTarget> &targets)
{
    m_isOpen = true;
    m_known.clear();
    for (const auto &target : targets)
        m_known.push_back(target.drive->properties.identity);
    update();
}

void StickOffers::leaveOut(const StickTarget &target)
{
    m_known.push_back(target.drive->properties.identity);
    update();
}

void StickOffers::end()
{
    m_isOpen = false;
    hide();
}

void StickOffers::update()
{
    if (!m_isOpen)
        return;
    std::vector<RemovableDrive> offered;
    std::vector<DriveIdentity> identities;
    for (const auto &drive : m_choice.offered()) {
        const auto &identity = drive.properties.identity;
        if (drive.verdict.answer != DriveVerdict::Answer::Eligible
            || std::find(m_known.begin(), m_known.end(), identity) != m_known.end())
            continue;
        offered.push_back(drive);
        identities.push_back(identity);
    }
    if (m_rows && identities == m_shown)
        return; // whose button has the focus keeps it
    m_shown = identities;
    delete m_rows;
    m_rows = new QWidget;
    m_last = this;
    auto *column = new QVBoxLayout(m_rows);
    column->setContentsMargins({});
    column->setSpacing(grid::Step);
    layout()->addWidget(m_rows);
    for (const auto &drive : offered)
        addOffer(drive);
    setVisible(!offered.empty());
}

void StickOffers::addOffer(const RemovableDrive &drive)
{
    const auto name = shortStickText(drive.properties, locale());
    auto *button = makeButton(tr("Write this one, too…"), QStringLiteral("add"));
    button->setAccessibleName(tr("Write this one, too: %1").arg(name));
    auto *column = static_cast<QVBoxLayout *>(m_rows->layout());
    if (column->count() > 0)
        column->addSpacing(grid::Small);
    column->addWidget(makeText(breakable(name)));
    column->addWidget(makeHint(breakable(volumesText(drive.properties, locale()))));
    column->addWidget(button);
    setTabOrder(m_last, button); // a new one is the last one for the Tab key wherever it stands
    m_last = button;
    connect(button, &QPushButton::clicked, this, [this, drive] {
        Q_EMIT chosen({drive.properties.identity.path, drive, Unlocked::No});
    });
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/StickList.h"

#include "ui/Look.h"
#include "ui/StickChoice.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/StickRow.h"
#include "ui/widgets/texts.h"

#include <QFocusEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bootwright {

namespace {

StickRow::State stateOf(const RemovableDrive &drive, const StickChoice &choice)
{
    using Answer = DriveVerdict::Answer;
    const auto &identity = drive.properties.identity;
    if (drive.verdict.answer == Answer::Refused)
        return StickRow::State::Refused;
    if (!choice.isFree(drive))
        return StickRow::State::Locked;
    if (drive.verdict.answer == Answer::Eligible)
        return choice.isChosen(identity) ? StickRow::State::Chosen : StickRow::State::Free;
    return choice.isChosen(identity) ? StickRow::State::UnlockedAndChosen
                                     : StickRow::State::Unlocked;
}

} // namespace

StickList::StickList(StickChoice &choice)
    : m_choice(choice)
    , m_state(new Note(Note::Kind::Info))
    , m_losses(new NoteList)
    , m_all(makeButton(tr("C&hoose all sticks")))
    , m_column(new QVBoxLayout)
    , m_count(makeText())
{
    setAccessibleName(tr("Drives"));
    setFocusPolicy(Qt::ClickFocus); // no stop for the Tab key, but a place in its order
    m_column->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_state);
    column->addWidget(m_losses);
    column->addLayout(m_column);
    column->addWidget(m_count);
    column->addWidget(m_all);
    connect(m_all, &QPushButton::clicked, &m_choice, &StickChoice::chooseAll);
    connect(&m_choice, &StickChoice::changed, this, &StickList::show);
    show();
}

//! The keys go to the first drive that can be chosen.
void StickList::focusInEvent(QFocusEvent *event)
{
    if (event->reason() == Qt::MouseFocusReason)
        return;
    for (auto *row : m_rows) {
        if (auto *box = row->stops().first(); box->isEnabled())
            return box->setFocus(Qt::OtherFocusReason);
    }
}

void StickList::show()
{
    showRows();
    showNotes();
}

void StickList::showNotes()
{
    const auto &drives = m_choice.offered();
    const auto eligible = std::count_if(drives.begin(), drives.end(), [](const auto &drive) {
        return drive.verdict.answer == DriveVerdict::Answer::Eligible;
    });
    const auto chosen = int(m_choice.targets().size());
    m_state->setKind(m_choice.problem().isEmpty() ? Note::Kind::Info : Note::Kind::Problem);
    m_state->setText(m_choice.isLooking()            ? tr("Looking for drives…")
                     : !m_choice.problem().isEmpty() ? m_choice.problem()
                     : eligible == 0
                         ? tr("No stick is plugged in. Plug one in: it appears here by itself.")
                         : QString());
    m_losses->clear();
    m_losses->add(Note::Kind::Warning, m_choice.losses());
    m_all->setVisible(eligible > 1);
    m_count->setVisible(!drives.empty());
    m_count->setText(chosen == 0
                         ? tr("No drive is chosen.")
                         : tr("%n drive(s) chosen, to be erased completely.", nullptr, chosen));
}

void StickList::showRows()
{
    const auto &drives = m_choice.offered();
    for (auto *row : QList<StickRow *>(m_rows)) {
        if (std::none_of(drives.begin(), drives.end(), [row](const auto &drive) {
                return drive.properties.identity == row->identity();
            })) {
            m_rows.removeOne(row);
            delete row;
        }
    }
    for (int place = 0; place < int(drives.size()); ++place) {
        const auto &drive = drives[size_t(place)];
        auto *row = rowAt(place, drive.properties.identity);
        row->show(drive, stateOf(drive, m_choice));
    }
    orderTabs();
}

//! The row of \a drive, made or moved to where it belongs.
StickRow *StickList::rowAt(int place, const DriveIdentity &drive)
{
    for (int now = place; now < m_rows.size(); ++now) {
        if (m_rows[now]->identity() != drive)
            continue;
        if (now != place) {
            m_rows.move(now, place);
            m_column->insertWidget(place, m_rows[place]);
        }
        return m_rows[place];
    }
    auto *row = new StickRow(drive);
    m_rows.insert(place, row);
    m_column->insertWidget(place, row);
    connect(row, &StickRow::toggled, this, [this, row](bool isChosen) {
        isChosen ? m_choice.choose(row->identity()) : m_choice.drop(row->identity());
    });
    connect(row, &StickRow::unlocked, this, [this, row] { m_choice.unlock(row->identity()); });
    return row;
}

//! A new row is the last one for the Tab key wherever it stands.
void StickList::orderTabs()
{
    QWidget *before = this;
    for (auto *row : m_rows) {
        for (auto *stop : row->stops()) {
            setTabOrder(before, stop);
            before = stop;
        }
    }
    setTabOrder(before, m_all);
}

} // namespace bootwright

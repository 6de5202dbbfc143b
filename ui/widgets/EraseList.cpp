// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/EraseList.h"

#include "ui/Look.h"
#include "ui/StickChoice.h"
#include "ui/stickText.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QFocusEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace bootwright {

namespace {

constexpr int DriveIndent = 26; // under the text of the warning

bool areSame(const std::vector<StickTarget> &some, const std::vector<StickTarget> &others)
{
    return std::equal(some.begin(),
                      some.end(),
                      others.begin(),
                      others.end(),
                      [](const StickTarget &one, const StickTarget &other) {
                          return one.drive == other.drive && one.unlocked == other.unlocked;
                      });
}

} // namespace

EraseList::EraseList(StickChoice &choice)
    : m_choice(choice)
    , m_warning(new Note(Note::Kind::Warning))
    , m_losses(new NoteList)
{
    setFocusPolicy(Qt::ClickFocus); // no stop for the Tab key, but a place in its order
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_losses);
    column->addWidget(m_warning);
    connect(&choice, &StickChoice::changed, this, &EraseList::update);
    update();
}

QString EraseList::problem() const
{
    const auto *missing = firstMissing();
    return missing
               ? tr("Type \"%1\" to confirm that this drive is to be erased.").arg(missing->word)
               : QString();
}

//! The keys go to where something is to be typed.
void EraseList::focusInEvent(QFocusEvent *event)
{
    const auto *missing = firstMissing();
    if (missing && event->reason() != Qt::MouseFocusReason)
        missing->typed->setFocus(Qt::OtherFocusReason);
}

void EraseList::update()
{
    m_losses->clear();
    m_losses->add(Note::Kind::Warning, m_choice.losses());
    const auto targets = m_choice.targets();
    if (m_drives && areSame(targets, m_shown))
        return;
    m_shown = targets;
    m_confirmations.clear();
    delete m_drives;
    m_drives = new QWidget;
    auto *column = new QVBoxLayout(m_drives);
    column->setContentsMargins(DriveIndent, 0, 0, 0);
    column->setSpacing(2);
    layout()->addWidget(m_drives);
    m_warning->setText(
        targets.empty()
            ? QString()
            : tr("Everything on %n drive(s) will be erased:", nullptr, int(targets.size())));
    for (const auto &target : targets)
        addDrive(target);
    m_drives->setVisible(!targets.empty());
    Q_EMIT changed();
}

void EraseList::addDrive(const StickTarget &target)
{
    const auto &drive = target.drive->properties;
    auto *column = static_cast<QVBoxLayout *>(m_drives->layout());
    if (column->count() > 0)
        column->addSpacing(grid::Small);
    column->addWidget(makeHeading(driveName(drive)));
    column->addWidget(makeHint(breakable(stickFactsText(drive, locale()))));
    column->addWidget(makeHint(breakable(volumesText(drive, locale()))));
    if (target.unlocked == Unlocked::Yes)
        addConfirmation(target);
}

void EraseList::addConfirmation(const StickTarget &target)
{
    const auto word = wordToErase(target.drive->properties, locale());
    auto *typed = new QLineEdit;
    auto *label =
        makeLabel(tr("You have unlocked it. To erase it, type its size: %1").arg(word), typed);
    label->setContentsMargins(0, grid::Step, 0, grid::Step);
    typed->setAccessibleName(tr("Size of %1").arg(driveName(target.drive->properties)));
    m_drives->layout()->addWidget(label);
    m_drives->layout()->addWidget(typed);
    // a new field is the last one for the Tab key wherever it stands
    setTabOrder(m_confirmations.empty() ? static_cast<QWidget *>(this)
                                        : m_confirmations.back().typed,
                typed);
    m_confirmations.push_back({word, typed});
    connect(typed, &QLineEdit::textChanged, this, &EraseList::changed);
}

const EraseList::Confirmation *EraseList::firstMissing() const
{
    const auto missing =
        std::find_if(m_confirmations.begin(), m_confirmations.end(), [](const Confirmation &one) {
            return !isTyped(one.typed->text(), one.word);
        });
    return missing == m_confirmations.end() ? nullptr : &*missing;
}

} // namespace bootwright

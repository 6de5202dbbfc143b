// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/StickProgressRow.h"

#include "ui/Look.h"
#include "ui/speedText.h"
#include "ui/widgets/texts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

namespace bootwright {

namespace {

using Outcome = StickState::Outcome;
using Phase = StickState::Phase;

constexpr int RowBarHeight = 8;
constexpr std::chrono::seconds FirstSpeed(2); // before a speed means anything

} // namespace

StickProgressRow::StickProgressRow(const QString &name)
    : m_name(makeHeading(breakable(name)))
    , m_phase(makeHint(tr("Waiting. The system may ask for your permission.")))
    , m_bar(new QProgressBar)
    , m_figures(makeHint())
    , m_note(new Note(Note::Kind::Info))
{
    m_bar->setRange(0, Full);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(RowBarHeight);
    m_bar->setAccessibleName(name);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid::Small, 0, grid::Small);
    column->setSpacing(grid::Step);
    column->addWidget(m_name);
    column->addWidget(m_bar);
    column->addWidget(m_phase);
    column->addWidget(m_figures);
    column->addWidget(m_note);
    m_figures->hide();
}

void StickProgressRow::show(const StickState &state)
{
    if (state.phase != m_state.phase) {
        m_doneBefore = state.progress.done;
        m_timeBefore = state.duration;
    }
    m_state = state;
    const auto name = shortStickText(state, locale());
    m_name->setText(breakable(name));
    m_bar->setAccessibleName(name);
    m_bar->setAccessibleDescription(textOf(state.phase));
    if (hasEnded())
        return showEnd();
    m_phase->setText(textOf(state.phase));
    if (const auto &progress = state.progress; progress.total > 0)
        // the last step of the bar is the verdict's
        m_bar->setValue(
            qMax(m_bar->value(), int(double(progress.done) / double(progress.total) * (Full - 1))));
    m_figures->setText(figures());
    m_figures->setVisible(!m_figures->text().isEmpty());
    m_note->setKind(Note::Kind::Warning);
    m_note->setText(state.isSilent ? tr("Nothing has moved for a while. The drive may hang: if "
                                        "this stays, unplug it. The other sticks go on.")
                                   : QString());
}

int StickProgressRow::share() const
{
    return hasEnded() ? Full : m_bar->value();
}

void StickProgressRow::showEnd()
{
    if (isFinished())
        m_bar->setValue(Full);
    m_phase->hide();
    m_figures->hide();
    m_note->setKind(kindOf(m_state));
    m_note->setText(resultText(m_state));
}

Note::Kind StickProgressRow::kindOf(const StickState &state)
{
    switch (state.outcome) {
    case Outcome::Done:
        return state.stillOn.isEmpty() ? Note::Kind::Good : Note::Kind::Warning;
    case Outcome::Skipped:
        return Note::Kind::Warning;
    case Outcome::Different:
    case Outcome::Failed:
        return Note::Kind::Problem;
    case Outcome::None:
    case Outcome::Cancelled:
        break;
    }
    return Note::Kind::Info;
}

//! How much, how fast and how long still, as far as it can be told.
QString StickProgressRow::figures() const
{
    const auto &progress = m_state.progress;
    if (progress.total == 0 || m_state.phase == Phase::Opening)
        return {};
    const auto size = [this](quint64 bytes) { return locale().formattedDataSize(qint64(bytes)); };
    QStringList parts{tr("%1 of %2 to write and to read back", "bytes")
                          .arg(size(progress.done), size(progress.total))};
    const auto time = m_state.duration - m_timeBefore;
    if (time >= FirstSpeed && progress.done > m_doneBefore) {
        const auto speed = (progress.done - m_doneBefore) * 1000 / quint64(time.count());
        const auto left = int((progress.total - progress.done) / qMax(speed, quint64(1)));
        parts.append(tr("%1 a second", "bytes").arg(size(speed)));
        parts.append(timeLeftText(left));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace bootwright

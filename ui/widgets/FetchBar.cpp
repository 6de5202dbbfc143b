// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FetchBar.h"

#include "core/base/Control.h"
#include "ui/Look.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int Whole = 1000; // steps of the bar
constexpr int FetchBarHeight = 10;

} // namespace

FetchBar::FetchBar(const QString &barName, QWidget *parent)
    : QWidget(parent)
    , m_state(new Note(Note::Kind::Info))
    , m_bar(new QProgressBar)
    , m_button(makeButton(tr("Fetch &it now")))
{
    m_bar->setRange(0, Whole);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(FetchBarHeight);
    m_bar->setAccessibleName(barName);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Medium);
    for (auto *part : {static_cast<QWidget *>(m_state),
                       static_cast<QWidget *>(m_bar),
                       static_cast<QWidget *>(m_button)})
        column->addWidget(part);
    connect(m_button, &QPushButton::clicked, this, &FetchBar::pressed);
}

void FetchBar::set(const QString &sentence, bool isProblem, bool hasButton)
{
    m_bar->hide();
    m_button->setText(tr("Fetch &it now"));
    m_button->setVisible(hasButton);
    m_state->setKind(isProblem ? Note::Kind::Problem : Note::Kind::Info);
    m_state->setText(sentence);
    setVisible(hasButton || !sentence.isEmpty());
}

void FetchBar::offer(const QString &sentence)
{
    set(sentence, false, true);
}

void FetchBar::wait(const QString &sentence)
{
    set(sentence, false, false);
}

void FetchBar::begin()
{
    m_bar->setValue(0);
    m_bar->show();
    m_button->setText(tr("Stop fetch&ing it"));
    m_button->show();
}

bool FetchBar::isFetching() const
{
    return !m_bar->isHidden();
}

void FetchBar::show(const Progress &progress)
{
    m_state->setText(progress.stage + u'…');
    if (progress.total > 0)
        m_bar->setValue(int(double(progress.done) / double(progress.total) * Whole));
}

void FetchBar::end()
{
    set({}, false, false);
}

void FetchBar::fail(const QString &sentence, bool again)
{
    set(sentence, true, again);
}

void FetchBar::setSentence(const QString &sentence)
{
    m_state->setText(sentence);
}

} // namespace bootwright

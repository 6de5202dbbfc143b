// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Page.h"

#include "ui/Look.h"

#include <QAbstractButton>
#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace bootwright {

namespace {

constexpr int LineLength = 108;   // average characters of a line that is still easy to read
constexpr int DetailsIndent = 32; // under the text of a choice, not under its box

} // namespace

Page::Page(const QString &title, const QString &sentence)
    : m_title(title)
    , m_sentence(sentence)
    , m_scroll(new QScrollArea)
    , m_content(new QWidget)
    , m_column(new QVBoxLayout)
    , m_rows(m_column)
{
    auto *side = new QHBoxLayout(m_content); // what is left of a wide window stays empty
    side->setContentsMargins(grid::Large, 0, grid::Large, grid::Medium);
    auto *limited = new QWidget;
    limited->setObjectName(QStringLiteral("column"));
    auto *filled = new QVBoxLayout(limited);
    filled->setContentsMargins({});
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
    filled->addLayout(m_column);
    filled->addStretch();
    side->addWidget(limited, 1000);
    side->addStretch(1);
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_scroll);
    limitWidth();
}

void Page::setHeading(const QString &title, const QString &sentence)
{
    m_title = title;
    m_sentence = sentence;
    Q_EMIT headingChanged();
}

QWidget *Page::firstField() const
{
    const QWidget *widget = this;
    while ((widget = widget->nextInFocusChain()) && isAncestorOf(widget)) {
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisibleTo(this)
            && widget->isEnabledTo(this))
            return const_cast<QWidget *>(widget);
    }
    return nullptr;
}

void Page::scrollTo(QWidget *widget)
{
    m_scroll->ensureWidgetVisible(widget, 0, grid::Large);
}

void Page::scrollToTop()
{
    m_scroll->verticalScrollBar()->setValue(0);
}

void Page::addRow(QWidget *row, int space)
{
    if (m_rows != m_column || m_rows->count() > 0)
        m_rows->addSpacing(space);
    m_rows->addWidget(row);
}

QWidget *Page::beginGroup(int indent)
{
    auto *group = new QWidget;
    auto *rows = new QVBoxLayout(group);
    rows->setContentsMargins(indent, 0, 0, 0);
    rows->setSpacing(0);
    m_rows->addWidget(group);
    m_outer.append(m_rows);
    m_rows = rows;
    return group;
}

void Page::beginDetails(QAbstractButton *owner)
{
    auto *details = beginGroup(DetailsIndent);
    connect(owner, &QAbstractButton::toggled, details, &QWidget::setVisible);
    details->setVisible(owner->isChecked());
}

void Page::endGroup()
{
    m_rows = m_outer.takeLast();
}

void Page::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        limitWidth();
    QWidget::changeEvent(event);
}

void Page::limitWidth()
{
    m_content->findChild<QWidget *>(QStringLiteral("column"))
        ->setMaximumWidth(LineLength * fontMetrics().averageCharWidth());
}

} // namespace bootwright

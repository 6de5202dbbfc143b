// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Mark.h"

#include "ui/Icons.h"

#include <QPainter>

namespace bootwright {

Mark::Mark(const QString &icon, QColor Look::*colour, int size, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_colour(colour)
    , m_size(size)
{
    setFixedSize(size, size);
}

void Mark::setIcon(const QString &icon, QColor Look::*colour)
{
    m_icon = icon;
    m_colour = colour;
    update();
}

void Mark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look look(palette());
    painter.drawPixmap(0, 0, markOf(m_icon, look.*m_colour, m_size, devicePixelRatioF()));
}

} // namespace bootwright

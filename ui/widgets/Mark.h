// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Look.h"

#include <QWidget>

namespace bootwright {

//! A small icon in one of the look's colours, which follow the palette.
class Mark final : public QWidget
{
    Q_OBJECT

public:
    Mark(const QString &icon, QColor Look::*colour, int size = 18, QWidget *parent = nullptr);

    void setIcon(const QString &icon, QColor Look::*colour);
    QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QColor Look::*m_colour;
    int m_size;
};

} // namespace bootwright

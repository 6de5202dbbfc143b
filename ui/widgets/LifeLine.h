// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>

class QLabel;

namespace bootwright {

//! How long a certificate works: a line from today to its expiry, whose last 90 days are marked, and the
//! days in words.
class LifeLine final : public QWidget
{
    Q_OBJECT

public:
    explicit LifeLine(QWidget *parent = nullptr);

    void show(const QDateTime &now, const QDateTime &start, const QDateTime &expire);

private:
    class Line;
    Line *m_line;
    QLabel *m_text;
};

} // namespace bootwright

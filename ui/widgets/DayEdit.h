// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateEdit>

namespace bootwright {

//! A day, typed as 2026-11-22 or taken from a calendar.
class DayEdit final : public QDateEdit
{
    Q_OBJECT

public:
    explicit DayEdit(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace bootwright

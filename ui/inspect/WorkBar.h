// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/SleepGuard.h"

#include <QWidget>

#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace bootwright {

//! How far some work is, with a button that stops it. There only while there is work, and as long as it is
//! there the computer stays awake.
class WorkBar final : public QWidget
{
    Q_OBJECT

public:
    explicit WorkBar(QWidget *parent = nullptr);

    void begin(const QString &stage);
    void show(const Progress &progress);
    void end();

Q_SIGNALS:
    void stopAsked();

private:
    QLabel *m_stage;
    QProgressBar *m_bar;
    QPushButton *m_stop;
    std::optional<SleepGuard> m_sleepGuard;
};

} // namespace bootwright

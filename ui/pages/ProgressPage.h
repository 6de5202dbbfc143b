// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "ui/Page.h"

#include <QElapsedTimer>

#include <memory>

class QLabel;
class QPlainTextEdit;
class QProgressBar;

namespace bootwright {

class TaskbarProgress;

//! How far the build is: one bar that never goes back and is full only when all is verified.
class ProgressPage final : public Page
{
    Q_OBJECT

public:
    ProgressPage();
    ~ProgressPage() override;

    QWidget *firstField() const override { return nullptr; } // Cancel gets the keys

    //! The work has at least \a planned bytes, as far as is known.
    void begin(quint64 planned);
    void show(const Progress &progress);
    //! A line for those who want to know more.
    void addDetail(const QString &line);
    //! The build is being stopped.
    void showStopping();
    //! The build ended, however.
    void end();

private:
    QLabel *m_stage;
    QProgressBar *m_bar;
    QLabel *m_figures;
    QLabel *m_speed;
    QPlainTextEdit *m_details;
    QElapsedTimer m_clock;
    quint64 m_planned = 0;
    QString m_stageName;
    bool m_isWorking = false;
    std::unique_ptr<TaskbarProgress> m_taskbar; //!< while there is work
};

} // namespace bootwright

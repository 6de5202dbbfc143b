// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"

#include <QElapsedTimer>
#include <QWizardPage>

class QLabel;
class QProgressBar;

namespace bootwright {

//! How far the build is: one bar that never goes back and is full only when all is verified.
class ProgressPage final : public QWizardPage
{
    Q_OBJECT

public:
    ProgressPage();

    void initializePage() override;
    bool isComplete() const override { return m_isDone; }

    void show(const Progress &progress);
    //! The build is being stopped.
    void showStopping();
    //! The build ended, however.
    void setDone();

private:
    QLabel *m_stage;
    QProgressBar *m_bar;
    QLabel *m_figures;
    QElapsedTimer m_clock;
    bool m_isDone = false;
    bool m_isStopping = false;
};

} // namespace bootwright

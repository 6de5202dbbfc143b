// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/StickState.h"
#include "core/drive/StickTarget.h"
#include "ui/Page.h"

#include <memory>

class QLabel;
class QVBoxLayout;

namespace bootwright {

class StickChoice;
class StickOffers;
class StickProgressRow;
class TaskbarProgress;

//! How far each stick of a run is; one that is plugged in meanwhile may join.
class StickProgressPage final : public Page
{
    Q_OBJECT

public:
    explicit StickProgressPage(StickChoice &choice);
    ~StickProgressPage() override;

    QWidget *firstField() const override { return nullptr; } // Cancel gets the keys

    //! A run of \a targets begins, which are numbered from 0.
    void begin(const std::vector<StickTarget> &targets);
    //! One more, with the next number.
    void add(const StickTarget &target);
    void show(int number, const StickState &state);
    //! The run is being stopped.
    void showStopping();
    //! The run ended, however.
    void end();

Q_SIGNALS:
    //! The user wants \a target in the run.
    void joinAsked(const bootwright::StickTarget &target);

private:
    void addStick(const StickTarget &target);
    void showCount();
    void showShare();

    QLabel *m_count;
    QVBoxLayout *m_column;
    QList<StickProgressRow *> m_rows;
    StickOffers *m_offers;
    bool m_isStopping = false;
    int m_share = 0;                            //!< of all sticks together; never goes back
    std::unique_ptr<TaskbarProgress> m_taskbar; //!< while there is work
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/StickTarget.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace bootwright {

class StickChoice;

//! Drives that were plugged in while others are written, each with a button to write it as well. Only those
//! that need not be unlocked.
class StickOffers final : public QWidget
{
    Q_OBJECT

public:
    explicit StickOffers(StickChoice &choice);

    //! Drives of \a targets are in the run, and are offered no more.
    void begin(const std::vector<StickTarget> &targets);
    void leaveOut(const StickTarget &target);
    //! Nothing can join any more.
    void end();

Q_SIGNALS:
    void chosen(const bootwright::StickTarget &target);

private:
    void update();
    void addOffer(const RemovableDrive &drive);

    StickChoice &m_choice;
    std::vector<DriveIdentity> m_known; //!< in the run
    std::vector<DriveIdentity> m_shown;
    QWidget *m_rows = nullptr;
    QWidget *m_last = nullptr; //!< for the Tab key, while offers are added
    bool m_isOpen = false;     //!< there is a run to join
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace bootwright {

//! While it lives, the computer does not go to sleep by itself. Does not wait; where the system offers no way
//! to ask for that, nothing happens. Made and destroyed by one thread: Windows counts by threads.
class SleepGuard final
{
public:
    //! \a why is shown to users by the system.
    explicit SleepGuard(const QString &why);
    ~SleepGuard();
    SleepGuard(const SleepGuard &) = delete;
    SleepGuard &operator=(const SleepGuard &) = delete;

private:
    class Request;
    std::unique_ptr<Request> m_request;
};

} // namespace bootwright

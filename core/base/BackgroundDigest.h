// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace bootwright {

//! A running SHA-256 on a thread of its own, so that who reads or writes does not wait for it. Holds at most
//! a few of the pieces that it was given.
class BackgroundDigest
{
public:
    BackgroundDigest();
    ~BackgroundDigest();
    BackgroundDigest(const BackgroundDigest &) = delete;
    BackgroundDigest &operator=(const BackgroundDigest &) = delete;

    void add(QByteArray bytes);
    //! Empty, with the memory of a piece that was added and is done with, if there is one: pages that are new to
    //! the program cost as much as the hash.
    QByteArray spare();
    //! The raw digest of all that was added; the object starts anew.
    QByteArray finish();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_pieces;
    std::deque<QByteArray> m_spares;
    bool m_isBusy = false;
    bool m_stops = false;
    Digest m_digest{Digest::Kind::Sha256};
    std::thread m_thread;
};

} // namespace bootwright

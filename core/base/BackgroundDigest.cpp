// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/BackgroundDigest.h"

namespace bootwright {

namespace {

constexpr size_t MostPieces = 8;
//! As many as there can be when each piece is filled in what spare() gave: those that wait, one that is hashed, one
//! that is being added and one that is being filled. So none goes, and none is made anew.
constexpr size_t MostSpares = MostPieces + 3;

} // namespace

BackgroundDigest::BackgroundDigest()
    : m_thread([this] { run(); })
{}

BackgroundDigest::~BackgroundDigest()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stops = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void BackgroundDigest::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stops || !m_pieces.empty(); });
        if (m_stops)
            return;
        auto piece = std::move(m_pieces.front());
        m_pieces.pop_front();
        m_isBusy = true;
        lock.unlock();
        m_digest.add(piece);
        piece.resize(0); // which keeps the memory, unless somebody else has it too
        lock.lock();
        m_isBusy = false;
        if (m_spares.size() < MostSpares)
            m_spares.push_back(std::move(piece));
        m_changed.notify_all();
    }
}

void BackgroundDigest::add(QByteArray bytes)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_pieces.size() < MostPieces; });
    m_pieces.push_back(std::move(bytes));
    m_changed.notify_all();
}

QByteArray BackgroundDigest::spare()
{
    const std::lock_guard lock(m_mutex);
    if (m_spares.empty())
        return {};
    auto piece = std::move(m_spares.back());
    m_spares.pop_back();
    return piece;
}

QByteArray BackgroundDigest::finish()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_pieces.empty() && !m_isBusy; });
    return m_digest.finish();
}

} // namespace bootwright

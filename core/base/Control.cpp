// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Control.h"

#include <algorithm>

namespace bootwright {

Control::Control(std::stop_token stop, Report report)
    : m_stop(std::move(stop))
    , m_report(std::move(report))
{}

void Control::expect(quint64 bytes)
{
    m_progress.total += bytes;
}

void Control::enter(const QString &stage)
{
    m_progress.stage = stage;
    tell();
}

Result<void> Control::advance(quint64 bytes)
{
    if (m_stop.stop_requested())
        return cancelled();
    m_progress.done = std::min(m_progress.done + bytes, m_progress.total);
    const auto isLast = bytes > 0 && m_progress.done == m_progress.total;
    if (isLast || std::chrono::steady_clock::now() - m_lastReport >= std::chrono::milliseconds(50))
        tell();
    return {};
}

void Control::tell()
{
    m_lastReport = std::chrono::steady_clock::now();
    if (m_report)
        m_report(m_progress);
}

} // namespace bootwright

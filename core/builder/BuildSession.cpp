// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BuildSession.h"

namespace bootwright {

BuildSession::BuildSession(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<Progress>();
    qRegisterMetaType<BuildOutcome>();
}

BuildSession::~BuildSession()
{
    // before the QObject goes, so that the last signal still has a sender
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void BuildSession::start(Work work)
{
    Q_ASSERT(!m_thread.joinable());
    m_thread = std::jthread([this, work = std::move(work)](std::stop_token stop) {
        Control control(stop, [this](const Progress &progress) { Q_EMIT progressed(progress); });
        auto report = work(control);
        if (report)
            Q_EMIT finished(*report);
        else if (report.error().kind == Error::Kind::Cancelled)
            Q_EMIT finished(Cancelled{});
        else
            Q_EMIT finished(report.error());
    });
}

void BuildSession::cancel()
{
    m_thread.request_stop();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveWatch.h"

#include <chrono>

namespace bootwright {

DriveWatch::DriveWatch(QObject *parent)
    : QObject(parent)
{
    m_thread.setMaxThreadCount(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(150));
    connect(&m_delay, &QTimer::timeout, this, &DriveWatch::read);
    listen(); // before the first reading, so that nothing happens unseen between the two
    read();
}

DriveWatch::~DriveWatch()
{
    m_thread.waitForDone();
}

void DriveWatch::refresh()
{
    if (!m_delay.isActive())
        m_delay.start();
}

void DriveWatch::read()
{
    m_thread.start([this] {
        const auto drives = listDrives();
        QMetaObject::invokeMethod(
            this, [this, drives] { take(drives); }, Qt::QueuedConnection);
    });
}

void DriveWatch::take(const Result<DriveList> &drives)
{
    if (!drives) {
        Q_EMIT failed(drives.error().message);
        return;
    }
    if (m_isRead && *drives == m_list)
        return;
    m_isRead = true;
    m_list = *drives;
    Q_EMIT changed();
}

} // namespace bootwright

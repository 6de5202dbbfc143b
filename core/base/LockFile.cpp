// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/LockFile.h"

#include <QFile>
#include <QFileInfo>

#include <chrono>
#include <thread>

namespace bootwright {

namespace {

//! Nobody writes into the lock \a path: whoever makes one and lives names itself in it at once.
bool staysEmpty(const QString &path)
{
    constexpr int Looks = 20;
    for (int look = 0; look < Looks; ++look) {
        const QFileInfo file(path);
        if (!file.exists() || file.size() > 0)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

} // namespace

bool takeLock(QLockFile &lock, int patience)
{
    lock.setStaleLockTime(0); // only when its process is gone
    if (lock.tryLock(patience))
        return true;
    if (lock.error() != QLockFile::LockFailedError || !staysEmpty(lock.fileName()))
        return false;
    return QFile::remove(lock.fileName()) && lock.tryLock(0);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"
#include "core/drive/Lsblk.h"
#include "core/drive/Udisks.h"
#include "core/drive/readBlockSystem.h"

#include <QProcess>

namespace bootwright {

namespace {

constexpr int kLsblkPatience = 5'000; //!< milliseconds; a dying drive can hold it up

DeviceDescriptions askLsblk()
{
    QProcess lsblk;
    lsblk.start(QStringLiteral("lsblk"), lsblkArguments(), QIODevice::ReadOnly);
    if (!lsblk.waitForFinished(kLsblkPatience)) {
        logWarning(QStringLiteral("lsblk: %1").arg(lsblk.errorString()));
        lsblk.kill();
        lsblk.waitForFinished(kLsblkPatience);
        return {};
    }
    const auto described = parseLsblk(lsblk.readAllStandardOutput());
    if (described)
        return *described;
    logWarning(described.error().message); // the kernel's own words are enough for a list
    return {};
}

} // namespace

DescribedSystem readBlockSystem()
{
    DescribedSystem described{readKernel(), {}};
    const auto objects = Udisks().objects();
    if (objects) {
        described.system.descriptions = parseUdisks(*objects);
    } else {
        logWarning(objects.error().message + u'\n' + objects.error().detail);
        described.system.descriptions = askLsblk();
        described.obstacle = objects.error().message;
    }
    return described;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/StickTarget.h"

#include "core/drive/StandIn.h"

namespace bootwright {

Result<StickTarget> findTarget(const DriveList &list, const QString &path)
{
    if (isStandIn(path))
        return StickTarget{path, {}, Unlocked::No};
    auto drive = findDrive(list, path);
    if (!drive)
        return drive.error();
    return StickTarget{path, std::move(*drive), Unlocked::No};
}

Result<void> checkTarget(const StickTarget &target)
{
    return target.drive ? checkVerdict(*target.drive, target.unlocked) : Result<void>();
}

Result<OpenDrive> openTarget(const StickTarget &target, quint64 newSize, Control &control)
{
    if (!target.drive)
        return openStandIn(target.path, newSize);
    return openDrive(target.drive->properties.identity, target.unlocked, control);
}

Result<void> releaseTarget(const StickTarget &target, Control &control)
{
    if (!target.drive)
        return {};
    return ejectDrive(target.drive->properties.identity, control);
}

} // namespace bootwright

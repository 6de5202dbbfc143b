// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/drive/Udisks.h"
#include "core/drive/drivesOf.h"
#include "core/drive/openDrive.h"
#include "core/drive/readBlockSystem.h"

#include <QFile>
#include <QThread>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/loop.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace bootwright {

namespace {

constexpr int kPowerOffAttempts = 5;  //!< the desktop mounts what we have just written
constexpr unsigned long kPause = 500; //!< milliseconds between them

Error cannotWrite(const DriveIdentity &drive, const QString &why, const QString &detail = {})
{
    return {Error::Kind::Device,
            Tr::tr("Cannot write to \"%1\".").arg(drive.path) + u' ' + why,
            detail};
}

//! The system and the drive in it, read a moment ago.
struct Found
{
    BlockSystem system;
    RemovableDrive drive;
    std::vector<RemovableDrive> all;
    QString obstacle;

    //! What UDisks2 says of the device at \a path; empty if nothing.
    DeviceDescription described(const QString &path) const
    {
        for (const auto &device : system.devices)
            if (device.node() == path)
                if (const auto told = system.descriptions.find(device.number);
                    told != system.descriptions.end())
                    return told->second;
        return {};
    }
    DeviceDescription described() const { return described(drive.properties.identity.path); }
};

Result<Found> findAgain(const DriveIdentity &chosen)
{
    auto described = readBlockSystem();
    auto drives = drivesOf(described.system);
    for (const auto &drive : drives) {
        if (drive.properties.identity.path != chosen.path)
            continue;
        if (const auto same = checkIdentity(chosen, drive.properties.identity); !same)
            return same.error();
        return Found{std::move(described.system), drive, drives, described.obstacle};
    }
    return cannotWrite(chosen, Tr::tr("It was unplugged. Plug it in and choose it again."));
}

//! findAgain(), and the drive may be opened.
Result<Found> findAllowed(const DriveIdentity &chosen, Unlocked unlocked)
{
    auto found = findAgain(chosen);
    if (!found)
        return found;
    if (const auto allowed = checkVerdict(found->drive, unlocked); !allowed)
        return allowed.error();
    if (!found->obstacle.isEmpty() && found->drive.properties.kind != DriveKind::Loop)
        return cannotWrite(chosen, found->obstacle);
    return found;
}

//! Unmounts all volumes of the drive; UDisks2 unmounts one mount point a call.
Result<void> unmountVolumes(const Found &found, const Udisks &udisks, Control &control)
{
    for (const auto &volume : found.drive.properties.volumes) {
        const auto object = found.described(volume.path).udisksObject;
        for (const auto &point : volume.mountPoints) {
            logInfo(QStringLiteral("Unmounting %1 from %2").arg(volume.path, point));
            if (const auto unmounted = udisks.unmount(object, control); !unmounted)
                return unmounted.error().within(Tr::tr("Cannot unmount \"%1\" from \"%2\".")
                                                    .arg(volume.path, cleanLabel(point)));
        }
    }
    return {};
}

bool isMounted(const RemovableDrive &drive)
{
    return std::any_of(drive.properties.volumes.begin(),
                       drive.properties.volumes.end(),
                       [](const DriveVolume &volume) { return !volume.mountPoints.isEmpty(); });
}

//! The open file is the chosen device and nothing that stands for another one.
Result<void> checkHandle(int file, const DriveIdentity &chosen, DriveKind kind)
{
    struct stat info;
    quint64 size = 0, sequence = 0;
    loop_info64 loop = {};
    const auto other = [&](const char *what) {
        return cannotWrite(chosen,
                           Tr::tr("The system opened another drive. Choose it again."),
                           QLatin1String(what));
    };
    if (::fstat(file, &info) != 0 || !S_ISBLK(info.st_mode) || info.st_rdev != chosen.number)
        return other("device number");
    if (::ioctl(file, BLKGETSIZE64, &size) != 0 || size != chosen.size)
        return other("size");
    if (chosen.sequence != 0
        && (::ioctl(file, BLKGETDISKSEQ, &sequence) != 0 || sequence != chosen.sequence))
        return other("sequence");
    if (kind == DriveKind::Loop
        && (::ioctl(file, LOOP_GET_STATUS64, &loop) != 0 || loop.lo_rdevice != 0))
        return other("a loop device over a drive");
    return {};
}

Result<DriveHandle> openDirectly(const DriveIdentity &loop)
{
    const int file =
        ::open(QFile::encodeName(loop.path).constData(), O_RDWR | O_EXCL | O_DIRECT | O_CLOEXEC);
    if (file >= 0)
        return DriveHandle(file);
    if (errno == EBUSY)
        return udisksError({}, QStringLiteral("Device or resource busy"));
    return systemError(errno, Tr::tr("The loop device cannot be opened."));
}

Result<DriveHandle> openExclusively(const Found &found, const Udisks &udisks, Control &control)
{
    if (!found.obstacle.isEmpty()) // findAllowed() lets only loop devices come here
        return openDirectly(found.drive.properties.identity);
    const auto object = found.described().udisksObject;
    if (object.isEmpty())
        return Error{Error::Kind::Device, Tr::tr("UDisks2 does not know this drive."), {}};
    return udisks.openExclusively(object, control);
}

OpenDrive describe(DriveHandle handle, const DriveProperties &properties)
{
    OpenDrive open;
    open.handle = std::move(handle);
    open.name = properties.identity.path;
    open.vendor = properties.vendor;
    open.model = properties.model;
    open.serial = properties.identity.serial;
    open.size = properties.identity.size;
    open.logicalSectorSize = properties.logicalSectorSize;
    return open;
}

//! Other drives hang on the same plug, as the slots of a card reader do.
bool sharesItsPlug(const Found &found)
{
    const auto plug = [](const RemovableDrive &drive) {
        return drive.properties.port.section(u':', 0, 0);
    };
    const auto own = plug(found.drive);
    return std::count_if(
               found.all.begin(),
               found.all.end(),
               [&](const RemovableDrive &other) { return !own.isEmpty() && plug(other) == own; })
           > 1;
}

Result<void> switchOff(const Found &found, const Udisks &udisks, Control &control)
{
    const auto described = found.described();
    const auto canPowerOff = described.canPowerOff && !sharesItsPlug(found);
    if (described.udisksDrive.isEmpty() || (!canPowerOff && !described.isEjectable))
        return {};
    // nothing is unmounted of a drive that must not be written
    if (const auto allowed = checkVerdict(found.drive, Unlocked::Yes); !allowed)
        return allowed;
    if (const auto unmounted = unmountVolumes(found, udisks, control); !unmounted)
        return unmounted;
    return canPowerOff ? udisks.powerOff(described.udisksDrive, control)
                       : udisks.eject(described.udisksDrive, control);
}

} // namespace

Result<OpenDrive> openDrive(const DriveIdentity &chosen, Unlocked unlocked, Control &control)
{
    auto found = findAllowed(chosen, unlocked);
    if (!found)
        return found.error();
    const Udisks udisks;
    if (isMounted(found->drive)) {
        if (const auto unmounted = unmountVolumes(*found, udisks, control); !unmounted)
            return unmounted.error();
        found = findAllowed(chosen, unlocked);
        if (!found)
            return found.error();
        if (isMounted(found->drive))
            return cannotWrite(chosen, Tr::tr("It was mounted again. Close the file manager."));
    }
    auto handle = openExclusively(*found, udisks, control);
    if (const auto going = control.proceed(); !going)
        return going.error();
    if (!handle)
        return handle.error().within(Tr::tr("Cannot write to \"%1\".").arg(chosen.path));
    const auto &properties = found->drive.properties;
    if (const auto right = checkHandle(int(handle->native()), chosen, properties.kind); !right)
        return right.error();
    if (const auto still = findAllowed(chosen, unlocked); !still)
        return still.error();
    return describe(std::move(*handle), properties);
}

Result<void> ejectDrive(const DriveIdentity &written, Control &control)
{
    const Udisks udisks;
    for (int attempt = 1;; ++attempt) {
        const auto found = findAgain(written);
        if (!found)
            return {}; // unplugged: nothing is left to switch off
        const auto off = switchOff(*found, udisks, control);
        if (off)
            return {};
        if (const auto going = control.proceed(); !going)
            return going.error();
        if (attempt == kPowerOffAttempts || off.error().kind != Error::Kind::Device)
            return Error{off.error().kind, notSwitchedOff(written), off.error().detail};
        QThread::msleep(kPause);
    }
}

} // namespace bootwright

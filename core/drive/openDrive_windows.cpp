// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveControl.h"
#include "core/drive/DriveHelper.h"
#include "core/drive/openDrive.h"

#include <QThread>

#include <mutex>
// after DriveControl.h, which brings the types that they need
#include <cfgmgr32.h>
#include <setupapi.h>
#include <winioctl.h>

namespace bootwright {

namespace {

constexpr int kAttempts = 10;         //!< scanners open what was just plugged in
constexpr unsigned long kPause = 500; //!< milliseconds between them

QString cannotWrite(const DriveIdentity &drive)
{
    return Tr::tr("Cannot write to \"%1\".").arg(drive.path);
}

Result<RemovableDrive> findAllowed(const DriveIdentity &chosen, Unlocked unlocked)
{
    const auto list = listDrives();
    if (!list)
        return list.error();
    for (const auto &drive : list->drives) {
        if (drive.properties.identity.path != chosen.path)
            continue;
        if (const auto same = checkIdentity(chosen, drive.properties.identity); !same)
            return same.error();
        if (const auto allowed = checkVerdict(drive, unlocked); !allowed)
            return allowed.error();
        return drive;
    }
    return Error{Error::Kind::Device,
                 cannotWrite(chosen) + u' '
                     + Tr::tr("It was unplugged. Plug it in and choose it again."),
                 {}};
}

//! Locks and dismounts the volume \a path: from now on nobody but us uses it.
Result<DriveHandle> lockVolume(const QString &path, Control &control)
{
    const auto cannotLock = Tr::tr("Cannot lock the volume \"%1\".").arg(path);
    auto volume = openDevice(path, GENERIC_READ | GENERIC_WRITE);
    if (!isOpen(volume))
        return windowsDriveError(cannotLock, ::GetLastError());
    for (int attempt = 1; !bootwright::control(volume, FSCTL_LOCK_VOLUME); ++attempt) {
        const auto code = ::GetLastError();
        if (attempt == kAttempts) // the code is that of a missing right, but it was opened
            return windowsDriveError(cannotLock,
                                     code == ERROR_ACCESS_DENIED ? ERROR_LOCK_VIOLATION : code);
        if (const auto going = control.proceed(); !going)
            return going.error();
        QThread::msleep(kPause);
    }
    if (!bootwright::control(volume, FSCTL_DISMOUNT_VOLUME))
        return windowsDriveError(cannotLock, ::GetLastError());
    return volume;
}

Result<void> checkHandle(const DriveHandle &disk, const DriveIdentity &chosen)
{
    const auto number = diskNumber(disk);
    const auto size = diskSize(disk);
    if (number && *number == chosen.number && size && size->bytes == chosen.size)
        return {};
    return Error{Error::Kind::Device,
                 cannotWrite(chosen) + u' '
                     + Tr::tr("The system opened another drive. Choose it again."),
                 {}};
}

//! What is plugged in and holds the drive with the interface \a place; nothing if that is built in.
std::optional<DEVINST> plugOf(const QString &place)
{
    const auto list = ::SetupDiCreateDeviceInfoList(nullptr, nullptr);
    if (list == INVALID_HANDLE_VALUE)
        return {};
    SP_DEVICE_INTERFACE_DATA face = {};
    face.cbSize = sizeof(face);
    SP_DEVINFO_DATA node = {};
    node.cbSize = sizeof(node);
    // Too little room for the path, which is known: the node is filled in all the same.
    const auto isFound =
        ::SetupDiOpenDeviceInterfaceW(list, wide(place), 0, &face)
        && (::SetupDiGetDeviceInterfaceDetailW(list, &face, nullptr, 0, nullptr, &node)
            || ::GetLastError() == ERROR_INSUFFICIENT_BUFFER);
    ::SetupDiDestroyDeviceInfoList(list);
    DEVINST plug = 0;
    DWORD abilities = 0;
    ULONG size = sizeof(abilities);
    if (!isFound || ::CM_Get_Parent(&plug, node.DevInst, 0) != CR_SUCCESS
        || ::CM_Get_DevNode_Registry_PropertyW(
               plug, CM_DRP_CAPABILITIES, nullptr, &abilities, &size, 0)
               != CR_SUCCESS
        || (abilities & CM_DEVCAP_REMOVABLE) == 0)
        return {};
    return plug;
}

//! The helper, as long as a drive is open that it has opened: so the system asks once for all sticks of a run.
Result<std::shared_ptr<DriveHelper>> sharedHelper(Control &control)
{
    static std::mutex mutex;
    static std::weak_ptr<DriveHelper> shared;
    const std::scoped_lock lock(mutex);
    if (auto helper = shared.lock(); helper && helper->isThere())
        return helper;
    const auto started = DriveHelper::start(startElevated, control);
    if (started)
        shared = *started;
    return started;
}

} // namespace

Result<OpenDrive> openDrive(const DriveIdentity &chosen, Unlocked unlocked, Control &control)
{
    if (isElevated())
        return openDriveElevated(chosen, unlocked, control);
    const auto helper = sharedHelper(control);
    if (!helper)
        return helper.error().kind == Error::Kind::Cancelled
                   ? helper.error()
                   : helper.error().within(cannotWrite(chosen));
    auto drive = (*helper)->open(chosen, unlocked, control);
    if (drive)
        drive->keeper = *helper;
    return drive;
}

Result<OpenDrive>
openDriveElevated(const DriveIdentity &chosen, Unlocked unlocked, Control &control)
{
    const auto found = findAllowed(chosen, unlocked);
    if (!found)
        return found.error();
    OpenDrive open;
    for (const auto &volume : found->properties.volumes) {
        auto locked = lockVolume(volume.path, control);
        if (!locked)
            return locked.error().within(cannotWrite(chosen));
        open.volumes.push_back(std::move(*locked));
    }
    open.handle = openDevice(chosen.path,
                             GENERIC_READ | GENERIC_WRITE,
                             FILE_FLAG_NO_BUFFERING | FILE_FLAG_WRITE_THROUGH);
    if (!isOpen(open.handle))
        return windowsDriveError(cannotWrite(chosen), ::GetLastError());
    if (const auto right = checkHandle(open.handle, chosen); !right)
        return right.error();
    if (const auto still = findAllowed(chosen, unlocked); !still)
        return still.error();
    open.name = chosen.path;
    open.vendor = found->properties.vendor;
    open.model = found->properties.model;
    open.serial = chosen.serial;
    open.size = chosen.size;
    open.logicalSectorSize = found->properties.logicalSectorSize;
    return open;
}

Result<void> ejectDrive(const DriveIdentity &written, Control &control)
{
    const auto plug = plugOf(written.place);
    if (!plug)
        return {}; // unplugged, or built in: nothing is to be switched off
    for (int attempt = 1;; ++attempt) {
        PNP_VETO_TYPE veto = PNP_VetoTypeUnknown;
        wchar_t who[MAX_PATH + 1] = {};
        if (::CM_Request_Device_EjectW(*plug, &veto, who, MAX_PATH, 0) == CR_SUCCESS
            && veto == PNP_VetoTypeUnknown)
            return {};
        if (attempt == kAttempts)
            return Error{
                Error::Kind::Device,
                notSwitchedOff(written),
                QStringLiteral("veto %1 by %2").arg(veto).arg(QString::fromWCharArray(who))};
        if (const auto going = control.proceed(); !going)
            return going.error();
        QThread::msleep(kPause);
    }
}

} // namespace bootwright

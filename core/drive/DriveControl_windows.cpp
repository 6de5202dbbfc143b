// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveControl.h"

#include <winioctl.h>

namespace bootwright {

namespace {

constexpr qsizetype kMostExtents = 64 * 1024; //!< bytes; a striped volume has a few

} // namespace

DriveHandle openDevice(const QString &path, DWORD access, DWORD flags)
{
    return DriveHandle(qintptr(::CreateFileW(wide(path),
                                             access,
                                             FILE_SHARE_READ | FILE_SHARE_WRITE,
                                             nullptr,
                                             OPEN_EXISTING,
                                             flags,
                                             nullptr)));
}

bool control(const DriveHandle &device, DWORD code)
{
    DWORD size = 0;
    return ::DeviceIoControl(native(device), code, nullptr, 0, nullptr, 0, &size, nullptr);
}

std::optional<QByteArray>
ask(const DriveHandle &device, DWORD code, const void *input, DWORD inputSize, qsizetype most)
{
    for (qsizetype room = 1024; room <= most; room *= 4) {
        QByteArray answer(room, '\0');
        DWORD size = 0;
        if (::DeviceIoControl(native(device),
                              code,
                              const_cast<void *>(input),
                              inputSize,
                              answer.data(),
                              DWORD(room),
                              &size,
                              nullptr))
            return answer.first(size);
        if (::GetLastError() != ERROR_MORE_DATA && ::GetLastError() != ERROR_INSUFFICIENT_BUFFER)
            return {};
    }
    return {};
}

std::optional<DiskSize> diskSize(const DriveHandle &disk)
{
    // with room for what follows the geometry, else the call fails
    const auto answer = ask(disk, IOCTL_DISK_GET_DRIVE_GEOMETRY_EX, nullptr, 0, 64 * 1024);
    if (!answer || answer->size() < qsizetype(offsetof(DISK_GEOMETRY_EX, Data)))
        return {};
    DISK_GEOMETRY_EX geometry = {};
    memcpy(&geometry, answer->constData(), offsetof(DISK_GEOMETRY_EX, Data));
    return DiskSize{quint64(geometry.DiskSize.QuadPart), geometry.Geometry.BytesPerSector};
}

std::optional<DWORD> diskNumber(const DriveHandle &device)
{
    const auto number = ask<STORAGE_DEVICE_NUMBER>(device, IOCTL_STORAGE_GET_DEVICE_NUMBER);
    if (!number || number->DeviceType != FILE_DEVICE_DISK)
        return {};
    return number->DeviceNumber;
}

std::vector<DWORD> disksOf(const DriveHandle &volume)
{
    std::vector<DWORD> disks;
    const auto answer = ask(volume, IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS, nullptr, 0, kMostExtents);
    constexpr auto kHead = qsizetype(offsetof(VOLUME_DISK_EXTENTS, Extents));
    if (!answer || answer->size() < kHead)
        return disks;
    for (auto at = kHead; at + qsizetype(sizeof(DISK_EXTENT)) <= answer->size();
         at += qsizetype(sizeof(DISK_EXTENT))) {
        DISK_EXTENT extent;
        memcpy(&extent, answer->constData() + at, sizeof(extent));
        disks.push_back(extent.DiskNumber);
    }
    return disks;
}

Error windowsDriveError(const QString &what, DWORD code)
{
    const auto because = [&](Error::Kind kind, const QString &why) {
        return Error{kind, what + u' ' + why, QStringLiteral("Windows error %1").arg(code)};
    };
    switch (code) {
    case ERROR_ACCESS_DENIED:
        return because(Error::Kind::AccessDenied,
                       Tr::tr("Windows lets only administrators write to drives, and another "
                              "program may be using it. Run as administrator."));
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
        return because(Error::Kind::Device,
                       Tr::tr("Another program uses it. Close the programs that have files of it "
                              "open, and start again."));
    default:
        return because(Error::Kind::Device,
                       Tr::tr("The system reports an error. Unplug the drive, plug it in and try "
                              "again."));
    }
}

} // namespace bootwright

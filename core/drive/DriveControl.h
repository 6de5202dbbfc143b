// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/drive/DriveHandle.h"

#include <QByteArray>

#include <optional>
#include <windows.h>

namespace bootwright {

//! Windows' device I/O control, for disks and volumes. Failures leave the code in GetLastError().

inline const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

inline HANDLE native(const DriveHandle &handle)
{
    return reinterpret_cast<HANDLE>(handle.native());
}

inline bool isOpen(const DriveHandle &handle)
{
    return handle.native() != DriveHandle::kNone;
}

//! Opens the disk or volume \a path, shared with everybody. \a access 0 may only be asked questions, and
//! needs no rights.
DriveHandle openDevice(const QString &path, DWORD access, DWORD flags = 0);

//! Does \a code without input and output.
bool control(const DriveHandle &device, DWORD code);

//! The answer to \a code, which has the size that it needs, up to \a most bytes; nothing on failure.
std::optional<QByteArray>
ask(const DriveHandle &device, DWORD code, const void *input, DWORD inputSize, qsizetype most);

//! The answer to \a code as a T.
template<typename T>
std::optional<T> ask(const DriveHandle &device, DWORD code)
{
    T answer = {};
    DWORD size = 0;
    if (!::DeviceIoControl(
            native(device), code, nullptr, 0, &answer, sizeof(answer), &size, nullptr))
        return {};
    return answer;
}

//! Bytes and bytes a sector of an open disk; nothing without a medium.
struct DiskSize
{
    quint64 bytes = 0;
    quint32 sector = 512;
};
std::optional<DiskSize> diskSize(const DriveHandle &disk);

//! The N of \\.\PhysicalDriveN; nothing if \a device is no disk.
std::optional<DWORD> diskNumber(const DriveHandle &device);

//! The numbers of all disks that the volume lies on.
std::vector<DWORD> disksOf(const DriveHandle &volume);

//! The failed call's code as an error: AccessDenied, Device. \a what: what could not be done.
Error windowsDriveError(const QString &what, DWORD code);

} // namespace bootwright

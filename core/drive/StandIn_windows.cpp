// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/StandIn.h"

#include <QDir>
#include <QFileInfo>

#include <windows.h>

namespace bootwright {

namespace {

Error failed(const QString &path)
{
    const auto code = ::GetLastError();
    const auto what = Tr::tr("Cannot write \"%1\".").arg(path);
    const auto detail = QStringLiteral("Windows error %1").arg(quint32(code));
    if (code == ERROR_SHARING_VIOLATION)
        return {Error::Kind::Device,
                what + u' ' + Tr::tr("It is in use by another program. Close what uses it."),
                detail};
    if (code == ERROR_ACCESS_DENIED)
        return {Error::Kind::AccessDenied, what + u' ' + Tr::tr("Access is denied."), detail};
    if (code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND)
        return {Error::Kind::NotFound, what + u' ' + Tr::tr("It does not exist."), detail};
    if (code == ERROR_DISK_FULL)
        return {Error::Kind::NoSpace, what + u' ' + Tr::tr("The disk is full."), detail};
    return {Error::Kind::Device, what + u' ' + Tr::tr("The system reports an error."), detail};
}

bool isDevicePath(const QString &path)
{
    return path.startsWith(QStringLiteral("\\\\.\\")) || path.startsWith(QStringLiteral("//./"))
           || (path.size() == 2 && path.endsWith(u':'));
}

} // namespace

bool isStandIn(const QString &path)
{
    const QFileInfo info(path);
    return !isDevicePath(path) && (info.isFile() || !info.exists());
}

Result<OpenDrive> openStandIn(const QString &path, quint64 newSize)
{
    if (!isStandIn(path))
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot write \"%1\". It is no image file.").arg(path),
                     {}};
    OpenDrive drive;
    drive.name = path;
    drive.isNewFile = !QFileInfo::exists(path);
    const auto native = QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath()).toStdWString();
    drive.handle = DriveHandle(
        reinterpret_cast<qintptr>(::CreateFileW(native.c_str(),
                                                GENERIC_READ | GENERIC_WRITE,
                                                0, // for us alone
                                                nullptr,
                                                drive.isNewFile ? CREATE_NEW : OPEN_EXISTING,
                                                FILE_FLAG_NO_BUFFERING | FILE_FLAG_WRITE_THROUGH,
                                                nullptr)));
    const auto file = reinterpret_cast<HANDLE>(drive.handle.native());
    if (file == INVALID_HANDLE_VALUE)
        return failed(path);
    LARGE_INTEGER size;
    if (!::GetFileSizeEx(file, &size))
        return failed(path);
    if (size.QuadPart == 0) {
        size.QuadPart = LONGLONG(newSize);
        if (!::SetFilePointerEx(file, size, nullptr, FILE_BEGIN) || !::SetEndOfFile(file))
            return failed(path);
    }
    drive.size = quint64(size.QuadPart) / 512 * 512;
    return drive;
}

} // namespace bootwright

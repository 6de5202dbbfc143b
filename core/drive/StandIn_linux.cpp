// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/StandIn.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bootwright {

namespace {

Error failed(int code, const QString &path)
{
    const auto what = Tr::tr("Cannot write \"%1\".").arg(path);
    if (code == EBUSY || code == EWOULDBLOCK)
        return {Error::Kind::Device,
                what + u' ' + Tr::tr("It is in use by another program. Close what uses it."),
                {}};
    return systemError(code, what);
}

Error notStandIn(const QString &path)
{
    return {Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". It is no image file.").arg(path),
            {}};
}

Result<OpenDrive> openFile(const QString &path, bool isNew, quint64 newSize)
{
    OpenDrive drive;
    const int flags = O_RDWR | O_CLOEXEC | (isNew ? O_CREAT | O_EXCL : 0);
    drive.handle = DriveHandle(::open(QFile::encodeName(path).constData(), flags, 0666));
    const auto file = int(drive.handle.native());
    if (file < 0)
        return failed(errno, path);
    struct stat info;
    if (::flock(file, LOCK_EX | LOCK_NB) != 0 || ::fstat(file, &info) != 0)
        return failed(errno, path);
    if (!S_ISREG(info.st_mode)) // exchanged since we looked
        return notStandIn(path);
    if (info.st_size == 0 && ::ftruncate(file, off_t(newSize)) != 0) {
        const auto error = failed(errno, path);
        if (isNew)
            QFile::remove(path);
        return error;
    }
    drive.name = path;
    drive.size = (info.st_size == 0 ? newSize : quint64(info.st_size)) / 512 * 512;
    drive.isNewFile = isNew;
    return drive;
}

} // namespace

bool isStandIn(const QString &path)
{
    struct stat info;
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return errno == ENOENT;
    return S_ISREG(info.st_mode);
}

Result<OpenDrive> openStandIn(const QString &path, quint64 newSize)
{
    struct stat info;
    const auto isThere = ::stat(QFile::encodeName(path).constData(), &info) == 0;
    if (!isThere && errno != ENOENT)
        return failed(errno, path);
    if (!isThere || S_ISREG(info.st_mode))
        return openFile(path, !isThere, newSize);
    return notStandIn(path);
}

} // namespace bootwright

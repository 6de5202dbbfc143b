// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/drivesOf.h"
#include "core/drive/readBlockSystem.h"

#include <QFile>

#include <cerrno>
#include <sys/stat.h>

namespace bootwright {

namespace {

//! The drive that the device \a number is a part of.
const RemovableDrive *wholeOf(const DriveList &list, const BlockSystem &kernel, quint64 number)
{
    for (const auto &device : kernel.devices)
        if (device.number == number && device.isPartition)
            for (const auto &drive : list.drives)
                if (drive.properties.identity.path == QStringLiteral("/dev/") + device.diskName())
                    return &drive;
    return nullptr;
}

} // namespace

Result<DriveList> listDrives()
{
    const auto described = readBlockSystem();
    return DriveList{drivesOf(described.system), described.obstacle};
}

Result<RemovableDrive> findDrive(const DriveList &list, const QString &path)
{
    struct stat info;
    const auto cannotFind = Tr::tr("Cannot find the drive \"%1\".").arg(path);
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return systemError(errno, cannotFind);
    if (!S_ISBLK(info.st_mode))
        return Error{Error::Kind::InvalidInput,
                     cannotFind + u' '
                         + Tr::tr("It is no drive. \"bootwright-cli drives\" lists the drives."),
                     {}};
    for (const auto &drive : list.drives)
        if (drive.properties.identity.number == info.st_rdev)
            return drive;
    if (const auto *whole = wholeOf(list, readKernel(), info.st_rdev))
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot write to \"%1\". It is a part of the drive %2. Name the whole "
                            "drive.")
                         .arg(path, whole->properties.identity.path),
                     {}};
    return Error{
        Error::Kind::NotFound, cannotFind + u' ' + Tr::tr("Nothing is connected there."), {}};
}

} // namespace bootwright

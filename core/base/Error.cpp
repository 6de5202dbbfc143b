// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"

#include "core/base/Tr.h"

#include <cerrno>
#include <cstring>

namespace bootwright {

Error Error::within(const QString &context) const
{
    return {kind, context + QLatin1Char(' ') + message, detail};
}

QString kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::InvalidInput:
        return QStringLiteral("InvalidInput");
    case Error::Kind::NotFound:
        return QStringLiteral("NotFound");
    case Error::Kind::AccessDenied:
        return QStringLiteral("AccessDenied");
    case Error::Kind::Corrupt:
        return QStringLiteral("Corrupt");
    case Error::Kind::WrongPassword:
        return QStringLiteral("WrongPassword");
    case Error::Kind::NoSpace:
        return QStringLiteral("NoSpace");
    case Error::Kind::Device:
        return QStringLiteral("Device");
    case Error::Kind::Network:
        return QStringLiteral("Network");
    case Error::Kind::Unsupported:
        return QStringLiteral("Unsupported");
    case Error::Kind::Cancelled:
        return QStringLiteral("Cancelled");
    }
    return {};
}

Error cancelled()
{
    return {Error::Kind::Cancelled, Tr::tr("Cancelled."), {}};
}

Error systemError(int code, const QString &what)
{
    const auto detail =
        QStringLiteral("errno %1: %2").arg(code).arg(QString::fromLocal8Bit(std::strerror(code)));
    const auto because = [&](Error::Kind kind, const QString &why) {
        return Error{kind, what + QLatin1Char(' ') + why, detail};
    };
    switch (code) {
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
        return because(Error::Kind::NoSpace, Tr::tr("The disk is full."));
    case EFBIG:
        return because(Error::Kind::NoSpace,
                       Tr::tr("The file system does not take a file of this size."));
    case EACCES:
    case EPERM:
        return because(Error::Kind::AccessDenied, Tr::tr("Access is denied."));
    case EROFS:
        return because(Error::Kind::AccessDenied, Tr::tr("The disk is read-only."));
    case ENOENT:
    case ENOTDIR:
        return because(Error::Kind::NotFound, Tr::tr("It does not exist."));
    case EISDIR:
        return because(Error::Kind::InvalidInput, Tr::tr("It is a folder."));
    default:
        return because(Error::Kind::Device, Tr::tr("The system reports an error."));
    }
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/image/syncVolume.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace bootwright {

Result<void> syncVolume(const QString &folder)
{
    const auto what = Tr::tr("Cannot write \"%1\".").arg(folder);
    const int handle =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return systemError(errno, what);
    const auto failed = ::syncfs(handle) != 0 ? errno : 0;
    ::close(handle);
    return failed ? systemError(failed, what) : Result<void>();
}

} // namespace bootwright

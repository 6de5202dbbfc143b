// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/builder/FolderRenewal.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace bootwright {

Result<void> flushFolders(const QStringList &folders)
{
    for (const auto &folder : folders) {
        const int handle =
            ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        // Some network file systems cannot; the names are there all the same.
        const auto failed = handle < 0 || (::fsync(handle) != 0 && errno != EINVAL);
        const int code = errno;
        if (handle >= 0)
            ::close(handle);
        if (failed)
            return systemError(code, Tr::tr("Cannot write \"%1\".").arg(folder));
    }
    return {};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/share/Share.h"

#include <QFileInfo>

namespace bootwright {

bool isSharePath(const QString &path)
{
    if (path.startsWith(QLatin1String("smb://"), Qt::CaseInsensitive)
        || path.startsWith(QLatin1String("\\\\")))
        return true;
    if (!path.startsWith(QLatin1String("//")) || path.startsWith(QLatin1String("///")))
        return false;
    const auto server = path.section(u'/', 2, 2);
    // "//tmp/x" is a path of this computer that was put together with one slash too many.
    return !server.isEmpty() && !QFileInfo::exists(u'/' + server);
}

bool needsShareClient(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path)
    return false;
#else
    return isSharePath(path);
#endif
}

} // namespace bootwright

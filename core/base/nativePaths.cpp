// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nativePaths.h"

#include <QDir>

namespace bootwright {

namespace {

bool isSlash(QChar c)
{
    return c == u'/' || c == u'\\';
}

//! "C:/…" or "//server/…"
bool isAbsolute(QStringView quoted)
{
    if (quoted.size() < 3)
        return false;
    return quoted.startsWith(u"//")
           || (quoted[0].isLetter() && quoted[1] == u':' && isSlash(quoted[2]));
}

} // namespace

QString nativePaths(QString text)
{
    if (QDir::separator() == u'/')
        return text;
    for (auto begin = text.indexOf(u'"') + 1; begin > 0; begin = text.indexOf(u'"', begin) + 1) {
        const auto end = text.indexOf(u'"', begin);
        const auto quoted = QStringView(text).mid(begin, end < 0 ? -1 : end - begin);
        if (isAbsolute(quoted))
            text.replace(begin, quoted.size(), QDir::toNativeSeparators(quoted.toString()));
    }
    return text;
}

} // namespace bootwright

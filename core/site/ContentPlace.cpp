// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ContentPlace.h"

#include "core/tree/FileTree.h"

#include <QRegularExpression>

namespace bootwright {

bool isInnerPath(const QString &path)
{
    const auto names = path.split(u'/');
    return std::all_of(names.begin(), names.end(), [](const QString &name) {
        return whyNotWindowsName(name).isEmpty();
    });
}

ContentFile parseContentIni(const QString &path, const QByteArray &ini)
{
    static const QRegularExpression hash(
        QStringLiteral("^\\s*Hash[^=\\n]*=\\s*([0-9A-Fa-f]{64})\\s*$"),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression size(QStringLiteral("^\\s*Size\\s*=\\s*([0-9]{1,18})\\s*$"),
                                         QRegularExpression::MultilineOption
                                             | QRegularExpression::CaseInsensitiveOption);
    const auto text = QString::fromLatin1(ini);
    ContentFile file;
    file.path = path;
    file.size = size.match(text).captured(1).toULongLong();
    file.sha256 = QByteArray::fromHex(hash.match(text).captured(1).toLatin1());
    return file;
}

} // namespace bootwright

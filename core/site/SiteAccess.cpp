// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/SiteAccess.h"

namespace bootwright {

QString fingerprintText(const QByteArray &sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

QByteArray fingerprintFromText(const QString &text)
{
    auto digits = text.toLatin1();
    digits.replace(':', "").replace(' ', "");
    const auto bytes = QByteArray::fromHex(digits);
    return bytes.size() == 32 && bytes.toHex() == digits.toLower() ? bytes : QByteArray();
}

SiteAccess SiteAccess::clone() const
{
    return {.user = user,
            .password = password.clone(),
            .allowNtlm = allowNtlm,
            .trusted = trusted,
            .consent = consent,
            .contentFolder = contentFolder,
            .contentLimit = contentLimit};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EnglishPlurals.h"

namespace bootwright {

QString EnglishPlurals::translate(const char *context,
                                  const char *sourceText,
                                  const char *disambiguation,
                                  int n) const
{
    Q_UNUSED(context)
    Q_UNUSED(disambiguation)
    if (n < 0)
        return {}; // no plural: the source text is right
    return QString::fromUtf8(sourceText)
        .replace(QLatin1String("(s)"), n == 1 ? QLatin1String("") : QLatin1String("s"));
}

} // namespace bootwright

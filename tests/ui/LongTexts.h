// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace bootwright {

//! A language that does not exist: every text is a third longer, as German ones are, with long words and
//! letters with marks on them.
class LongTexts final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *sourceText, const char *, int) const override
    {
        auto text = QString::fromUtf8(sourceText);
        if (text.startsWith(QLatin1String("*.")) || text.contains(QLatin1String("(*")))
            return text; // a filter of file names
        const auto letters = text.size();
        text.replace(u'a', u'ä').replace(u'o', u'ö').replace(u'u', u'ü');
        for (qsizetype more = letters / 3; more > 0; more -= 18)
            text += QStringLiteral(" Überlängenwörterung").left(more < 18 ? int(more) + 1 : 19);
        return text;
    }
};

} // namespace bootwright

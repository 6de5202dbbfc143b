// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/MediaLabel.h"

#include "core/base/Tr.h"

namespace bootwright {

namespace {

constexpr qsizetype DiscLength = 32;
constexpr qsizetype FatLength = 11;
constexpr QStringView UnattendedMark = u"UNATTENDED";

bool isMarked(const QString &label)
{
    return label.contains(UnattendedMark, Qt::CaseInsensitive);
}

} // namespace

QString markedLabel(const QString &label, bool isUnattended)
{
    if (!isUnattended || isMarked(label.left(DiscLength)))
        return label;
    const auto room = DiscLength - UnattendedMark.size() - 1;
    return label.left(room).trimmed() + u' ' + UnattendedMark.toString();
}

QString isoLabel(const QString &markedLabel)
{
    return markedLabel.left(DiscLength).trimmed();
}

QString fatLabel(const QString &markedLabel)
{
    if (isMarked(markedLabel))
        return UnattendedMark.toString();
    QString label;
    for (const QChar c : markedLabel.left(FatLength).toUpper()) {
        const bool allowed = c.unicode() >= 0x20 && c.unicode() < 0x7F
                             && !QStringView(u"\"*+,./:;<=>?[\\]|").contains(c);
        label.append(allowed ? c : QChar(u'_'));
    }
    return label.left(FatLength).trimmed();
}

QString whyNotLabel(const QString &label)
{
    if (label.trimmed().isEmpty())
        return Tr::tr("The media label is empty. Type a name by which people know the media.");
    for (const QChar c : label) {
        if (c.category() == QChar::Other_Control)
            return Tr::tr(
                "The media label has a control character. Use letters, digits and spaces.");
    }
    if (label.size() > DiscLength)
        return Tr::tr("The media label \"%1\" has %2 characters. At most %3 fit on a disc.")
            .arg(label, QString::number(label.size()), QString::number(DiscLength));
    return {};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/MediaFiles.h"

#include "core/base/Bytes.h"

#include <QStringList>

#include <algorithm>

namespace bootwright {

namespace {

//! \a text without what would end its line.
QString oneLine(QString text)
{
    std::replace_if(
        text.begin(),
        text.end(),
        [](QChar c) {
            return c.category() == QChar::Other_Control || c == QChar::LineSeparator
                   || c == QChar::ParagraphSeparator;
        },
        u' ');
    return text;
}

QString entry(const QString &key, const QString &value)
{
    return key + u'=' + oneLine(value);
}

QByteArray fileOf(const QStringList &lines)
{
    const auto text = lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n");
    const auto isAscii =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    return isAscii ? text.toLatin1() : utf16le(QChar(QChar::ByteOrderMark) + text);
}

QString yesOrNo(bool yes)
{
    return yes ? QStringLiteral("true") : QStringLiteral("false");
}

} // namespace

QByteArray tsmBootstrapIni(PasswordPrompt password, Attendance attendance)
{
    return fileOf(
        {QStringLiteral("[MediaInfo]"),
         entry(QStringLiteral("MediaType"), QStringLiteral("BootMedia")),
         entry(QStringLiteral("PasswordRequired"), yesOrNo(password == PasswordPrompt::Required)),
         entry(QStringLiteral("Unattended"), yesOrNo(attendance == Attendance::Unattended))});
}

QByteArray mediaLabelTxt(const QString &label)
{
    return fileOf({entry(QStringLiteral("label"), label)});
}

QByteArray autorunInf(const QString &label, const QString &open)
{
    QStringList lines{QStringLiteral("[autorun]"), entry(QStringLiteral("label"), label)};
    if (!open.isEmpty())
        lines.append(entry(QStringLiteral("open"), open));
    return fileOf(lines);
}

QByteArray tsConfigIni(const QString &prestartCommand)
{
    return fileOf({QStringLiteral("[CustomHook]"),
                   entry(QStringLiteral("CommandLine"), prestartCommand),
                   entry(QStringLiteral("Source"), QStringLiteral("SMS10000"))});
}

} // namespace bootwright

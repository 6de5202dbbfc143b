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

bool isAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

QByteArray fileOf(const QStringList &lines)
{
    const auto text = lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n");
    return isAscii(text) ? text.toLatin1() : utf16le(QChar(QChar::ByteOrderMark) + text);
}

const QByteArrayView utf16Mark("\xFF\xFE");

//! Every byte of a file in a code page is one character here, so that it can be written back.
QString decodedUtf16(QByteArrayView file)
{
    return file.startsWith(utf16Mark) ? fromUtf16le(file.sliced(utf16Mark.size()))
                                      : QString::fromLatin1(file);
}

//! Where \a line has its value, if it is the one of \a key; else -1.
qsizetype valuePlace(QStringView line, QStringView key)
{
    const auto at = line.indexOf(u'=');
    return at > 0 && line.first(at).trimmed().compare(key, Qt::CaseInsensitive) == 0 ? at + 1 : -1;
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

QString iniFileValue(QByteArrayView file, QStringView key)
{
    const auto text = file.startsWith(utf16Mark) ? decodedUtf16(file) : QString::fromUtf8(file);
    for (const auto line : QStringView(text).split(u'\n')) {
        if (const auto at = valuePlace(line, key); at >= 0)
            return line.sliced(at).trimmed().toString();
    }
    return {};
}

QByteArray withIniFileValue(QByteArrayView file, const QString &key, const QString &value)
{
    auto lines = decodedUtf16(file).split(u'\n');
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const QString &line) {
        return valuePlace(line, key) >= 0;
    });
    if (found != lines.end()) {
        const auto end = found->endsWith(u'\r') ? QStringLiteral("\r") : QString();
        *found = found->first(valuePlace(*found, key)) + oneLine(value) + end;
    } else {
        lines.insert(1, entry(key, value) + u'\r');
    }
    const auto text = lines.join(u'\n');
    if (!file.startsWith(utf16Mark) && isAscii(value))
        return text.toLatin1();
    return utf16Mark.toByteArray() + utf16le(text);
}

} // namespace bootwright

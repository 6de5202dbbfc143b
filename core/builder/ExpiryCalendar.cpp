// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ExpiryCalendar.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/builder/MediaReportText.h"

// RFC 5545: lines of "NAME:value" that end with CR LF and are folded after 75 bytes of UTF-8 at most; in
// texts backslash, comma, semicolon and line break are escaped (3.1, 3.3.11). An event that lasts a day has
// a DTSTART of the type DATE (3.6.1). UID is the same for the same event (3.8.4.7).

namespace bootwright {

namespace {

constexpr qsizetype longestLine = 75;

//! \a line, folded: the next part begins with a blank.
QByteArray folded(const QString &line)
{
    QByteArray bytes;
    qsizetype used = 0;
    for (const auto &letter : QStringView(line).toUcs4()) {
        const auto utf8 =
            QString::fromUcs4(reinterpret_cast<const char32_t *>(&letter), 1).toUtf8();
        if (used + utf8.size() > longestLine) {
            bytes += "\r\n ";
            used = 1;
        }
        bytes += utf8;
        used += utf8.size();
    }
    return bytes + "\r\n";
}

QString escaped(QString text)
{
    text.replace(u'\\', QStringLiteral("\\\\"));
    text.replace(u',', QStringLiteral("\\,"));
    text.replace(u';', QStringLiteral("\\;"));
    return text;
}

QString dateText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyyMMdd");
}

//! One for each identity; media without one are known by their label.
QString uidOf(const MediaReport &report)
{
    const auto *stored = report.variables.find(u"_SMSMediaGuid");
    const auto guid = stored            ? stored->value.text()
                      : report.manifest ? report.manifest->mediaGuid
                                        : report.mediaLabel;
    return QString::fromLatin1(sha256(guid.toUpper().toUtf8()).toHex().first(32))
           + QStringLiteral("@bootwright");
}

QByteArray alarm(int days, const QString &text)
{
    return folded(QStringLiteral("BEGIN:VALARM")) + folded(QStringLiteral("ACTION:DISPLAY"))
           + folded(QStringLiteral("DESCRIPTION:") + text)
           + folded(QStringLiteral("TRIGGER:-P%1D").arg(days))
           + folded(QStringLiteral("END:VALARM"));
}

} // namespace

Result<QByteArray> expiryCalendar(const MediaReport &report, const QDateTime &now)
{
    const auto expires = report.expires();
    if (!expires)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot tell when the media \"%1\" expire. Their certificate is not "
                            "readable here. Give the media password with --password-file.")
                         .arg(report.path),
                     {}};
    const auto label =
        oneLine(report.mediaLabel.isEmpty() ? report.volumeLabel : report.mediaLabel);
    const auto title = escaped(Tr::tr("Boot media \"%1\" expire").arg(label));
    const auto text =
        escaped(Tr::tr("The certificate of the boot media ends on %1. Renew the media before, or "
                       "make them again; computers that start from them then stop with 0x80004005.")
                    .arg(expires->toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'")));
    QByteArray file;
    for (const auto &line :
         {QStringLiteral("BEGIN:VCALENDAR"),
          QStringLiteral("VERSION:2.0"),
          QStringLiteral("PRODID:-//Bootwright//Boot media//EN"),
          QStringLiteral("BEGIN:VEVENT"),
          QStringLiteral("UID:") + uidOf(report),
          QStringLiteral("DTSTAMP:") + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"),
          QStringLiteral("DTSTART;VALUE=DATE:") + dateText(*expires),
          QStringLiteral("DTEND;VALUE=DATE:") + dateText(expires->addDays(1)),
          QStringLiteral("TRANSP:TRANSPARENT"),
          QStringLiteral("SUMMARY:") + title,
          QStringLiteral("DESCRIPTION:") + text})
        file += folded(line);
    return file + alarm(30, title) + alarm(7, title) + folded(QStringLiteral("END:VEVENT"))
           + folded(QStringLiteral("END:VCALENDAR"));
}

} // namespace bootwright

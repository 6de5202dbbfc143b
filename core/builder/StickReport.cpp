// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickReport.h"

#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QDir>
#include <QLocale>
#include <QSaveFile>

namespace bootwright {

namespace {

bool isHtml(const QString &path)
{
    return path.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive)
           || path.endsWith(QStringLiteral(".htm"), Qt::CaseInsensitive);
}

//! Bytes a second over the whole run of a stick, or 0.
quint64 speedOf(const StickState &stick)
{
    const auto milliseconds = quint64(stick.duration.count());
    return milliseconds ? stick.progress.done * 1000 / milliseconds : 0;
}

QString csvField(QString text)
{
    if (!text.isEmpty() && QStringView(u"=+-@\t\r").contains(text[0]))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString csvLine(const QStringList &fields)
{
    QStringList quoted;
    for (const auto &field : fields)
        quoted.append(csvField(field));
    return quoted.join(u',') + QStringLiteral("\r\n");
}

QString cells(const char *kind, const QStringList &texts)
{
    QString row;
    for (const auto &text : texts)
        row += QStringLiteral("<%1>%2</%1>").arg(QLatin1String(kind), text.toHtmlEscaped());
    return QStringLiteral("<tr>%1</tr>\n").arg(row);
}

} // namespace

QByteArray stickReportCsv(const StickReport &report)
{
    // the names are for programs, so they are not translated
    QString text = csvLine({QStringLiteral("device"),
                            QStringLiteral("vendor"),
                            QStringLiteral("model"),
                            QStringLiteral("serial"),
                            QStringLiteral("size"),
                            QStringLiteral("outcome"),
                            QStringLiteral("message"),
                            QStringLiteral("seconds"),
                            QStringLiteral("bytesPerSecond"),
                            QStringLiteral("label"),
                            QStringLiteral("mediaGuid"),
                            QStringLiteral("source"),
                            QStringLiteral("endedAt")});
    for (const auto &stick : report.sticks)
        text += csvLine({QDir::toNativeSeparators(stick.drive.name),
                         stick.drive.vendor,
                         stick.drive.model,
                         stick.drive.serial,
                         QString::number(stick.driveSize),
                         wordOf(stick.outcome),
                         sentenceOf(stick),
                         QString::number(double(stick.duration.count()) / 1000, 'f', 1),
                         QString::number(speedOf(stick)),
                         report.label,
                         report.mediaGuid,
                         QDir::toNativeSeparators(report.source),
                         report.endedAt.toUTC().toString(Qt::ISODate)});
    return "\xEF\xBB\xBF" + text.toUtf8();
}

QByteArray stickReportHtml(const StickReport &report)
{
    const QLocale locale;
    const auto title = Tr::tr("Sticks made from %1").arg(QDir::toNativeSeparators(report.source));
    QString rows = cells("th",
                         {Tr::tr("Drive"),
                          Tr::tr("Serial number"),
                          Tr::tr("Size"),
                          Tr::tr("Result"),
                          Tr::tr("Time"),
                          Tr::tr("Speed")});
    for (const auto &stick : report.sticks)
        rows += cells("td",
                      {QStringLiteral("%1 %2 %3")
                           .arg(QDir::toNativeSeparators(stick.drive.name),
                                stick.drive.vendor,
                                stick.drive.model)
                           .simplified(),
                       stick.drive.serial,
                       locale.formattedDataSize(qint64(stick.driveSize)),
                       sentenceOf(stick),
                       Tr::tr("%1 s").arg(double(stick.duration.count()) / 1000, 0, 'f', 1),
                       locale.formattedDataSize(qint64(speedOf(stick))) + QStringLiteral("/s")});
    const auto facts =
        QStringList{Tr::tr("Label: %1").arg(report.label),
                    Tr::tr("Media GUID: %1").arg(report.mediaGuid),
                    Tr::tr("Ended: %1").arg(report.endedAt.toUTC().toString(Qt::ISODate))};
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\">"
                          "<title>%2</title>\n<style>body{font-family:sans-serif}"
                          "table{border-collapse:collapse}"
                          "th,td{border:1px solid #888;padding:.3em .6em;text-align:left}"
                          "</style></head>\n<body><h1>%2</h1>\n<p>%3</p>\n<table>\n%4</table>\n"
                          "</body></html>\n")
        .arg(locale.bcp47Name(),
             title.toHtmlEscaped(),
             facts.join(QStringLiteral(" · ")).toHtmlEscaped(),
             rows)
        .toUtf8();
}

Result<void> checkReportPath(const QString &path)
{
    if (isHtml(path) || path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        return {};
    return Error{
        Error::Kind::InvalidInput,
        Tr::tr("Cannot write the report \"%1\". Its name must end in .csv or .html.").arg(path),
        {}};
}

Result<void> saveStickReport(const StickReport &report, const QString &path)
{
    if (const auto good = checkReportPath(path); !good)
        return good;
    const auto bytes = isHtml(path) ? stickReportHtml(report) : stickReportCsv(report);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return Error{
        Error::Kind::Device,
        Tr::tr("Cannot write the report \"%1\". %2.").arg(path, systemReason(file.errorString())),
        {}};
}

} // namespace bootwright

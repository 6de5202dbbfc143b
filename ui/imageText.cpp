// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imageText.h"

#include "core/base/Tr.h"
#include "core/builder/MediaReportText.h"
#include "core/builder/StickSource.h"
#include "core/image/layoutStick.h"

namespace bootwright {

namespace {

QString madeText(const MediaReport &report)
{
    const auto time = report.manifest ? report.manifest->madeAt : report.origin.created;
    const auto program = report.manifest ? report.manifest->madeBy : report.origin.program;
    const auto day = time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd") : QString();
    if (day.isEmpty() || program.isEmpty())
        return day + program;
    return Tr::tr("%1 by %2", "day and program").arg(day, program);
}

QString bootImageText(const MediaReport &report)
{
    if (!report.bootImage)
        return {};
    const auto &image = *report.bootImage;
    if (!image.problem.isEmpty())
        return image.problem;
    QStringList parts{image.name, image.version, image.architecture, image.language};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString lifeText(const MediaReport &report, const QDateTime &now)
{
    const auto expires = report.expires();
    if (!expires)
        return {};
    const auto day = expires->toUTC().toString(u"yyyy-MM-dd");
    const auto days = daysUntil(*expires, now);
    return days < 0 ? Tr::tr("%1, which is over").arg(day)
                    : Tr::tr("%1, %n day(s) from now", nullptr, days).arg(day);
}

} // namespace

Result<ImageFacts> readImageFacts(const QString &path, Control &control)
{
    auto source = openStickSource(path);
    if (!source)
        return source.error();
    if (const auto go = control.proceed(); !go)
        return go.error();
    auto report = inspectMedia(path, {});
    if (!report)
        return report.error();
    return ImageFacts{std::move(*report),
                      source->tree.contentSize() + kStickPartition,
                      std::move(source->warnings)};
}

QList<std::pair<QString, QString>>
imageText(const ImageFacts &facts, const QDateTime &now, const QLocale &locale)
{
    const auto &report = facts.report;
    const auto label = report.mediaLabel.isEmpty() ? report.volumeLabel : report.mediaLabel;
    QList<std::pair<QString, QString>> rows{
        {Tr::tr("Label"), oneLine(label)},
        {Tr::tr("Made"), oneLine(madeText(report))},
        {Tr::tr("Boot image"), oneLine(bootImageText(report))},
        {Tr::tr("Works until"), lifeText(report, now)},
        {Tr::tr("Files"),
         Tr::tr("%1, together %2", "number and size of files")
             .arg(locale.toString(quint64(report.files.size())),
                  locale.formattedDataSize(qint64(report.size)))},
        {Tr::tr("Verified"),
         report.manifest ? Tr::tr("while it is read, against the manifest that it carries")
                         : Tr::tr("only what is written: it carries no manifest")}};
    rows.removeIf([](const auto &row) { return row.second.isEmpty(); });
    return rows;
}

QString imageKindText(const ImageFacts &facts)
{
    const auto kind = oneLine(describeKind(facts.report));
    return facts.report.kind == MediaKind::ConfigMgr
               ? Tr::tr("It is %1.", "kind of media").arg(kind)
               : Tr::tr("It is no media of Configuration Manager, but %1. It is written as it is.",
                        "kind of media")
                     .arg(kind);
}

QStringList imageWarnings(const ImageFacts &facts, const QDateTime &now)
{
    QStringList warnings;
    for (const auto &verdict : judgeMedia(facts.report, now)) {
        // that it is no media of Configuration Manager, its kind says
        if (verdict.severity != Severity::Note && verdict.code != u"notConfigMgr")
            warnings.append(verdict.sentence);
    }
    return warnings + facts.warnings;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/drive/RemovableDrive.h"

#include <QJsonArray>
#include <QLocale>

namespace bootwright {

namespace {

QJsonObject toJson(const DriveVolume &volume)
{
    return {{QStringLiteral("path"), volume.path},
            {QStringLiteral("label"), volume.label},
            {QStringLiteral("fileSystem"), volume.fileSystem},
            {QStringLiteral("size"), qint64(volume.size)},
            {QStringLiteral("mountPoints"), QJsonArray::fromStringList(volume.mountPoints)}};
}

QJsonObject toJson(const RemovableDrive &drive)
{
    const auto &properties = drive.properties;
    QJsonArray volumes;
    for (const auto &volume : properties.volumes)
        volumes.append(toJson(volume));
    return {{QStringLiteral("path"), properties.identity.path},
            {QStringLiteral("lastingPath"), properties.lastingPath},
            {QStringLiteral("vendor"), properties.vendor},
            {QStringLiteral("model"), properties.model},
            {QStringLiteral("serial"), properties.identity.serial},
            {QStringLiteral("size"), qint64(properties.identity.size)},
            {QStringLiteral("bus"), wordOf(properties.bus)},
            {QStringLiteral("port"), properties.port},
            {QStringLiteral("removable"), properties.removable},
            {QStringLiteral("readOnly"), properties.readOnly},
            {QStringLiteral("heldBy"), QJsonArray::fromStringList(properties.heldBy)},
            {QStringLiteral("volumes"), volumes},
            {QStringLiteral("verdict"), wordOf(drive.verdict.answer)},
            {QStringLiteral("reason"), wordOf(drive.verdict.reason)},
            {QStringLiteral("sentence"), drive.verdict.sentence}};
}

QString sizeText(quint64 bytes)
{
    return bytes == 0 ? Tr::tr("empty")
                      : QLocale().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

QString headline(const DriveProperties &drive)
{
    QStringList parts{driveName(drive), sizeText(drive.identity.size)};
    if (const auto bus = busName(drive.bus); !bus.isEmpty())
        parts.append(drive.port.isEmpty() ? bus : Tr::tr("%1 port %2").arg(bus, drive.port));
    if (!drive.identity.serial.isEmpty())
        parts.append(Tr::tr("serial %1").arg(drive.identity.serial));
    return drive.identity.path + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QString volumeLine(const DriveVolume &volume)
{
    QStringList parts;
    if (!volume.label.isEmpty())
        parts.append(u'"' + volume.label + u'"');
    if (!volume.fileSystem.isEmpty())
        parts.append(volume.fileSystem);
    parts.append(sizeText(volume.size));
    for (const auto &point : volume.mountPoints)
        parts.append(Tr::tr("mounted at %1").arg(cleanLabel(point)));
    return QStringLiteral("  %1: %2").arg(volume.path, parts.join(QStringLiteral(", ")));
}

QString verdictLine(const DriveVerdict &verdict)
{
    switch (verdict.answer) {
    case DriveVerdict::Answer::Eligible:
        return QStringLiteral("  ") + Tr::tr("Can be written.");
    case DriveVerdict::Answer::MustBeUnlocked:
        return QStringLiteral("  ") + Tr::tr("Must be unlocked: %1").arg(verdict.sentence);
    case DriveVerdict::Answer::Refused:
        return QStringLiteral("  ") + Tr::tr("Cannot be written: %1").arg(verdict.sentence);
    }
    return {};
}

void print(const RemovableDrive &drive, Report &report)
{
    report.line(headline(drive.properties));
    for (const auto &volume : drive.properties.volumes)
        report.line(volumeLine(volume));
    report.line(verdictLine(drive.verdict));
}

} // namespace

ExitStatus runDrives(const Options &, Report &report)
{
    const auto list = listDrives();
    if (!list)
        return report.failed(list.error());
    QJsonArray drives;
    for (const auto &drive : list->drives) {
        if (!isShown(drive))
            continue;
        print(drive, report);
        drives.append(toJson(drive));
    }
    if (drives.isEmpty())
        report.line(Tr::tr("There is no drive."));
    if (!list->obstacle.isEmpty())
        report.warning(
            Tr::tr("Drives are listed, but none can be written. %1").arg(list->obstacle));
    report.result({{QStringLiteral("drives"), drives},
                   {QStringLiteral("canOpen"), list->obstacle.isEmpty()}});
    return report.done();
}

} // namespace bootwright

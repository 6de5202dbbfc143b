// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/Lsblk.h"

#include "core/base/Tr.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bootwright {

namespace {

constexpr int kDeepest = 32; //!< devices upon devices; a real system has five or six

DeviceDescription describe(const QJsonObject &device)
{
    const auto text = [&](const char *column) {
        return device[QLatin1String(column)].toString().trimmed();
    };
    DeviceDescription description;
    const auto vendor = text("vendor");
    if (vendor != u"ATA" && !vendor.startsWith(u"0x")) // the layer between, and a PCI number
        description.vendor = vendor;
    description.model = text("model");
    description.serial = text("serial");
    description.label = text("label");
    description.fileSystem = text("fstype");
    if (const auto point = text("mountpoint"); point == u"[SWAP]")
        description.isSwap = true;
    else if (!point.isEmpty())
        description.mountPoints.append(point);
    return description;
}

void collect(const QJsonArray &devices, int depth, DeviceDescriptions &into)
{
    if (depth > kDeepest)
        return;
    for (const auto &value : devices) {
        const auto device = value.toObject();
        if (const auto number = parseDeviceNumber(device[QStringLiteral("maj:min")].toString()))
            into[*number] = describe(device);
        collect(device[QStringLiteral("children")].toArray(), depth + 1, into);
    }
}

} // namespace

QStringList lsblkArguments()
{
    return {QStringLiteral("--json"),
            QStringLiteral("--all"),
            QStringLiteral("--output"),
            QStringLiteral("MAJ:MIN,VENDOR,MODEL,SERIAL,LABEL,FSTYPE,MOUNTPOINT")};
}

Result<DeviceDescriptions> parseLsblk(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    const auto devices = document.object()[QStringLiteral("blockdevices")];
    if (!devices.isArray())
        return Error{Error::Kind::Corrupt,
                     Tr::tr("Cannot list the drives. lsblk answers something else than a list."),
                     {}};
    DeviceDescriptions descriptions;
    collect(devices.toArray(), 0, descriptions);
    return descriptions;
}

} // namespace bootwright

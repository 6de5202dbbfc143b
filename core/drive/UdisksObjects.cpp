// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/UdisksObjects.h"

namespace bootwright {

namespace {

QString interfaceName(const char *name)
{
    return QLatin1String("org.freedesktop.UDisks2.") + QLatin1String(name);
}

DeviceDescription describe(const QVariantMap &block, const QVariantMap &drive)
{
    const auto text = [](const QVariantMap &properties, const char *name) {
        return properties.value(QLatin1String(name)).toString();
    };
    DeviceDescription description;
    description.label = text(block, "IdLabel");
    description.fileSystem = text(block, "IdType");
    description.vendor = text(drive, "Vendor");
    description.model = text(drive, "Model");
    description.serial = text(drive, "Serial");
    description.canPowerOff = drive.value(QStringLiteral("CanPowerOff")).toBool();
    description.isEjectable = drive.value(QStringLiteral("Ejectable")).toBool();
    return description;
}

} // namespace

DeviceDescriptions parseUdisks(const UdisksObjects &objects)
{
    DeviceDescriptions descriptions;
    for (auto object = objects.begin(); object != objects.end(); ++object) {
        const auto block = object->value(interfaceName("Block"));
        bool isNumber = false;
        const auto number = block.value(QStringLiteral("DeviceNumber")).toULongLong(&isNumber);
        if (!isNumber)
            continue;
        const auto drivePath = block.value(QStringLiteral("Drive")).toString();
        const auto drive = objects.value(drivePath).value(interfaceName("Drive"));
        auto description = describe(block, drive);
        description.udisksObject = object.key();
        description.udisksDrive = drive.isEmpty() ? QString() : drivePath;
        description.mountPoints = object->value(interfaceName("Filesystem"))
                                      .value(QStringLiteral("MountPoints"))
                                      .toStringList();
        description.isSwap =
            object->value(interfaceName("Swapspace")).value(QStringLiteral("Active")).toBool();
        descriptions[number] = description;
    }
    return descriptions;
}

} // namespace bootwright

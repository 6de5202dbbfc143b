// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/drivesOf.h"

#include "core/drive/BlockStack.h"
#include "core/drive/DevicePath.h"

#include <algorithm>

namespace bootwright {

namespace {

QString holderText(const BlockDevice *holder, const QString &name)
{
    if (name.startsWith(u"md"))
        return QStringLiteral("RAID (%1)").arg(name);
    if (holder == nullptr || holder->mapKind.isEmpty())
        return name;
    static const QHash<QString, QString> words{
        {QStringLiteral("CRYPT"), QStringLiteral("LUKS")},
        {QStringLiteral("mpath"), QStringLiteral("multipath")},
    };
    return QStringLiteral("%1 (%2)").arg(words.value(holder->mapKind, holder->mapKind),
                                         holder->mapName);
}

QStringList heldBy(const BlockStack &stack, const QString &disk)
{
    QStringList texts;
    for (const auto &name : QStringList{disk} + stack.partitions(disk))
        for (const auto &holder : stack.holders(name))
            texts.append(cleanLabel(holderText(stack.device(holder), holder)));
    texts.removeDuplicates();
    texts.sort();
    return texts;
}

DriveVolume volumeOf(const BlockSystem &system, const BlockStack &stack, const BlockDevice &device)
{
    DriveVolume volume;
    volume.path = device.node();
    volume.size = device.size;
    volume.mountPoints = stack.mountPoints(device.name);
    if (const auto told = system.descriptions.find(device.number);
        told != system.descriptions.end()) {
        volume.label = cleanLabel(told->second.label);
        volume.fileSystem = cleanName(told->second.fileSystem);
    }
    return volume;
}

std::vector<DriveVolume>
volumesOf(const BlockSystem &system, const BlockStack &stack, const BlockDevice &disk)
{
    std::vector<DriveVolume> volumes;
    auto names = stack.partitions(disk.name);
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    for (const auto &name : names)
        volumes.push_back(volumeOf(system, stack, *stack.device(name)));
    auto whole = volumeOf(system, stack, disk); // a file system without a partition table
    if (!whole.fileSystem.isEmpty() || !whole.mountPoints.isEmpty())
        volumes.push_back(std::move(whole));
    return volumes;
}

QString standsFor(const BlockStack &stack, const BlockDevice &loop)
{
    if (loop.backing.isEmpty() || loop.backing.startsWith(u"file "))
        return {};
    const auto number = parseDeviceNumber(loop.backing.section(u' ', 1));
    const auto name = number ? stack.nameOf(*number) : QString();
    return name.isEmpty() ? QStringLiteral("?") : QStringLiteral("/dev/") + name;
}

DriveProperties
propertiesOf(const BlockSystem &system, const BlockStack &stack, const BlockDevice &disk)
{
    DriveProperties drive;
    drive.identity = {disk.node(), {}, disk.path, disk.size, disk.number, disk.sequence};
    if (const auto told = system.descriptions.find(disk.number);
        told != system.descriptions.end()) {
        drive.identity.serial = cleanName(told->second.serial);
        drive.vendor = cleanName(told->second.vendor);
        drive.model = cleanName(told->second.model);
    }
    drive.lastingPath = disk.lastingPath;
    drive.kind = kindOf(disk);
    drive.bus = busOf(disk);
    drive.port = portOf(disk);
    drive.removable = disk.removableMedium || drive.bus == Bus::Usb || drive.bus == Bus::FireWire
                      || drive.bus == Bus::MemoryCard;
    drive.readOnly = disk.readOnly;
    drive.logicalSectorSize = disk.logicalSectorSize;
    drive.standsFor = standsFor(stack, disk);
    drive.heldBy = heldBy(stack, disk.name);
    drive.volumes = volumesOf(system, stack, disk);
    return drive;
}

bool isEmptyLoop(const BlockDevice &device)
{
    return device.name.startsWith(u"loop") && device.size == 0;
}

} // namespace

std::vector<RemovableDrive> drivesOf(const BlockSystem &system)
{
    const BlockStack stack(system);
    const auto use = stack.systemUse();
    std::vector<RemovableDrive> drives;
    for (const auto &device : system.devices) {
        if (device.isPartition || device.isHidden || isEmptyLoop(device))
            continue;
        const auto properties = propertiesOf(system, stack, device);
        drives.push_back({properties, verdict(properties, use)});
    }
    std::sort(drives.begin(), drives.end(), [](const RemovableDrive &a, const RemovableDrive &b) {
        const auto &one = a.properties.identity.path, &other = b.properties.identity.path;
        return one.size() != other.size() ? one.size() < other.size() : one < other;
    });
    return drives;
}

} // namespace bootwright

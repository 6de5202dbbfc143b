// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The path of a device below /sys, as the kernel's Documentation/ABI and sysfs-rules describe it:
//   /devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host6/target6:0:0/6:0:0:0/block/sdb
//            └ bus     └ controller        └ port └ interface            └ host:channel:target:unit
//   /devices/pci0000:00/0000:00:1d.0/0000:3a:00.0/nvme/nvme0/nvme0n1
//   /devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1
//   /devices/platform/host9/session1/target9:0:0/9:0:0:1/block/sdc          iSCSI
//   /devices/virtual/block/dm-0
#include "core/drive/DevicePath.h"

#include <QRegularExpression>

namespace bootwright {

namespace {

QStringList folders(const BlockDevice &device)
{
    return device.path.split(u'/', Qt::SkipEmptyParts);
}

bool hasFolder(const QStringList &folders, const QString &pattern)
{
    return folders.indexOf(QRegularExpression(QRegularExpression::anchoredPattern(pattern))) >= 0;
}

} // namespace

DriveKind kindOf(const BlockDevice &device)
{
    static const QRegularExpression bootArea(QStringLiteral("^mmcblk\\d+(boot\\d+|rpmb)$"));
    const auto &name = device.name;
    if (name.startsWith(u"loop"))
        return DriveKind::Loop;
    if (name.startsWith(u"sr"))
        return DriveKind::Optical;
    if (name.startsWith(u"zram") || name.startsWith(u"ram"))
        return DriveKind::Memory;
    if (bootArea.match(name).hasMatch())
        return DriveKind::BootArea;
    const auto isVirtual = device.path.startsWith(u"/devices/virtual/");
    return isVirtual && !device.path.contains(u"/nvme-subsystem/") ? DriveKind::Mapped
                                                                   : DriveKind::Disk;
}

Bus busOf(const BlockDevice &device)
{
    const auto path = folders(device);
    if (hasFolder(path, QStringLiteral("usb\\d+")))
        return Bus::Usb;
    if (hasFolder(path, QStringLiteral("fw\\d+([.]\\d+)?")))
        return Bus::FireWire;
    if (hasFolder(path, QStringLiteral("session\\d+|rport-.*|nvme-fabrics")))
        return Bus::Network;
    if (hasFolder(path, QStringLiteral("mmc_host")))
        return device.cardType == u"MMC" && !device.removableMedium ? Bus::Emmc : Bus::MemoryCard;
    if (hasFolder(path, QStringLiteral("nvme\\d+|nvme-subsystem")))
        return Bus::Nvme;
    if (hasFolder(path, QStringLiteral("ata\\d+")))
        return Bus::Ata;
    if (hasFolder(path, QStringLiteral("host\\d+")))
        return Bus::Scsi;
    if (hasFolder(path, QStringLiteral("virtio\\d+")))
        return Bus::Virtio;
    return Bus::Unknown;
}

QString portOf(const BlockDevice &device)
{
    static const QRegularExpression usbPort(
        QStringLiteral("/(\\d+-[\\d.]+)/\\d+-[\\d.]+:[\\d.]+/"));
    static const QRegularExpression unit(QStringLiteral("/\\d+:\\d+:\\d+:(\\d+)/"));
    QString port;
    for (auto found = usbPort.globalMatch(device.path); found.hasNext();)
        port = found.next().captured(1); // the last one: behind all hubs
    if (port.isEmpty())
        return {};
    const auto slot = unit.match(device.path).captured(1);
    return slot.isEmpty() || slot == u"0" ? port : port + u':' + slot;
}

} // namespace bootwright

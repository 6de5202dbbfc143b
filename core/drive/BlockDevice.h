// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/verdict.h"

#include <QMap>

#include <optional>

namespace bootwright {

//! The attributes of one device below /sys/class/block, name → text, and four that are no files there:
//! "path" (where the link leads, without /sys), "slaves" (names, with blanks between), "lastingPath" (from
//! /dev/disk/by-id) and "backing": what is behind a loop device, "device 8:16" for a device, "file 8:17"
//! for a file on one, else "unknown".
using SysfsAttributes = QMap<QString, QString>;

//! What the kernel says of a block device: a whole disk, a partition, or what is made of others.
struct BlockDevice
{
    quint64 number = 0; //!< of the device node
    QString name;       //!< the kernel's: "sdb1", "dm-0"
    QString mapName;    //!< "vg-root", which is also /dev/mapper/vg-root
    QString mapKind;    //!< "LVM", "CRYPT", "mpath", …
    QString path;       //!< below /sys: "/devices/pci0000:00/…/block/sdb/sdb1"
    QString lastingPath;
    QString cardType; //!< "SD" or "MMC"
    quint64 size = 0; //!< bytes
    quint64 sequence = 0;
    quint32 logicalSectorSize = 512;
    bool readOnly = false;
    bool removableMedium = false;
    bool isPartition = false;
    bool isHidden = false; //!< one of several ways to the same drive
    QStringList slaves;    //!< names of the devices that hold its bytes
    QString backing;       //!< of a loop device, as in SysfsAttributes

    QString node() const { return QStringLiteral("/dev/") + name; }
    //! The name of the disk that the partition is part of.
    QString diskName() const { return path.section(u'/', -2, -2).replace(u'!', u'/'); }

    bool operator==(const BlockDevice &) const = default;
};

//! What UDisks2 or lsblk say of a block device, as they say it.
struct DeviceDescription
{
    QString vendor;
    QString model;
    QString serial;
    QString label;
    QString fileSystem;
    QStringList mountPoints;
    bool isSwap = false;  //!< in use as swap space
    QString udisksObject; //!< its path on the bus
    QString udisksDrive;  //!< and that of its drive; empty if it has none
    bool canPowerOff = false;
    bool isEjectable = false;

    bool operator==(const DeviceDescription &) const = default;
};
using DeviceDescriptions = std::map<quint64, DeviceDescription>; //!< by device number

//! Everything that is asked on Linux before drives are told of.
struct BlockSystem
{
    std::vector<BlockDevice> devices;
    DeviceDescriptions descriptions;
    QByteArray mounts; //!< /proc/self/mountinfo
    QByteArray swaps;  //!< /proc/swaps
    std::vector<QStringList>
        btrfsSets; //!< /sys/fs/btrfs: names of the devices that share a file system
};

//! The number of a device node as Linux packs it into a dev_t.
constexpr quint64 deviceNumber(quint64 major, quint64 minor)
{
    return ((major & 0xfffff000) << 32) | ((major & 0xfff) << 8) | ((minor & 0xffffff00) << 12)
           | (minor & 0xff);
}
//! The number that \a text ("8:16") stands for, or nothing.
std::optional<quint64> parseDeviceNumber(QStringView text);

//! The device with these attributes; nothing when they are not those of a block device.
std::optional<BlockDevice> parseBlockDevice(const SysfsAttributes &attributes);

} // namespace bootwright

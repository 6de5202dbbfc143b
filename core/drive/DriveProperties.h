// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace bootwright {

//! What a device is, before anybody asks whether it may be written.
enum class DriveKind {
    Disk,     //!< a drive of its own: stick, card, disk, also an empty card reader
    Optical,  //!< CD, DVD, Blu-ray
    Loop,     //!< a file that the system shows as a drive
    BootArea, //!< the part of an eMMC that the firmware starts from
    Memory,   //!< zram and the like
    Mapped,   //!< made of other drives: LVM, RAID, encryption, multipath, storage spaces
};

enum class Bus {
    Unknown,
    Usb,
    FireWire,
    MemoryCard, //!< SD and MMC cards in a slot of their own
    Emmc,       //!< soldered in
    Ata,
    Nvme,
    Scsi, //!< also SAS and RAID controllers
    Virtio,
    Network, //!< iSCSI, Fibre Channel
};

//! What tells one drive from another, and a drive from the same one plugged in again. What was chosen
//! and what is opened must be equal in all of it.
struct DriveIdentity
{
    QString path;       //!< "/dev/sdb", "\\.\PhysicalDrive2"
    QString serial;     //!< may be empty
    QString place;      //!< where it is plugged in, as the system spells it
    quint64 size = 0;   //!< bytes; 0 without a medium
    quint64 number = 0; //!< of the device node; Windows: the disk number
    quint64 sequence =
        0; //!< Linux counts every plugging in and every medium; 0 where nobody counts

    bool operator==(const DriveIdentity &) const = default;
};

//! A file system or a partition of a drive, as people would recognise it.
struct DriveVolume
{
    QString path;  //!< "/dev/sdb1", "\\?\Volume{…}"
    QString label; //!< may hold any letter, but no control characters
    QString fileSystem;
    QStringList mountPoints; //!< "/media/anna/STICK", "E:\"
    quint64 size = 0;        //!< bytes

    bool operator==(const DriveVolume &) const = default;
};

//! All that is known of a drive, in plain values. Vendor, model and serial are cleaned: nothing in them
//! can turn the text around that they stand in.
struct DriveProperties
{
    DriveIdentity identity;
    QString lastingPath; //!< "/dev/disk/by-id/…": the same after the next start; may be empty
    QString vendor;
    QString model;
    DriveKind kind = DriveKind::Disk;
    Bus bus = Bus::Unknown;
    QString port;           //!< of the bus, for people: "1-2.3"; may be empty
    bool removable = false; //!< made to be unplugged, or with a medium that is
    bool readOnly = false;
    quint32 logicalSectorSize = 512;
    QString
        standsFor; //!< loop devices: the drive that the bytes lie on, "?" when it cannot be told
    QStringList heldBy; //!< what is made of it or of a part of it: "LVM (dm-0)"
    std::vector<DriveVolume> volumes;

    bool operator==(const DriveProperties &) const = default;
};

//! The name of \a bus for people, for example "USB"; empty for Unknown.
QString busName(Bus bus);
//! The word for \a bus in JSON, for example "usb"; empty for Unknown.
QString wordOf(Bus bus);

//! "SanDisk Ultra": vendor and model, without saying the vendor twice. Never empty.
QString driveName(const DriveProperties &drive);

//! \a text of a drive's hardware without control, formatting and right-to-left characters.
QString cleanName(const QString &text);
//! \a text that a person chose without control and formatting characters.
QString cleanLabel(const QString &text);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// STORAGE_DEVICE_DESCRIPTOR (ntddstor.h of the Windows SDK), little endian:
//    0  4  Version             16  4  ProductIdOffset
//    4  4  Size                20  4  ProductRevisionOffset
//    8  1  DeviceType          24  4  SerialNumberOffset
//    9  1  DeviceTypeModifier  28  4  BusType, a STORAGE_BUS_TYPE
//   10  1  RemovableMedia      32  4  RawPropertiesLength
//   11  1  CommandQueueing     36     RawDeviceProperties
//   12  4  VendorIdOffset
// The offsets count from the beginning; 0 and 0xFFFFFFFF mean that there is none. The texts end with 0.
#include "core/drive/StorageDescriptor.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

namespace bootwright {

namespace {

constexpr qsizetype kFixedSize = 36;
constexpr quint8 kCdRom = 5; //!< DeviceType, as SCSI numbers them

QString textAt(QByteArrayView bytes, qsizetype field)
{
    const auto offset = le<quint32>(bytes, field);
    if (offset == 0 || offset >= quint64(bytes.size()))
        return {};
    const auto text = bytes.sliced(qsizetype(offset));
    return cleanName(QString::fromLatin1(text.first(qstrnlen(text.data(), size_t(text.size())))));
}

Bus busOf(quint32 type)
{
    switch (type) {
    case 0x01: // SCSI
    case 0x08: // RAID controller
    case 0x0a: // SAS
        return Bus::Scsi;
    case 0x02: // ATAPI
    case 0x03: // ATA
    case 0x0b: // SATA
        return Bus::Ata;
    case 0x04:
        return Bus::FireWire;
    case 0x06: // Fibre Channel
    case 0x09: // iSCSI
    case 0x14: // NVMe over fabrics
        return Bus::Network;
    case 0x07:
        return Bus::Usb;
    case 0x0c: // SD
        return Bus::MemoryCard;
    case 0x0d: // MMC
        return Bus::Emmc;
    case 0x11:
        return Bus::Nvme;
    default:
        return Bus::Unknown;
    }
}

DriveKind kindOf(quint8 deviceType, quint32 busType)
{
    if (deviceType == kCdRom)
        return DriveKind::Optical;
    if (busType == 0x0f) // a virtual hard disk: a file
        return DriveKind::Loop;
    return busType == 0x10 /* storage spaces */ ? DriveKind::Mapped : DriveKind::Disk;
}

} // namespace

Result<DriveProperties> parseStorageDescriptor(QByteArrayView bytes)
{
    if (bytes.size() < kFixedSize)
        return Error{Error::Kind::Corrupt,
                     Tr::tr("Cannot read the properties of a drive. Windows answers too little."),
                     {}};
    const auto busType = le<quint32>(bytes, 28);
    DriveProperties drive;
    drive.vendor = textAt(bytes, 12);
    drive.model = textAt(bytes, 16);
    drive.identity.serial = textAt(bytes, 24);
    drive.bus = busOf(busType);
    drive.kind = kindOf(quint8(bytes[8]), busType);
    drive.removable = bytes[10] != 0 || drive.bus == Bus::Usb || drive.bus == Bus::FireWire
                      || drive.bus == Bus::MemoryCard;
    return drive;
}

} // namespace bootwright

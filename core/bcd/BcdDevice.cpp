// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/BcdDevice.h"

#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/base/Tr.h"

namespace bootwright {

// A device element (names of ReactOS' boot/environ/include/bl.h; the bytes are those of stock stores).
// A device has a header of 16 bytes and a body; an element puts the GUID of the device's options before it.
//
//   00  GUID of the object with the options
//   10  device: type, flags, size from here to the end, 0
//   20  body of the boot device: 56 zeros. Body of a RAM disk, which is a block device:
//   20  local type 3   24 u64 image base 0   2C u64 image size 0   34 image offset 0
//   38  file path: version 1, length from here to the end, type 5 (a device and a path on it)
//   44  the parent device, here the boot device   8C UTF-16 path, NUL

namespace {

constexpr qsizetype guidSize = 16;
constexpr qsizetype deviceHeaderSize = 16;
constexpr qsizetype bootDeviceSize = 0x48;
constexpr qsizetype filePathAt = 0x38 - guidSize; // from the start of the device
constexpr qsizetype parentAt = 0x44 - guidSize;
constexpr qsizetype imagePathAt = 0x8C - guidSize;

struct DeviceType
{
    enum : quint32 { block = 0, boot = 5, locate = 8 };
};
constexpr quint32 toBeCreated = 1; // flag
constexpr quint32 localRamdisk = 3;
constexpr quint32 filePathVersion = 1;
constexpr quint32 deviceAndPath = 5;

Error damaged(const char *check)
{
    return {Error::Kind::Corrupt,
            Tr::tr("The boot configuration data (BCD) is damaged."),
            QStringLiteral("device: %1").arg(QLatin1String(check))};
}

QByteArray header(quint32 type, quint32 flags, qsizetype size)
{
    QByteArray bytes;
    for (const quint32 field : {type, flags, quint32(size), quint32(0)})
        appendLe<quint32>(bytes, field);
    return bytes;
}

QByteArray bootDevice()
{
    return header(DeviceType::boot, 0, bootDeviceSize)
           + zeroBytes(bootDeviceSize - deviceHeaderSize);
}

QByteArray ramdisk(const QString &path)
{
    const auto image = bootDevice() + utf16le(path) + zeroBytes(2);
    QByteArray body;
    appendLe<quint32>(body, localRamdisk);
    body += zeroBytes(8 + 8 + 4); // base, size and offset of the image
    appendLe<quint32>(body, filePathVersion);
    appendLe<quint32>(body, quint32(parentAt - filePathAt + image.size()));
    appendLe<quint32>(body, deviceAndPath);
    body += image;
    return header(DeviceType::block, toBeCreated, deviceHeaderSize + body.size()) + body;
}

//! The device of a RAM disk whose parent is the boot device; \a device begins with its header.
Result<BcdDevice> decodeRamdisk(QByteArrayView device, const QUuid &options)
{
    if ((le<quint32>(device, 4) & toBeCreated) == 0)
        return damaged("RAM disk is not to be created");
    if (device.size() < parentAt + deviceHeaderSize
        || le<quint32>(device, filePathAt) != filePathVersion
        || le<quint32>(device, filePathAt + 4) != quint32(device.size() - filePathAt))
        return damaged("file path of the RAM disk");
    const auto parentSize = le<quint32>(device, parentAt + 8);
    if (parentSize < deviceHeaderSize || !fits(parentAt, parentSize, quint64(device.size())))
        return damaged("parent of the RAM disk");
    if (le<quint32>(device, filePathAt + 8) != deviceAndPath
        || le<quint32>(device, parentAt) != DeviceType::boot)
        return BcdDevice{BcdDevice::Kind::Other, {}, options};
    if (parentSize != bootDeviceSize)
        return damaged("boot device of the RAM disk");
    const auto path = fromUtf16le(device.sliced(imagePathAt));
    const auto end = path.indexOf(QChar(u'\0'));
    if (device.size() % 2 != 0 || end < 0 || !path.startsWith(u'\\'))
        return damaged("path of the RAM disk");
    return BcdDevice{BcdDevice::Kind::Ramdisk, path.left(end), options};
}

} // namespace

QByteArray encodeDevice(const BcdDevice &device)
{
    Q_ASSERT(device.kind != BcdDevice::Kind::Other);
    return guidBytes(device.options)
           + (device.kind == BcdDevice::Kind::Boot ? bootDevice() : ramdisk(device.path));
}

Result<BcdDevice> decodeDevice(QByteArrayView bytes)
{
    constexpr qsizetype least = 28; // of any device
    if (bytes.size() < least)
        return damaged("too short");
    const auto options = guidFromBytes(bytes);
    const auto device = bytes.sliced(guidSize);
    if (le<quint32>(device, 8) != quint32(device.size()))
        return damaged("size");
    switch (le<quint32>(device, 0)) {
    case DeviceType::locate:
        return damaged("it would have to be searched for");
    case DeviceType::boot:
        if (device.size() != bootDeviceSize)
            return damaged("size of the boot device");
        return BcdDevice{BcdDevice::Kind::Boot, {}, options};
    case DeviceType::block:
        if (device.size() >= deviceHeaderSize + 4
            && le<quint32>(device, deviceHeaderSize) == localRamdisk)
            return decodeRamdisk(device, options);
        [[fallthrough]];
    default:
        return BcdDevice{BcdDevice::Kind::Other, {}, options};
    }
}

} // namespace bootwright

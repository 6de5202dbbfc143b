// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

// The part of the firmware's interface that the lab program uses, written from the UEFI
// Specification 2.10: system table 4.3, boot services 4.4 and 7, loaded image 9.1, device paths 10,
// text output 12.4, files 13.4 and 13.5, block devices 13.9. Functions that nobody calls are slots.
namespace efi {

using Status = size_t;
using Handle = void *;
using Event = void *;
using Slot = void *;

constexpr bool failed(Status status)
{
    return status != 0;
}

struct Guid
{
    uint32_t first;
    uint16_t second, third;
    uint8_t rest[8];
};
constexpr Guid loadedImageGuid = {
    0x5B1B31A1, 0x9562, 0x11D2, {0x8E, 0x3F, 0x00, 0xA0, 0xC9, 0x69, 0x72, 0x3B}};
constexpr Guid fileSystemGuid = {
    0x964E5B22, 0x6459, 0x11D2, {0x8E, 0x39, 0x00, 0xA0, 0xC9, 0x69, 0x72, 0x3B}};
constexpr Guid blockDeviceGuid = {
    0x964E5B21, 0x6459, 0x11D2, {0x8E, 0x39, 0x00, 0xA0, 0xC9, 0x69, 0x72, 0x3B}};
constexpr Guid devicePathGuid = {
    0x09576E91, 0x6D3F, 0x11D2, {0x8E, 0x39, 0x00, 0xA0, 0xC9, 0x69, 0x72, 0x3B}};
constexpr Guid devicePathToTextGuid = {
    0x8B843E20, 0x8132, 0x4852, {0x90, 0xCC, 0x55, 0x1A, 0x4E, 0x4A, 0x7F, 0x1C}};

struct TableHeader
{
    uint64_t signature;
    uint32_t revision, headerSize, crc32, reserved;
};

//! One node of a device path; the path ends with a node of type 0x7F.
struct DevicePath
{
    uint8_t type, subType, length[2];
};

struct DevicePathToText
{
    Slot convertNode;
    char16_t *(*convertPath)(const DevicePath *, uint8_t displayOnly, uint8_t allowShortcuts);
};

struct Key
{
    uint16_t scanCode;
    char16_t character;
};

struct TextInput
{
    Slot reset;
    Status (*readKey)(TextInput *, Key *);
    Event waitForKey;
};

struct TextOutput
{
    Slot reset;
    Status (*output)(TextOutput *, const char16_t *);
    Slot test, queryMode;
    Status (*setMode)(TextOutput *, size_t mode);
    Status (*setAttribute)(TextOutput *, size_t attribute);
    Status (*clearScreen)(TextOutput *);
    Status (*setCursor)(TextOutput *, size_t column, size_t row);
    Status (*enableCursor)(TextOutput *, uint8_t visible);
    Slot mode;
};

struct File
{
    uint64_t revision;
    Status (*open)(File *, File **opened, const char16_t *path, uint64_t mode, uint64_t attributes);
    Status (*close)(File *);
    Slot remove;
    Status (*read)(File *, size_t *size, void *into);
    Slot write;
    Status (*position)(File *, uint64_t *);
    Status (*seek)(File *, uint64_t);
};
constexpr uint64_t openForReading = 1;
constexpr uint64_t endOfFile = ~uint64_t(0);

struct FileSystem
{
    uint64_t revision;
    Status (*openVolume)(FileSystem *, File **root);
};

struct BlockMedia
{
    uint32_t id;
    uint8_t removable, present, isPartition, readOnly, writeCaching;
    uint32_t blockSize, alignment;
    uint64_t lastBlock;
};

struct BlockDevice
{
    uint64_t revision;
    BlockMedia *media;
    Slot reset;
    Status (*read)(BlockDevice *, uint32_t mediaId, uint64_t block, size_t size, void *into);
};

} // namespace efi

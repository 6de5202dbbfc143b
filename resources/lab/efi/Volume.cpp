// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Volume.h"

#include "DevicePath.h"

namespace lab {

namespace {

// ECMA-119: 2048-byte sectors, the primary volume descriptor in sector 16 (8.4), directory records (9.1).
constexpr size_t sectorSize = 2048;
constexpr uint64_t descriptorSector = 16;
constexpr size_t rootRecord = 156, smallestRecord = 34;
constexpr uint8_t folderFlag = 0x02, continuedFlag = 0x80;
constexpr size_t largestPath = 512; // UTF-16 units, with the terminator

uint32_t le32(const uint8_t *bytes)
{
    return uint32_t(bytes[3]) << 24 | uint32_t(bytes[2]) << 16 | uint32_t(bytes[1]) << 8 | bytes[0];
}

//! The name in a record without version and trailing dot ("BOOTMGR.;1" is "BOOTMGR").
Text bareName(Text name)
{
    if (name.size > 2 && name.from(name.size - 2) == ";1")
        name = name.first(name.size - 2);
    if (name.size > 1 && name.from(name.size - 1) == ".")
        name = name.first(name.size - 1);
    return name;
}

} // namespace

uint8_t *Volume::allocateChunk(efi::BootServices &boot)
{
    // Pool memory is aligned to 8 only; no device asks for more than a page.
    constexpr size_t page = 4096;
    void *memory = nullptr;
    if (efi::failed(boot.allocate(efi::loaderData, chunkSize + page, &memory)))
        return nullptr;
    const auto address = reinterpret_cast<uintptr_t>(memory);
    return reinterpret_cast<uint8_t *>((address + page - 1) & ~uintptr_t(page - 1));
}

bool Volume::find(efi::BootServices &boot, efi::Handle device)
{
    m_sector = allocateChunk(boot);
    if (m_sector == nullptr)
        return false;
    if (tryFirmware(boot, device))
        return true;
    size_t count = 0;
    efi::Handle *blocks = nullptr;
    const efi::Guid &guid = efi::blockDeviceGuid;
    if (efi::failed(boot.locateHandles(efi::Search::ByProtocol, &guid, nullptr, &count, &blocks)))
        return false;
    const DevicePath started = DevicePath::of(boot, device);
    // The firmware starts only the drivers it needs for booting: ask for the others of this disk.
    for (size_t i = 0; i < count; ++i) {
        if (DevicePath::of(boot, blocks[i]).isSameDisk(started))
            boot.connect(blocks[i], nullptr, nullptr, 1);
    }
    size_t systemCount = 0;
    efi::Handle *systems = nullptr;
    const efi::Guid &systemGuid = efi::fileSystemGuid;
    boot.locateHandles(efi::Search::ByProtocol, &systemGuid, nullptr, &systemCount, &systems);
    for (size_t i = 0; i < systemCount; ++i) {
        if (DevicePath::of(boot, systems[i]).isSameDisk(started) && tryFirmware(boot, systems[i]))
            return true;
    }
    for (size_t i = 0; i < count; ++i) {
        if (DevicePath::of(boot, blocks[i]).isSameDisk(started) && tryDisc(boot, blocks[i]))
            return true;
    }
    return false;
}

bool Volume::hasBootImage()
{
    File file;
    if (!open("sources/boot.wim", file))
        return false;
    close(file);
    return true;
}

bool Volume::tryFirmware(efi::BootServices &boot, efi::Handle handle)
{
    void *system = nullptr;
    if (efi::failed(boot.protocol(handle, &efi::fileSystemGuid, &system)) || system == nullptr)
        return false;
    auto *const fileSystem = static_cast<efi::FileSystem *>(system);
    if (!efi::failed(fileSystem->openVolume(fileSystem, &m_root)) && m_root != nullptr
        && hasBootImage())
        return true;
    m_root = nullptr;
    return false;
}

bool Volume::tryDisc(efi::BootServices &boot, efi::Handle handle)
{
    void *block = nullptr;
    if (efi::failed(boot.protocol(handle, &efi::blockDeviceGuid, &block)) || block == nullptr)
        return false;
    m_disc = static_cast<efi::BlockDevice *>(block);
    const efi::BlockMedia &media = *m_disc->media;
    const bool fits = media.blockSize == 512 || media.blockSize == sectorSize;
    if (media.present != 0 && media.isPartition == 0 && fits && hasBootImage())
        return true;
    m_disc = nullptr;
    return false;
}

bool Volume::open(Text path, File &file)
{
    file = {};
    return m_root != nullptr ? openFirmware(path, file) : openDisc(path, file);
}

bool Volume::openFirmware(Text path, File &file)
{
    char16_t units[largestPath];
    const size_t size = toUtf16(path, units, largestPath);
    if (size + 1 == largestPath)
        return false; // may have been cut off
    for (size_t i = 0; i < size; ++i) {
        if (units[i] == u'/')
            units[i] = u'\\';
    }
    if (efi::failed(m_root->open(m_root, &file.firmware, units, efi::openForReading, 0)))
        return false;
    // The length is asked for by going to the end: shorter than the file information, and the same on FAT and UDF.
    const bool known = !efi::failed(file.firmware->seek(file.firmware, efi::endOfFile))
                       && !efi::failed(file.firmware->position(file.firmware, &file.size))
                       && !efi::failed(file.firmware->seek(file.firmware, 0));
    if (!known)
        close(file);
    return known;
}

bool Volume::readDisc(uint64_t offset, size_t size, uint8_t *into)
{
    const efi::BlockMedia &media = *m_disc->media;
    const int shift = media.blockSize == sectorSize ? 11 : 9;
    const size_t whole = (size + media.blockSize - 1) & ~size_t(media.blockSize - 1);
    const uint64_t block = offset >> shift;
    if (block > media.lastBlock || (whole >> shift) > media.lastBlock - block + 1)
        return false;
    return !efi::failed(m_disc->read(m_disc, media.id, block, whole, into));
}

//! Looks for \a name in the folder whose records are \a size bytes at \a offset, and puts the
//! place of what it finds there.
bool Volume::findRecord(Text name, uint64_t &offset, uint64_t &size, bool &isFolder)
{
    for (uint64_t sector = 0; sector < size; sector += sectorSize) {
        if (!readDisc(offset + sector, sectorSize, m_sector))
            return false;
        for (size_t at = 0; at + smallestRecord <= sectorSize && m_sector[at] != 0;
             at += m_sector[at]) {
            const uint8_t *const record = m_sector + at;
            const size_t nameSize = record[32];
            if (record[0] < 33 + nameSize || at + record[0] > sectorSize)
                return false;
            const Text found(reinterpret_cast<const char *>(record + 33), nameSize);
            if ((record[25] & continuedFlag) != 0 || !equalFolded(bareName(found), name))
                continue;
            isFolder = (record[25] & folderFlag) != 0;
            offset = uint64_t(le32(record + 2)) * sectorSize;
            size = le32(record + 10);
            return true;
        }
    }
    return false;
}

bool Volume::openDisc(Text path, File &file)
{
    if (!readDisc(descriptorSector * sectorSize, sectorSize, m_sector))
        return false;
    const Text identifier(reinterpret_cast<const char *>(m_sector + 1), 5);
    if (m_sector[0] != 1 || !(identifier == "CD001"))
        return false;
    uint64_t offset = uint64_t(le32(m_sector + rootRecord + 2)) * sectorSize;
    uint64_t size = le32(m_sector + rootRecord + 10);
    bool isFolder = true;
    while (!path.isEmpty()) {
        size_t end = 0;
        while (end < path.size && path.data[end] != '/')
            ++end;
        if (!isFolder || !findRecord(path.first(end), offset, size, isFolder))
            return false;
        path = path.from(end + 1);
    }
    file.discOffset = offset;
    file.size = size;
    return !isFolder;
}

bool Volume::read(File &file, uint8_t *chunk, size_t &size)
{
    const uint64_t left = file.size - file.position;
    size = left < chunkSize ? size_t(left) : chunkSize;
    if (size == 0)
        return false;
    if (file.firmware == nullptr) {
        if (!readDisc(file.discOffset + file.position, size, chunk))
            return false;
    } else {
        size_t got = size;
        if (efi::failed(file.firmware->read(file.firmware, &got, chunk)) || got != size)
            return false;
    }
    file.position += size;
    return true;
}

void Volume::close(File &file)
{
    if (file.firmware != nullptr)
        file.firmware->close(file.firmware);
    file = {};
}

} // namespace lab

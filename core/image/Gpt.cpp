// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Gpt.h"

#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/image/BootMessage.h"

#include <algorithm>

// UEFI 2.10, chapter 5, with sectors of 512 bytes.
//   0 protective MBR | 1 header | 2–33 128 entries | … | -33 – -2 the same entries | -1 backup header
// Header: 0 "EFI PART" | 8 version 1.0 | 12 size 92 | 16 CRC-32 of the header | 24 this sector | 32 the other
//   header | 40 first and 48 last sector for partitions | 56 disk GUID | 72 sector of the entries
//   80 number 128 | 84 size 128 | 88 CRC-32 of the entries
// Entry: 0 type GUID | 16 GUID | 32 first and 40 last sector | 48 attributes | 56 name, UTF-16LE, 36
// Protective MBR (5.2.3): 0 code | 440 signature | 446 one entry: type 0xEE, sector 1 to the end | 510 55 AA.
// It has no BIOS parameter block, so that nobody takes the disk itself for a FAT volume.

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint32 kEntries = 128;
constexpr quint32 kEntrySize = 128;
constexpr quint64 kEntriesSectors = kEntries * kEntrySize / kSector;
constexpr qsizetype kHeaderSize = 92;
//! Basic data: Windows gives it a drive letter, as the task sequence needs it; an EFI system partition
//! gets none. Firmware starts removable media from either.
constexpr QUuid
    kBasicData(0xEBD0A0A2, 0xB9E5, 0x4433, 0x87, 0xC0, 0x68, 0xB6, 0xB7, 0x26, 0x99, 0xC7);

quint32 crc32(QByteArrayView bytes)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
    }
    return ~crc;
}

QByteArray protectiveMbr(const GptFacts &facts)
{
    QByteArray bytes = zeroBytes(kSector);
    putBytes(bytes, 0, bootMessage(0, "This medium starts computers by UEFI only."));
    putLe<quint32>(bytes, 440, facts.mbrSignature);
    bytes[447 + 1] = 2; // head 0, sector 2, as sector 1 of the disk is called there
    bytes[450] = '\xEE';
    putBytes(bytes, 451, "\xFF\xFF\xFF");
    putLe<quint32>(bytes, 454, 1);
    putLe<quint32>(bytes, 458, quint32(std::min<quint64>(facts.diskSectors - 1, 0xFFFFFFFF)));
    putBytes(bytes, 510, "\x55\xAA");
    return bytes;
}

QByteArray entries(const GptFacts &facts)
{
    QByteArray bytes = zeroBytes(kEntriesSectors * kSector);
    putBytes(bytes, 0, guidBytes(kBasicData));
    putBytes(bytes, 16, guidBytes(facts.partitionGuid));
    putLe<quint64>(bytes, 32, facts.firstSector);
    putLe<quint64>(bytes, 40, facts.lastSector);
    putBytes(bytes,
             56,
             utf16le(QStringView(facts.partitionName)
                         .first(std::min(facts.partitionName.size(), qsizetype(36)))));
    return bytes;
}

QByteArray header(const GptFacts &facts, quint64 self, quint64 other, quint64 entriesSector)
{
    QByteArray bytes = zeroBytes(kSector);
    putBytes(bytes, 0, "EFI PART");
    putLe<quint32>(bytes, 8, 0x00010000);
    putLe<quint32>(bytes, 12, quint32(kHeaderSize));
    putLe<quint64>(bytes, 24, self);
    putLe<quint64>(bytes, 32, other);
    putLe<quint64>(bytes, 40, 2 + kEntriesSectors);
    putLe<quint64>(bytes, 48, facts.diskSectors - kEntriesSectors - 2);
    putBytes(bytes, 56, guidBytes(facts.diskGuid));
    putLe<quint64>(bytes, 72, entriesSector);
    putLe<quint32>(bytes, 80, kEntries);
    putLe<quint32>(bytes, 84, kEntrySize);
    putLe<quint32>(bytes, 88, crc32(entries(facts)));
    putLe<quint32>(bytes, 16, crc32(QByteArrayView(bytes).first(kHeaderSize)));
    return bytes;
}

void addRange(std::vector<PartitionRange> &ranges,
              const ImageSource &disk,
              quint64 first,
              quint64 sectors)
{
    const auto limit = disk.size() / kSector;
    if (sectors > 0 && first > 0 && fits(first, sectors, limit))
        ranges.push_back({first * kSector, sectors * kSector});
}

//! The entries that the header at \a sector leads to, or nothing if it is no good header.
std::optional<QByteArray> entriesOf(const ImageSource &disk, quint64 sector)
{
    if (!fits(sector, 1, disk.size() / kSector))
        return {};
    const auto bytes = disk.read(sector * kSector, kSector);
    if (!bytes || !bytes->startsWith("EFI PART") || le<quint32>(*bytes, 12) != kHeaderSize
        || le<quint32>(*bytes, 80) > kEntries || le<quint32>(*bytes, 84) != kEntrySize
        || le<quint64>(*bytes, 72) > disk.size() / kSector)
        return {};
    auto unsummed = bytes->first(kHeaderSize);
    putLe<quint32>(unsummed, 16, 0);
    const auto table =
        disk.read(le<quint64>(*bytes, 72) * kSector, quint64(le<quint32>(*bytes, 80)) * kEntrySize);
    if (crc32(unsummed) != le<quint32>(*bytes, 16) || !table
        || crc32(*table) != le<quint32>(*bytes, 88))
        return {};
    return *table;
}

std::vector<PartitionRange> readGpt(const ImageSource &disk, const QByteArray &table)
{
    std::vector<PartitionRange> ranges;
    for (qsizetype at = 0; at + qsizetype(kEntrySize) <= table.size(); at += kEntrySize) {
        const auto first = le<quint64>(table, at + 32);
        const auto last = le<quint64>(table, at + 40);
        if (!guidFromBytes(QByteArrayView(table).sliced(at)).isNull() && first <= last)
            addRange(ranges, disk, first, last - first + 1);
    }
    return ranges;
}

} // namespace

QByteArray gptFront(const GptFacts &facts)
{
    return protectiveMbr(facts) + header(facts, 1, facts.diskSectors - 1, 2) + entries(facts);
}

QByteArray gptBack(const GptFacts &facts)
{
    const auto last = facts.diskSectors - 1;
    return entries(facts) + header(facts, last, 1, last - kEntriesSectors);
}

std::vector<PartitionRange> readPartitions(const ImageSource &disk)
{
    const auto sectors = disk.size() / kSector;
    const auto table = sectors < 3 ? std::nullopt : entriesOf(disk, 1);
    if (table)
        return readGpt(disk, *table);
    const auto backup = sectors < 3 ? std::nullopt : entriesOf(disk, sectors - 1);
    if (backup)
        return readGpt(disk, *backup);
    std::vector<PartitionRange> ranges;
    const auto mbr = disk.read(0, kSector);
    if (!mbr || !mbr->endsWith("\x55\xAA"))
        return ranges;
    for (qsizetype at = 446; at < 510; at += 16) {
        const auto type = quint8((*mbr)[at + 4]);
        if (type != 0 && type != 0xEE)
            addRange(ranges, disk, le<quint32>(*mbr, at + 8), le<quint32>(*mbr, at + 12));
    }
    return ranges;
}

} // namespace bootwright

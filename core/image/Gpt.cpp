// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Gpt.h"

#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/image/BootMessage.h"
#include "core/image/Fat32.h"

#include <QHash>

#include <algorithm>
#include <optional>

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
constexpr qsizetype kNameUnits = 36;
constexpr quint32 kMostEntries = 1024; //!< in a table of somebody else
constexpr qsizetype kMbrCodeSize = 440;
constexpr qsizetype kMbrEntries = 446; // 0 active | 4 type | 8 first sector | 12 sectors
constexpr qsizetype kMbrEntrySize = 16;
constexpr qsizetype kMbrEnd = 510;
constexpr quint8 kProtective = 0xEE;
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

QByteArray nameField(const QString &name)
{
    const auto units = QStringView(name).first(std::min(name.size(), kNameUnits));
    return utf16le(units).leftJustified(kNameUnits * 2, '\0');
}

QByteArray entries(const GptFacts &facts)
{
    QByteArray bytes = zeroBytes(kEntriesSectors * kSector);
    putBytes(bytes, 0, guidBytes(kBasicData));
    putBytes(bytes, 16, guidBytes(facts.partitionGuid));
    putLe<quint64>(bytes, 32, facts.firstSector);
    putLe<quint64>(bytes, 40, facts.lastSector);
    putBytes(bytes, 56, nameField(facts.partitionName));
    return bytes;
}

//! Puts the sums into a \a header: of its entries and of itself.
void sum(QByteArray &header, QByteArrayView entries)
{
    putLe<quint32>(header, 16, 0);
    putLe<quint32>(header, 88, crc32(entries));
    putLe<quint32>(header, 16, crc32(QByteArrayView(header).first(kHeaderSize)));
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
    sum(bytes, entries(facts));
    return bytes;
}

void addPartition(PartitionTable &table,
                  const ImageSource &disk,
                  quint64 first,
                  quint64 sectors,
                  const QString &type)
{
    const auto limit = disk.size() / kSector;
    if (sectors > 0 && first > 0 && fits(first, sectors, limit))
        table.partitions.push_back({{first * kSector, sectors * kSector}, type});
}

//! UEFI 2.10, table 5.7, and "Discoverable Partitions Specification".
QString typeText(const QUuid &type)
{
    static const QHash<QString, QString> known{
        {QStringLiteral("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"), QStringLiteral("EFI system")},
        {QStringLiteral("ebd0a0a2-b9e5-4433-87c0-68b6b72699c7"), QStringLiteral("basic data")},
        {QStringLiteral("e3c9e316-0b5c-4db8-817d-f92df00215ae"),
         QStringLiteral("Microsoft reserved")},
        {QStringLiteral("0fc63daf-8483-4772-8e79-3d69d8477de4"), QStringLiteral("Linux")}};
    const auto text = type.toString(QUuid::WithoutBraces);
    return known.value(text, text);
}

QString typeText(quint8 type)
{
    static const QHash<quint8, QString> known{{0x01, QStringLiteral("FAT12")},
                                              {0x04, QStringLiteral("FAT16")},
                                              {0x06, QStringLiteral("FAT16")},
                                              {0x07, QStringLiteral("NTFS or exFAT")},
                                              {0x0B, QStringLiteral("FAT32")},
                                              {0x0C, QStringLiteral("FAT32")},
                                              {0x0E, QStringLiteral("FAT16")},
                                              {0x83, QStringLiteral("Linux")},
                                              {0xEF, QStringLiteral("EFI system")}};
    return known.value(type, QStringLiteral("%1").arg(type, 2, 16, QLatin1Char('0')));
}

//! The entries that the header at \a sector leads to, or nothing if it is no good header.
std::optional<QByteArray> entriesOf(const ImageSource &disk, quint64 sector)
{
    if (!fits(sector, 1, disk.size() / kSector))
        return {};
    const auto bytes = disk.read(sector * kSector, kSector);
    if (!bytes || !bytes->startsWith("EFI PART") || le<quint32>(*bytes, 12) != kHeaderSize
        || le<quint32>(*bytes, 80) > kMostEntries || le<quint32>(*bytes, 84) != kEntrySize
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

void readGpt(const ImageSource &disk, const QByteArray &entries, PartitionTable &table)
{
    table.scheme = PartitionScheme::Gpt;
    for (qsizetype at = 0; at + qsizetype(kEntrySize) <= entries.size(); at += kEntrySize) {
        const auto type = guidFromBytes(QByteArrayView(entries).sliced(at));
        const auto first = le<quint64>(entries, at + 32);
        const auto last = le<quint64>(entries, at + 40);
        if (!type.isNull() && first <= last && last < disk.size() / kSector)
            addPartition(table, disk, first, last - first + 1, typeText(type));
    }
}

//! The MBR in sector 0; nothing if it is something else: each entry is active (80) or not (0), and the
//! sector of a FAT or NTFS volume begins with a jump over its parameters.
std::optional<QByteArray> readMbr(const ImageSource &disk)
{
    auto mbr = disk.read(0, kSector);
    if (!mbr || !mbr->endsWith("\x55\xAA") || readFatBits(disk) > 0)
        return {};
    for (qsizetype at = kMbrEntries; at < kMbrEnd; at += kMbrEntrySize) {
        if ((*mbr)[at] != '\0' && (*mbr)[at] != '\x80')
            return {};
    }
    return *mbr;
}

//! What the MBR says whatever else there is: discs that are also disks have one beside their GPT.
bool hasActivePartition(const QByteArray &mbr)
{
    bool isActive = false;
    for (qsizetype at = kMbrEntries; at < kMbrEnd; at += kMbrEntrySize)
        isActive = isActive || mbr[at] == '\x80';
    return isActive && mbr.first(kMbrCodeSize) != zeroBytes(quint64(kMbrCodeSize));
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

PartitionTable readPartitionTable(const ImageSource &disk)
{
    PartitionTable table;
    const auto mbr = readMbr(disk);
    table.startsByBios = mbr && hasActivePartition(*mbr);
    const auto sectors = disk.size() / kSector;
    for (const auto header : {quint64(1), sectors - 1}) {
        const auto found = sectors < 3 ? std::nullopt : entriesOf(disk, header);
        if (!found)
            continue;
        readGpt(disk, *found, table);
        return table;
    }
    for (qsizetype at = kMbrEntries; mbr && at < kMbrEnd; at += kMbrEntrySize) {
        const auto type = quint8((*mbr)[at + 4]);
        if (type == 0 || type == kProtective)
            continue;
        table.scheme = PartitionScheme::Mbr;
        addPartition(
            table, disk, le<quint32>(*mbr, at + 8), le<quint32>(*mbr, at + 12), typeText(type));
    }
    return table;
}

std::vector<PartitionRange> readPartitions(const ImageSource &disk)
{
    std::vector<PartitionRange> ranges;
    for (const auto &partition : readPartitionTable(disk).partitions)
        ranges.push_back(partition.range);
    return ranges;
}

Result<void> relabelGpt(ImageOverlay &disk, const QString &name)
{
    const auto first = disk.read(kSector, kSector);
    if (!first)
        return first.error();
    for (const auto sector : {quint64(1), le<quint64>(*first, 32)}) {
        auto table = entriesOf(disk, sector);
        if (!table)
            continue;
        for (qsizetype at = 0; at + qsizetype(kEntrySize) <= table->size(); at += kEntrySize) {
            if (!guidFromBytes(QByteArrayView(*table).sliced(at)).isNull())
                putBytes(*table, at + 56, nameField(name));
        }
        auto header = disk.read(sector * kSector, kSector);
        if (!header)
            return header.error();
        sum(*header, *table);
        if (const auto done = disk.write(le<quint64>(*header, 72) * kSector, *table); !done)
            return done;
        if (const auto done = disk.write(sector * kSector, *header); !done)
            return done;
    }
    return {};
}

} // namespace bootwright

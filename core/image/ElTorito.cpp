// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ElTorito.h"

#include "core/base/Bytes.h"

// El Torito, Bootable CD-ROM Format Specification 1.0 (1995); platform 0xEF: UEFI 2.10, 13.3.2.1.
// Descriptor (sector 17; boot managers accept no other): 0 type 0 | 1 "CD001" | 6 version 1
//   7 "EL TORITO SPECIFICATION" | 71 sector of the catalog
// Catalog, entries of 32 bytes:
//   validation: 0 id 1 | 1 platform | 28 makes the sum of all 16-bit words 0 | 30 55 AA
//   entry: 0 0x88 bootable | 1 media 0, no emulation | 2 load segment 0 = 07C0 | 6 count of 512 bytes | 8 sector
//   section: 0 0x91 the last one | 1 platform | 2 number of entries

namespace bootwright {

namespace {

constexpr quint64 kSector = 2048;
constexpr char kBios = 0;
constexpr char kEfi = '\xEF';

void putEntry(QByteArray &catalog, qsizetype offset, const BootEntry &entry)
{
    catalog[offset] = entry.count512 > 0 ? '\x88' : '\0';
    putLe<quint16>(catalog, offset + 6, entry.count512);
    putLe<quint32>(catalog, offset + 8, entry.sector);
}

//! The catalog's sector; 0 when there is none.
quint32 catalogSectorOf(const ImageSource &disc)
{
    for (quint64 sector = 16; sector < 64; ++sector) {
        const auto bytes = disc.read(sector * kSector, kSector);
        if (!bytes || bytes->sliced(1, 5) != "CD001" || (*bytes)[0] == '\xFF')
            return 0;
        if ((*bytes)[0] == 0 && bytes->sliced(7, 23) == "EL TORITO SPECIFICATION")
            return le<quint32>(*bytes, 71);
    }
    return 0;
}

BootCatalogEntry entryAt(const QByteArray &catalog, qsizetype offset, char platform)
{
    return {platform == kEfi,
            catalog[offset] == '\x88',
            (catalog[offset + 1] & 0x0F) != 0,
            le<quint32>(catalog, offset + 8),
            le<quint16>(catalog, offset + 6)};
}

} // namespace

QByteArray elToritoDescriptor(quint32 catalogSector)
{
    QByteArray bytes = zeroBytes(kSector);
    putBytes(bytes,
             1,
             "CD001\x01"
             "EL TORITO SPECIFICATION");
    putLe<quint32>(bytes, 71, catalogSector);
    return bytes;
}

QByteArray elToritoCatalog(const BootEntry &bios, const BootEntry &efi)
{
    QByteArray bytes = zeroBytes(kSector);
    const auto hasBios = bios.count512 > 0;
    bytes[0] = 1;
    bytes[1] = hasBios || efi.count512 == 0 ? kBios : kEfi;
    putBytes(bytes, 4, "Bootwright");
    putBytes(bytes, 30, "\x55\xAA");
    quint16 sum = 0;
    for (qsizetype i = 0; i < 32; i += 2)
        sum = quint16(sum + le<quint16>(bytes, i));
    putLe<quint16>(bytes, 28, quint16(0x10000 - sum));
    putEntry(bytes, 32, hasBios ? bios : efi);
    if (hasBios && efi.count512 > 0) {
        bytes[64] = '\x91';
        bytes[65] = kEfi;
        putLe<quint16>(bytes, 66, 1);
        putEntry(bytes, 96, efi);
    }
    return bytes;
}

std::vector<BootCatalogEntry> readBootCatalog(const ImageSource &disc)
{
    const auto sector = catalogSectorOf(disc);
    const auto catalog = disc.read(sector * kSector, sector == 0 ? 0 : kSector);
    if (!catalog || catalog->size() != qsizetype(kSector) || (*catalog)[0] != 1
        || catalog->sliced(30, 2) != "\x55\xAA")
        return {};
    std::vector<BootCatalogEntry> entries{entryAt(*catalog, 32, (*catalog)[1])};
    qsizetype at = 64;
    while (at + 32 <= catalog->size() && ((*catalog)[at] == '\x90' || (*catalog)[at] == '\x91')) {
        const auto isLast = (*catalog)[at] == '\x91';
        const auto platform = (*catalog)[at + 1];
        auto left = le<quint16>(*catalog, at + 2);
        for (at += 32; left > 0 && at + 32 <= catalog->size(); at += 32) {
            if ((*catalog)[at] == '\x44') // more of the entry before
                continue;
            entries.push_back(entryAt(*catalog, at, platform));
            --left;
        }
        if (isLast)
            break;
    }
    return entries;
}

} // namespace bootwright

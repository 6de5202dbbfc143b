// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/DiscBoot.h"

#include "core/base/Bytes.h"
#include "core/base/Units.h"
#include "core/image/ElTorito.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 kSector = 2048;
constexpr quint64 kVirtualSector = 512;
constexpr quint64 kLargest = 32_MiB; //!< of what a catalog can say

//! Bytes of the FAT volume that begins with \a boot; 0 if it is none.
quint64 fatSize(QByteArrayView boot)
{
    if (!boot.endsWith("\x55\xAA") || le<quint16>(boot, 11) != kVirtualSector)
        return 0;
    const auto few = quint64(le<quint16>(boot, 19));
    return (few > 0 ? few : le<quint32>(boot, 32)) * kVirtualSector;
}

Result<QByteArray> imageOf(const ImageSource &disc, const BootCatalogEntry &entry)
{
    const auto offset = entry.sector * kSector;
    auto size = std::max<quint64>(entry.count512, 1) * kVirtualSector;
    const auto boot = disc.read(offset, kVirtualSector);
    if (!boot)
        return boot.error();
    if (const auto volume = fatSize(*boot); entry.isEfi && volume > 0)
        size = volume;
    return disc.read(offset, std::min(size, kLargest));
}

} // namespace

Result<DiscBoot> readDiscBoot(const ImageSource &disc)
{
    DiscBoot boot;
    for (const auto &entry : readBootCatalog(disc)) {
        auto &image = entry.isEfi ? boot.efi : boot.bios;
        if (!entry.isBootable || entry.isEmulated || !image.isEmpty())
            continue;
        auto bytes = imageOf(disc, entry);
        if (!bytes)
            return bytes.error();
        image = std::move(*bytes);
    }
    return boot;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

namespace bootwright {

//! A boot image for the El Torito catalog: where it lies and its bytes / 512. No sectors: no such image.
struct BootEntry
{
    quint32 sector = 0;
    quint16 count512 = 0;
};

//! The descriptor of sector 17, which leads to the catalog.
QByteArray elToritoDescriptor(quint32 catalogSector);
//! The catalog, one sector: BIOS as the default entry and UEFI in a section of its own, or UEFI as the default
//! when there is no BIOS image.
QByteArray elToritoCatalog(const BootEntry &bios, const BootEntry &efi);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"

#include <QByteArray>

#include <vector>

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

//! One entry of the boot catalog of a disc.
struct BootCatalogEntry
{
    bool isEfi = false;
    bool isBootable = false;
    bool isEmulated = false; //!< a floppy or hard disk is played to the BIOS
    quint32 sector = 0;
    quint16 count512 = 0;
};

//! The entries of the catalog on \a disc, in their order; none when it has no good catalog.
std::vector<BootCatalogEntry> readBootCatalog(const ImageSource &disc);

} // namespace bootwright

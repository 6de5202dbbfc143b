// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"

namespace bootwright {

//! The boot images that the El Torito catalog of a disc names; empty is what it has not.
struct DiscBoot
{
    QByteArray bios; //!< no emulation
    QByteArray efi;  //!< a FAT volume
};

//! Reads them from \a disc; nothing is found on what is no disc. How large a FAT volume is, it says itself:
//! many catalogs give it fewer or more sectors. Corrupt when they do not lie on the disc.
Result<DiscBoot> readDiscBoot(const ImageSource &disc);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace bootwright {

//! The El Torito boot image for BIOS (no emulation, 2048 bytes: four sectors of 512, load segment 0),
//! our own (resources/bios/cdboot.asm): it loads BOOTMGR from the ISO9660 root directory to 2000:0000
//! and jumps there with DL = drive. BOOTMGR may be as large as the low memory allows (about 500 KiB).
QByteArray biosCdBoot();

} // namespace bootwright

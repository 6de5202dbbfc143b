// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageLayout.h"
#include "core/image/IsoOptions.h"
#include "core/tree/FileTree.h"

namespace bootwright {

//! The universal image (docs/formats/universal-image.md): at once a disc, ISO9660 with relaxed names and
//! UDF 1.02 with El Torito, and a disk, GPT with one FAT32 partition; every file lies there once, in
//! the order of \a tree. Reads no content.
//! InvalidInput: labels or boot images that cannot be. Unsupported, naming the file: a name that one of
//! the three file systems cannot hold, 4 GiB or more in one file, or a file that the boot manager reads
//! (bootmgr*, boot, efi, sources) beyond the first 4 GiB.
Result<ImageLayout> layoutIso(const FileTree &tree, const IsoOptions &options);

} // namespace bootwright

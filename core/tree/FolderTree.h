// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/FileTree.h"

namespace bootwright {

//! Every file and folder below \a folder, sorted by name, so that the same folder gives the same tree on
//! every system. NotFound or AccessDenied; Unsupported for links, devices and files that FAT32 cannot
//! hold; InvalidInput for names that Windows refuses.
Result<FileTree> folderTree(const QString &folder);

//! The same for a folder that already is a medium (a mounted one, a copy): what cannot be on media or cannot
//! be read is left out, as FileTree::leftOut() tells. NotFound.
Result<FileTree> mediumTree(const QString &folder);

//! The largest file that FAT32 holds: 4 GiB - 1 byte.
inline constexpr quint64 LargestFatFile = 0xFFFFFFFF;
//! Unsupported, with a sentence that names \a path, if FAT32 cannot hold a file of \a size bytes.
Result<void> checkFatSize(const QString &path, quint64 size);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"
#include "core/tree/FileTree.h"

namespace bootwright {

//! The files in the image at \a path (not the structures around them): from UDF if there is one, else
//! from ISO9660, else from FAT, in the first partition (GPT or MBR) that has one or bare. Their content is
//! read from the image later. NotFound, AccessDenied; Unsupported: no file system that we know; Corrupt.
Result<FileTree> readImage(const QString &path);
Result<FileTree> readImage(const ImageSource &source);
//! The name of the volume that readImage() reads; empty when it has none.
Result<QString> readVolumeLabel(const QString &path);

} // namespace bootwright

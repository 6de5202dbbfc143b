// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"
#include "core/tree/FileTree.h"

namespace bootwright {

enum class FileSystem { Udf, Iso9660, Fat12, Fat16, Fat32 };

//! The file system in an image that people see when they attach or plug it in.
struct Volume
{
    FileSystem fileSystem = FileSystem::Udf;
    QString label;      //!< empty when it has none
    quint64 offset = 0; //!< bytes into the image; not 0 only in a partition
    FileTree tree;      //!< its contents are read from the image later
};

//! UDF if there is one, else ISO9660, else FAT, in the first partition (GPT or MBR) that has one or bare.
//! An image whose renewal was interrupted is read as if it had been finished (RenewalJournal).
//! Unsupported: no file system that we know; Corrupt.
Result<Volume> readVolume(const ImageSource &source);

//! The files of the volume in the image (or block device) at \a path; not the structures around them. Also
//! NotFound, AccessDenied.
Result<FileTree> readImage(const QString &path);
Result<FileTree> readImage(const ImageSource &source);
//! The same for media that others made, where UDF and ISO9660 may disagree: whichever of the two is sound and
//! holds more bytes; the other one may be damaged or only say that the files are elsewhere.
Result<FileTree> readFullestImage(const QString &path);
//! The name of the volume that readImage() reads; empty when it has none.
Result<QString> readVolumeLabel(const QString &path);

} // namespace bootwright

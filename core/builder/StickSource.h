// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/Manifest.h"

#include <QStringList>

namespace bootwright {

//! What is written onto sticks.
struct StickSource
{
    QString name;      //!< the path, or the label of a recipe
    FileTree tree;     //!< in the order in which it is written
    QString label;     //!< of the volume, as FAT allows it
    QString mediaGuid; //!< empty for media of others
    QStringList warnings;
};

//! The media at \a path: an image of ours, any other ISO or image file, a folder, a stick. If they carry a
//! manifest, every byte is held against it as it is read: who writes the tree gets a Corrupt error
//! instead of wrong bytes. NotFound, AccessDenied; Corrupt; Unsupported: no file system that we read, or
//! a file that FAT32 cannot hold.
Result<StickSource> openStickSource(const QString &path);

} // namespace bootwright

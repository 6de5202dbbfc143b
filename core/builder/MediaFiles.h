// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/builder/Manifest.h"
#include "core/builder/MediaData.h"
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/MediaSecrets.h"
#include "core/site/Site.h"
#include "core/tree/FileTree.h"

namespace bootwright {

//! Everything that goes onto a medium, in the order in which it is written. The manifest comes last: it
//! holds the hashes of all others, which are known when they have gone by.
struct MediaFiles
{
    FileTree tree;
    QByteArray biosBoot; //!< El Torito image, may be empty
    QByteArray efiBoot;  //!< El Torito image
    MediaIdentity identity;
    QStringList warnings;
};

//! Bytes that media keep free behind the file at \a path, so that it can grow when they are renewed; 0
//! for files that are never renewed. docs/formats/universal-image.md says why so much.
quint64 roomFor(const QString &path);

//! \a tree with room behind what is renewed, every content hashed, at once if it is in memory, else while it is
//! written, and with \a manifest, which lists them, as its last file.
Result<FileTree> withManifest(const FileTree &tree, Manifest manifest);

//! Collects the files of the medium that \a recipe describes. What is small is read now; the boot image
//! and other large files are read when they are written.
Result<MediaFiles> collectFiles(const MediaRecipe &recipe,
                                const MediaSecrets &secrets,
                                Site &site,
                                const Chance &chance,
                                Control &control);

} // namespace bootwright

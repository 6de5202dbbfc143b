// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaRecipe.h"
#include "core/site/Site.h"
#include "core/tree/FileTree.h"
#include "core/wim/BootImage.h"

namespace bootwright {

//! The files of the prestart command, from the folder, zip or package that the recipe names; empty when
//! it names none.
Result<FileTree> prestartFiles(const MediaRecipe &recipe, Site &site, Control &control);

//! The files of \a files, a folder or a zip.
Result<FileTree> filesOf(const FilesDraft &files);

//! The bytes of sources/boot.wim: the boot image as it lies on disk or, with a prestart command, the same
//! with an overlay that holds it as ConfigMgr keeps it in a boot image: TSConfig.ini with the command and
//! its files under \sms\PKG\SMS10000. \a embedded is added at the root too.
Result<ContentSource> bootWim(const BootImage &image,
                              const MediaRecipe &recipe,
                              const FileTree &prestart,
                              const FileTree &embedded,
                              const QDateTime &now);

} // namespace bootwright

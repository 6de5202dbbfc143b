// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Control.h"
#include "core/builder/BuildReport.h"
#include "core/image/ImageLayout.h"
#include "core/image/ImageSink.h"
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/MediaSecrets.h"
#include "core/share/Share.h"
#include "core/site/Site.h"

#include <functional>

namespace bootwright {

//! Opens the target once the exact size of the image is known.
using OpenSink =
    std::function<Result<std::unique_ptr<ImageSink>>(const ImageLayout &layout, Control &control)>;

//! Makes the medium that \a recipe describes: collects the files, lays them out, writes them in one pass,
//! reads everything back, registers the certificate, and only then gives the image its name. On an
//! error, a cancel, or when the read-back differs, the target is as it was before.
Result<BuildReport> buildMedia(const MediaRecipe &recipe,
                               const MediaSecrets &secrets,
                               Site &site,
                               const Chance &chance,
                               const OpenSink &openSink,
                               ReadBack readBack,
                               Control &control);

//! What a build would write, without writing it.
struct BuildPlan
{
    quint64 size = 0;        //!< bytes of the image
    quint64 writtenSize = 0; //!< bytes without the holes
    QStringList files;       //!< paths on the medium
    QStringList warnings;
};
Result<BuildPlan> planBuild(const MediaRecipe &recipe,
                            const MediaSecrets &secrets,
                            Site &site,
                            const Chance &chance,
                            Control &control);

//! Writes an image and, by wish, reads it back; what came of it stands in the report.
Result<BuildReport> writeAndReadBack(BuildReport report,
                                     const ImageLayout &layout,
                                     ImageSink &sink,
                                     ReadBack readBack,
                                     Control &control);

//! The sink of an ISO recipe: the file that the recipe names, replaced only when \a overwrite is true. A share
//! that the system does not open itself is reached by \a shares.
OpenSink openIsoFile(const QString &path,
                     bool overwrite,
                     const std::shared_ptr<ShareClient> &shares = nullptr);

} // namespace bootwright

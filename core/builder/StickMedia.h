// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Control.h"
#include "core/builder/StickSource.h"
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/MediaSecrets.h"
#include "core/site/Site.h"

namespace bootwright {

//! The media of a recipe on their way to sticks: the source of a StickRun, and what the run has to do before
//! its first stick is finished.
struct StickMedia
{
    StickSource source;
    QDateTime certificateExpires; //!< UTC
    //! Makes the certificate known to the site, which must still be there; once for all sticks.
    std::function<Result<void>()> registerCertificate;
    //! What became of it, as a sentence, after that.
    std::shared_ptr<const QString> registration;
};

//! Collects what \a recipe describes; reads no large file yet. Errors: those of collectFiles().
Result<StickMedia> stickMedia(const MediaRecipe &recipe,
                              const MediaSecrets &secrets,
                              Site &site,
                              const Chance &chance,
                              Control &control);

} // namespace bootwright

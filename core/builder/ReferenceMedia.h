// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/ExistingMedia.h"
#include "core/image/DiscBoot.h"
#include "core/recipe/MediaRecipe.h"

#include <optional>

namespace bootwright {

//! Media that Microsoft's console made at the site, which new media follow wherever only the console knows
//! what is right: variables without a public name, further lines of TsmBootstrap.ini, boot images.
struct ReferenceMedia
{
    ExistingMedia media;
    DiscBoot boot; //!< empty when the reference is no disc
    QStringList
        taken; //!< sentences: what new media take from it, for the manifest and the warnings
};

//! The reference media that \a recipe names; nothing if it names none. Errors as those of readExistingMedia(), and
//! InvalidInput when they are of another site.
Result<std::optional<ReferenceMedia>> readReferenceMedia(const MediaRecipe &recipe,
                                                         const MediaSecrets &secrets);

//! The variables of \a reference in their order, with what the answers of \a recipe determine taken from
//! \a known, the variables that would be written without a reference, and with \a identity.
Result<MediaVariables> variablesFrom(const ReferenceMedia &reference,
                                     const MediaVariables &known,
                                     const MediaRecipe &recipe,
                                     const MediaIdentity &identity,
                                     const Chance &chance);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/StickMedia.h"

#include "core/builder/MediaFiles.h"
#include "core/builder/registerMedia.h"
#include "core/recipe/MediaLabel.h"

#include <QDir>

namespace bootwright {

Result<StickMedia> stickMedia(const MediaRecipe &recipe,
                              const MediaSecrets &secrets,
                              Site &site,
                              const Chance &chance,
                              Control &control)
{
    auto collected = collectFiles(recipe, secrets, site, chance, control);
    if (!collected)
        return collected.error();
    const auto files = std::make_shared<MediaFiles>(std::move(*collected));
    const auto registration = std::make_shared<QString>();
    const auto registerCertificate = [files, registration, recipe, &site]() -> Result<void> {
        Control uninterrupted;
        const auto done = registerMedia(site, recipe, files->identity, uninterrupted);
        if (!done)
            return done.error();
        *registration = registrationNote(*done, files->identity, QDir::currentPath());
        return {};
    };
    return StickMedia{{.name = recipe.label(),
                       .tree = files->tree,
                       .label = fatLabel(recipe.label()),
                       .mediaGuid = files->identity.guid,
                       .warnings = files->warnings},
                      files->identity.certificate.notAfter(),
                      registerCertificate,
                      registration};
}

} // namespace bootwright

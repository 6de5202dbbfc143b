// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/identity/MediaCertificate.h"
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/MediaSecrets.h"
#include "core/tree/FileTree.h"
#include "core/variables/MediaVariables.h"

namespace bootwright {

struct ReferenceMedia;

//! The identity of one medium: its GUID, and the certificate that stands for it at the site.
struct MediaIdentity
{
    QString guid; //!< bare, upper case
    MediaCertificate certificate;
};

//! The certificate of the .pfx file at \a path, if media can use it at \a now. Errors: those of reading
//! the file and of MediaCertificate::fromPfx(). \a shownPath: as sentences name the file, if it is a copy.
Result<MediaCertificate> openPfx(const QString &path,
                                 const Secret &password,
                                 const QDateTime &now,
                                 const QString &shownPath = {});

//! The identity sealed in the file at \a path: its GUID is the common name of its certificate. Errors as those of
//! openPfx().
Result<MediaIdentity>
openIdentity(const QString &path, const Secret &password, const QDateTime &now);

//! The identity that the recipe names, or a fresh GUID with a self-signed certificate of the recipe's dates, or with the certificate of its .pfx.
Result<MediaIdentity>
makeIdentity(const MediaRecipe &recipe, const MediaSecrets &secrets, const Chance &chance);

//! The variables that the media of \a recipe get, without their identity and the values of hidden ones.
MediaVariables plannedVariables(const MediaRecipe &recipe);

//! What Windows PE reads from the medium: SMS/data with the sealed variables, the label, autorun.inf.
struct MediaData
{
    FileTree smsData; //!< below SMS/data
    FileTree root;    //!< MediaLabel.txt and, if wanted, autorun.inf
};
//! \a reference: the media to follow, or null.
Result<MediaData> mediaData(const MediaRecipe &recipe,
                            const MediaSecrets &secrets,
                            const MediaIdentity &identity,
                            const ReferenceMedia *reference,
                            const Chance &chance);

} // namespace bootwright

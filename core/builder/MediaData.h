// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/identity/MediaCertificate.h"
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/MediaSecrets.h"
#include "core/tree/FileTree.h"

namespace bootwright {

//! The identity of one medium: its GUID, and the certificate that stands for it at the site.
struct MediaIdentity
{
    QString guid; //!< bare, upper case
    MediaCertificate certificate;
};

//! The certificate of the .pfx file at \a path, if media can use it at \a now. Errors: those of reading
//! the file and of MediaCertificate::fromPfx().
Result<MediaCertificate> openPfx(const QString &path, const Secret &password, const QDateTime &now);

//! A fresh GUID with a self-signed certificate of the recipe's dates, or with the certificate of its .pfx.
Result<MediaIdentity>
makeIdentity(const MediaRecipe &recipe, const MediaSecrets &secrets, const Chance &chance);

//! What Windows PE reads from the medium: SMS/data with the sealed variables, the label, autorun.inf.
struct MediaData
{
    FileTree smsData; //!< below SMS/data
    FileTree root;    //!< MediaLabel.txt and, if wanted, autorun.inf
};
Result<MediaData> mediaData(const MediaRecipe &recipe,
                            const MediaSecrets &secrets,
                            const MediaIdentity &identity,
                            const Chance &chance);

} // namespace bootwright

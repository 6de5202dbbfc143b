// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/ShareCopies.h"
#include "core/identity/MediaCertificate.h"
#include "core/recipe/MediaDraft.h"

namespace bootwright {

//! What the work on a draft needs from elsewhere, ready to be used: its site, and what lies on shares.
struct Reach
{
    MediaDraft draft; //!< with everything that its media are made from on this computer
    std::unique_ptr<Site> site;
    std::shared_ptr<ShareClient>
        shares; //!< null when the system opens all paths of the draft itself
    std::vector<std::shared_ptr<const QTemporaryDir>> copies = {}; //!< of what lies on shares
};

//! A file or folder that somebody named, as this computer opens it.
struct NearPath
{
    QString path;                              //!< here
    QString named;                             //!< as it was named, perhaps on a share
    std::shared_ptr<const QTemporaryDir> copy; //!< null when the system opens what was named

    //! \a error as it concerns what was named.
    Error told(Error error) const;
};

//! \a path itself, or a copy of what lies there on a share that the system does not open itself. The errors of
//! ShareCopies::get(); \a copies as for reachInputs().
Result<NearPath> reachPath(const QString &path,
                           const SiteAccess &access,
                           Control &control,
                           ShareCopies *copies = nullptr);

//! The recipe \a file; relative paths in it are relative to the folder where it was named. Errors of readRecipe().
Result<MediaDraft> readNearRecipe(const NearPath &file);

//! The PKI certificate in the .pfx file \a path. Errors of reachPath() and openPfx().
Result<MediaCertificate> readPfx(const QString &path,
                                 const Secret &password,
                                 const QDateTime &now,
                                 const SiteAccess &access,
                                 Control &control,
                                 ShareCopies *copies);

//! What opens \a path to write it: null when the system does. Errors of ShareClient::make().
Result<std::shared_ptr<ShareClient>> sharesFor(const QString &path, const SiteAccess &access);

//! Copies what lies on shares that the system does not open itself, and opens the site. Errors of openSite() and of
//! ShareClient; Device, NoSpace; Corrupt for names that lead elsewhere; InvalidInput when the image would take
//! the place of what it is made from. \a copies, unless null, has those that were made before and keeps the new.
Result<Reach> reachInputs(const MediaDraft &draft,
                          SiteAccess access,
                          Control &control,
                          ShareCopies *copies = nullptr);

} // namespace bootwright

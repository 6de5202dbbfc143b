// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/ExistingMedia.h"
#include "core/builder/Manifest.h"

namespace bootwright {

//! Media as they are after a renewal, but for what follows from the rest: card, label file, manifest.
struct ChangedMedia
{
    ExistingMedia media;
    QByteArray variablesFile;              //!< SMS/data/Variables.dat, sealed
    std::optional<MediaIdentity> identity; //!< when it is a new one, which the site has to be told
};

//! Makes what \a draft, which was judged, says of \a media. \a secrets are the new ones, \a password is the one
//! the media have now. Errors: those of certificates and of text that media cannot carry.
Result<ChangedMedia> changedMedia(const ExistingMedia &media,
                                  const RenewalDraft &draft,
                                  const MediaSecrets &secrets,
                                  const Secret &password,
                                  const Chance &chance);

//! The bench card of \a media with the manifest \a manifest.
QByteArray mediaCard(const Manifest &manifest, const ExistingMedia &media);

//! A file of the media with new bytes.
struct RenewedFile
{
    QString path;
    QByteArray bytes;
};

//! What a renewal changes on media of ours: the files with their new bytes, the manifest last.
struct RenewedFiles
{
    std::vector<RenewedFile> files;
    std::optional<QString> label; //!< when it is another one, with the mark of unattended media
    std::optional<MediaIdentity> identity;
    Manifest manifest;
};

//! The files in which \a changed differs from \a media, whose manifest was \a manifest.
RenewedFiles renewedFiles(const ExistingMedia &media,
                          ChangedMedia changed,
                          const Manifest &manifest,
                          const QDateTime &now);

} // namespace bootwright

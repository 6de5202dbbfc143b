// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/builder/ExistingMedia.h"
#include "core/image/ImageStore.h"
#include "core/site/Site.h"

namespace bootwright {

//! A renewal that is asked for.
struct RenewalRequest
{
    QString path; //!< an image file, a drive, or the folder of a mounted medium or of a copy
    ImageStore *store = nullptr; //!< the drive, opened; null: a file or folder
    RenewalDraft draft;
    MediaSecrets secrets; //!< the new ones
    Secret password;      //!< that the media have now; empty: none
    Site *site = nullptr; //!< that is told about a new certificate; null: none is at hand
};

//! The warnings of the rules about \a request on \a media, or the error of its problems.
Result<QStringList> judgeRequest(const RenewalRequest &request,
                                 const ExistingMedia &media,
                                 const Chance &chance,
                                 Control &control);
//! Tells the site about \a identity, if there is a site and a new identity; what came of it.
Result<QString> registerRenewal(const RenewalRequest &request,
                                const std::optional<MediaIdentity> &identity,
                                UserDeviceAffinity affinity,
                                Control &control);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaData.h"
#include "core/site/Site.h"

namespace bootwright {

//! Makes the certificate of finished media known to the site.
Result<Registration> registerMedia(Site &site,
                                   const MediaRecipe &recipe,
                                   const MediaIdentity &identity,
                                   Control &control);

//! What became of it, as sentences. When an admin has to do it, the certificate and a PowerShell script for that
//! are written into \a folder, with the media's GUID in their names.
QString registrationNote(const Registration &registration,
                         const MediaIdentity &identity,
                         const QString &folder);

} // namespace bootwright

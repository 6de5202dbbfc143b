// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Report.h"
#include "core/builder/ShareInputs.h"
#include "core/recipe/MediaDraft.h"
#include "core/site/SiteAccess.h"

namespace bootwright {

//! How the options say to get at a site. A certificate that nobody knows is trusted if its fingerprint was
//! given, or if the person at the terminal says so; then also next time. Errors: those of reading files.
Result<SiteAccess> siteAccess(const Options &options);

//! reachPath() as whom the options say. Errors of siteAccess() too.
Result<NearPath> nearPath(const QString &path, const Options &options, Report &report);

//! What \a source means: "lab", the file of a profile, or the name of a server.
SiteDraft siteOf(const QString &source);

} // namespace bootwright

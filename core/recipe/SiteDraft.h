// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Site.h"

namespace bootwright {

//! Where the facts of the site come from, as a recipe names it.
struct SiteDraft
{
    SiteSource source = SiteSource::Lab;
    QString profile;  //!< a file, with the source Profile
    QString server;   //!< with the source AdminService
    QString siteCode; //!< may be empty: whatever site the source has

    bool operator==(const SiteDraft &) const = default;
};

} // namespace bootwright

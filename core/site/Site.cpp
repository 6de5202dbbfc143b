// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/Site.h"

#include "core/base/Tr.h"
#include "core/site/LabSite.h"
#include "core/site/ProfileSite.h"

namespace bootwright {

Result<std::unique_ptr<Site>>
openSite(SiteSource source, const QString &profile, const QString &server)
{
    switch (source) {
    case SiteSource::Lab:
        return std::make_unique<LabSite>();
    case SiteSource::Profile: {
        if (profile.isEmpty())
            return Error{Error::Kind::InvalidInput, Tr::tr("No site profile is named."), {}};
        auto site = ProfileSite::open(profile);
        if (!site)
            return site.error();
        return std::unique_ptr<Site>(std::move(*site));
    }
    case SiteSource::AdminService:
        break;
    }
    return Error{
        Error::Kind::Unsupported,
        Tr::tr("Cannot ask the site server \"%1\". Bootwright does not talk to site servers "
               "yet; use a site profile.")
            .arg(server),
        {}};
}

} // namespace bootwright

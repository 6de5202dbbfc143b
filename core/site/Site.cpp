// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/Site.h"

#include "core/base/Tr.h"
#include "core/site/AdminServiceSite.h"
#include "core/site/LabSite.h"
#include "core/site/ProfileSite.h"

namespace bootwright {

Result<CertificateStanding>
Site::certificateStanding(const QString &mediaGuid, const QString &, Control &)
{
    return Error{Error::Kind::Unsupported,
                 Tr::tr("Cannot tell whether the site knows the media %1. Name its SMS Provider.")
                     .arg(mediaGuid),
                 {}};
}

Result<BootImageDetails> Site::bootImageDetails(const QString &packageId, Control &)
{
    return Error{Error::Kind::Unsupported,
                 Tr::tr("Cannot tell more about the boot image %1. Only a site's SMS Provider can; "
                        "connect to it.")
                     .arg(packageId),
                 {}};
}

Result<std::unique_ptr<Site>>
openSite(SiteSource source, const QString &profile, const QString &server, SiteAccess access)
{
    switch (source) {
    case SiteSource::Lab:
        return std::make_unique<LabSite>();
    case SiteSource::Profile: {
        if (profile.isEmpty())
            return Error{Error::Kind::InvalidInput, Tr::tr("No site profile is named."), {}};
        auto site = ProfileSite::open(profile, std::move(access));
        if (!site)
            return site.error();
        return std::unique_ptr<Site>(std::move(*site));
    }
    case SiteSource::AdminService:
        if (server.isEmpty())
            return Error{Error::Kind::InvalidInput, Tr::tr("No site server is named."), {}};
        return AdminServiceSite::open(server, std::move(access));
    }
    Q_UNREACHABLE();
}

} // namespace bootwright

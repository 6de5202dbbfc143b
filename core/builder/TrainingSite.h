// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"
#include "core/site/LabSite.h"

#include <QTemporaryDir>

namespace bootwright {

//! The training site with its stand-in boot image, which is made in a temporary folder when it is asked
//! for and goes with the site.
class TrainingSite final : public Site
{
public:
    Result<SiteFacts> facts(Control &control) override { return m_site.facts(control); }
    Result<QString> bootImageFile(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<QString> packageFolder(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override
    {
        return m_site.packageFolder(packageId, distributionPoint, control);
    }
    Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                             Control &control) override
    {
        return m_site.registerCertificate(registration, control);
    }

private:
    LabSite m_site;
    QTemporaryDir m_folder;
};

//! The site that \a draft names, ready for a build. Errors as those of openSite().
Result<std::unique_ptr<Site>> openSiteFor(const SiteDraft &draft, SiteAccess access = {});

} // namespace bootwright

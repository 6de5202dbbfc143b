// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/share/Share.h"
#include "core/site/AdminService.h"
#include "core/site/ContentCache.h"
#include "core/site/Site.h"
#include "core/site/SiteSurvey.h"
#include "core/site/fetchContent.h"

#include <optional>

namespace bootwright {

//! A real site, asked through the administration service of its SMS Provider. Content comes from the web server of
//! a distribution point, else from its content library, else from the source of the package.
class AdminServiceSite final : public Site
{
public:
    //! \a server is asked when the facts are. InvalidInput when it is no server's name.
    static Result<std::unique_ptr<Site>> open(const QString &server, SiteAccess access);

    Result<SiteFacts> facts(Control &control) override;
    Result<BootImageDetails> bootImageDetails(const QString &packageId, Control &control) override;
    Result<QString> bootImageFile(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<QString> packageFolder(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                             Control &control) override;
    Result<CertificateStanding> certificateStanding(const QString &mediaGuid,
                                                    const QString &thumbprint,
                                                    Control &control) override;

private:
    AdminServiceSite(std::shared_ptr<Http> http,
                     AdminService service,
                     ContentCache cache,
                     std::shared_ptr<ShareClient> shares);

    Result<Fetched> fetch(const QString &packageId,
                          const QString &distributionPoint,
                          const QString &fileName,
                          const ChooseFiles &choose,
                          Control &control);
    QUrl webServerOf(const QString &distributionPoint) const;

    std::shared_ptr<Http> m_http;
    ContentCache m_cache;
    std::shared_ptr<ShareClient> m_shares;
    AdminService m_service;
    std::optional<SiteSurvey> m_survey;
};

} // namespace bootwright

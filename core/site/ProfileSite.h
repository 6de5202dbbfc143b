// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Site.h"

#include <QTemporaryDir>

namespace bootwright {

//! A site known from a profile file. It can hand out what the profile names, and register nothing.
class ProfileSite final : public Site
{
public:
    //! Reads the profile at \a path: NotFound, AccessDenied, InvalidInput. \a access opens the shares that it
    //! names.
    static Result<std::unique_ptr<ProfileSite>> open(const QString &path, SiteAccess access = {});

    Result<SiteFacts> facts(Control &control) override;
    Result<QString> bootImageFile(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<QString> packageFolder(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                             Control &control) override;

private:
    ProfileSite(SiteFacts facts, SiteAccess access);

    SiteFacts m_facts;
    SiteAccess m_access;
    QTemporaryDir m_copies; //!< of packages on shares
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ProfileSite.h"

#include "core/base/Tr.h"
#include "core/site/SiteProfile.h"

namespace bootwright {

Result<std::unique_ptr<ProfileSite>> ProfileSite::open(const QString &path)
{
    auto facts = readProfile(path);
    if (!facts)
        return facts.error();
    return std::unique_ptr<ProfileSite>(new ProfileSite(std::move(*facts)));
}

ProfileSite::ProfileSite(SiteFacts facts)
    : m_facts(std::move(facts))
{}

Result<SiteFacts> ProfileSite::facts(Control &control)
{
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    return m_facts;
}

Result<QString> ProfileSite::bootImageFile(const QString &packageId,
                                           const QString &distributionPoint,
                                           Control &control)
{
    Q_UNUSED(distributionPoint)
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    const auto *image = m_facts.bootImage(packageId);
    if (image && !image->file.isEmpty())
        return image->file;
    return Error{
        Error::Kind::NotFound,
        Tr::tr("Cannot get the boot image %1. The site profile does not say where its file is. "
               "Name the .wim file itself.")
            .arg(packageId),
        {}};
}

Result<QString> ProfileSite::packageFolder(const QString &packageId,
                                           const QString &distributionPoint,
                                           Control &control)
{
    Q_UNUSED(distributionPoint)
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    const auto *package = m_facts.package(packageId);
    if (package && !package->folder.isEmpty())
        return package->folder;
    return Error{
        Error::Kind::NotFound,
        Tr::tr("Cannot get the package %1. The site profile does not say where its files are. "
               "Name a folder or a zip instead.")
            .arg(packageId),
        {}};
}

Result<Registration> ProfileSite::registerCertificate(const CertificateRegistration &registration,
                                                      Control &control)
{
    Q_UNUSED(registration)
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    return Registration{
        Registration::Outcome::NotOffered,
        Tr::tr("The media certificate is not registered, because the site is known only "
               "from a profile. Register it at the site %1 before the media are used.")
            .arg(m_facts.siteCode)};
}

} // namespace bootwright

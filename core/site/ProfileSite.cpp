// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ProfileSite.h"

#include "core/base/Tr.h"
#include "core/site/ShareContent.h"
#include "core/site/SiteProfile.h"
#include "core/site/fetchContent.h"

#include <algorithm>

namespace bootwright {

namespace {

//! What lies at \a path on a share, copied into \a cache.
Result<Fetched> fetchFromShare(const QString &path,
                               const Content &content,
                               const QString &siteCode,
                               const ContentCache &cache,
                               const SiteAccess &access,
                               Control &control)
{
    auto shares = openShares(access);
    if (!shares)
        return shares.error();
    std::vector<std::unique_ptr<ContentPlace>> places;
    places.push_back(std::make_unique<SourceContent>(path, std::move(*shares)));
    const auto all = [](const QList<ContentFile> &files) {
        return Result<QList<ContentFile>>(files);
    };
    return fetchContent(cache, siteCode, content, places, all, control);
}

QString nameOf(const QString &path)
{
    return path.sliced(std::max(path.lastIndexOf(u'\\'), path.lastIndexOf(u'/')) + 1);
}

} // namespace

Result<std::unique_ptr<ProfileSite>> ProfileSite::open(const QString &path, SiteAccess access)
{
    auto facts = readProfile(path);
    if (!facts)
        return facts.error();
    return std::unique_ptr<ProfileSite>(new ProfileSite(std::move(*facts), std::move(access)));
}

ProfileSite::ProfileSite(SiteFacts facts, SiteAccess access)
    : m_facts(std::move(facts))
    , m_access(std::move(access))
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
    if (image && needsShareClient(image->file)) {
        const auto fetched =
            fetchFromShare(image->file,
                           {packageId, image->version.toLongLong(), nameOf(image->file)},
                           m_facts.siteCode,
                           contentCache(m_access),
                           m_access,
                           control);
        if (!fetched)
            return fetched.error();
        return fetched->folder + u'/' + fetched->files.first().path;
    }
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
    if (package && needsShareClient(package->folder)) {
        // not for later: a profile does not say which version of the files it means
        const ContentCache own(m_copies.path(), contentCache(m_access).limit());
        const auto fetched = fetchFromShare(
            package->folder, {packageId, 0, {}}, m_facts.siteCode, own, m_access, control);
        if (!fetched)
            return fetched.error();
        return fetched->folder;
    }
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

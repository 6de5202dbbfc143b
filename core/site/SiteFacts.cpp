// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/SiteFacts.h"

#include <algorithm>

namespace bootwright {

namespace {

template<typename T>
const T *withId(const QList<T> &list, const QString &packageId)
{
    const auto at = std::find_if(list.cbegin(), list.cend(), [&](const T &one) {
        return one.packageId.compare(packageId, Qt::CaseInsensitive) == 0;
    });
    return at == list.cend() ? nullptr : &*at;
}

} // namespace

QString comparableUrl(const QString &url)
{
    auto comparable = url.toLower();
    while (comparable.endsWith(u'/'))
        comparable.chop(1);
    return comparable;
}

const SiteBootImage *SiteFacts::bootImage(const QString &packageId) const
{
    return withId(bootImages, packageId);
}

const SitePackage *SiteFacts::package(const QString &packageId) const
{
    return withId(packages, packageId);
}

const ManagementPoint *SiteFacts::managementPoint(const QString &url) const
{
    const auto at = std::find_if(
        managementPoints.cbegin(), managementPoints.cend(), [&](const ManagementPoint &one) {
            return comparableUrl(one.url) == comparableUrl(url);
        });
    return at == managementPoints.cend() ? nullptr : &*at;
}

} // namespace bootwright

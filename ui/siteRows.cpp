// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/siteRows.h"

#include "core/base/Tr.h"

#include <algorithm>

namespace bootwright {

namespace {

SearchList::Row rowOf(const SiteBootImage &image, const QLocale &locale)
{
    SearchList::Row row{image.packageId, image.name};
    row.facts = {image.packageId, image.architecture};
    if (!image.version.isEmpty())
        row.facts.append(Tr::tr("version %1").arg(image.version));
    row.facts.append(image.date.left(10));
    if (image.sizeBytes > 0)
        row.facts.append(locale.formattedDataSize(qint64(image.sizeBytes), 0));
    if (const auto count = image.distributionPoints.size(); count == 1)
        row.facts.append(Tr::tr("on %1").arg(image.distributionPoints.first()));
    else if (count > 1)
        row.facts.append(Tr::tr("on %n distribution point(s)", nullptr, int(count)));
    if (image.isUndistributed)
        row.warning = Tr::tr("not on any distribution point");
    return row;
}

SearchList::Row strangeRow(const QString &id)
{
    return {id, id, {}, Tr::tr("not of this site")};
}

} // namespace

QList<SearchList::Row>
bootImageRows(const SiteFacts &site, const QString &wanted, const QLocale &locale)
{
    QList<SearchList::Row> rows{
        {{}, Tr::tr("None of the site's"), {Tr::tr("a .wim file that you name below")}}};
    for (const auto &image : site.bootImages)
        rows.append(rowOf(image, locale));
    if (!wanted.isEmpty() && !site.bootImage(wanted))
        rows.append(strangeRow(wanted));
    return rows;
}

QList<SearchList::Row> packageRows(const QList<SitePackage> &packages, const QString &wanted)
{
    QList<SearchList::Row> rows;
    for (const auto &package : packages) {
        SearchList::Row row{package.packageId, package.name, {package.packageId}};
        if (!package.version.isEmpty())
            row.facts.append(Tr::tr("version %1").arg(package.version));
        rows.append(row);
    }
    const auto isThere =
        std::any_of(rows.begin(), rows.end(), [&](const auto &row) { return row.id == wanted; });
    if (!wanted.isEmpty() && !isThere)
        rows.append(strangeRow(wanted));
    return rows;
}

} // namespace bootwright

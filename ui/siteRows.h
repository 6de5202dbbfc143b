// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/SiteFacts.h"
#include "ui/widgets/SearchList.h"

#include <QLocale>

namespace bootwright {

//! The boot images of \a site to choose from, none among them; \a wanted too, when the site does not have it.
QList<SearchList::Row>
bootImageRows(const SiteFacts &site, const QString &wanted, const QLocale &locale);
//! The packages, and \a wanted too.
QList<SearchList::Row> packageRows(const QList<SitePackage> &packages, const QString &wanted);

} // namespace bootwright

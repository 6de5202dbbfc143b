// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/MediaReport.h"
#include "core/recipe/MediaRecipe.h"
#include "core/site/Site.h"

namespace bootwright {

//! One thing in which two media differ.
struct Difference
{
    QString code;     //!< for programs: "bootImageVersion"
    QString sentence; //!< for people: "Boot image LAB00005: version 3 → 4."
    QString before;   //!< empty: there was none, or it may be secret
    QString after;
};

//! What two media have not in common, in the order of the wizard's pages.
struct Comparison
{
    std::vector<Difference> differences;
    QStringList notCompared; //!< sentences: what one of them does not tell
};

//! Compares what \a before and \a after tell. What only one of them can tell (variables behind a password,
//! the identity of media that are not made yet) is not compared.
Comparison compareMedia(const MediaReport &before, const MediaReport &after);

//! What media made from \a recipe would tell, as far as it is known before they are made: no identity, no
//! files, no values of hidden variables. Errors: of asking the site for the boot image, and of reading it.
Result<MediaReport> plannedReport(const MediaRecipe &recipe, Site &site, Control &control);
//! The same for the recipe in \a file; also InvalidInput when no media can be made from it. Asks for no secret,
//! because what media tell does not depend on their values.
Result<MediaReport>
plannedReport(const QString &file, SiteAccess access, const QDateTime &now, Control &control);

} // namespace bootwright

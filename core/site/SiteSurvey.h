// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/AdminService.h"
#include "core/site/SiteFacts.h"

#include <QHash>

namespace bootwright {

//! Where the content of a package comes from, beside its distribution points.
struct PackageSource
{
    qint64 version = 0; //!< the source version, counted up with each update
    QString path;       //!< as the admin typed it: a .wim for a boot image, a folder for a package
};

//! What a site tells about itself.
struct SiteSurvey
{
    SiteFacts facts;
    QHash<QString, PackageSource> sources; //!< by package ID
};

//! Asks the site of \a service for everything that media need. Errors when the server cannot be asked, is no
//! SMS Provider of a primary site, sends what cannot be understood, or shows no boot image class at all;
//! what else is missing is a note among the facts. \a askManagementPoint asks without sign-in.
Result<SiteSurvey>
surveySite(const AdminService &service, const Ask &askManagementPoint, Control &control);

//! The server that a NAL path leads to: ["Display=\\dp01\"]MSWNET:["SMS_SITE=LAB"]\\dp01\ is "dp01".
QString serverOfNalPath(const QString &path);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/variables/MediaVariables.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace bootwright {

//! What the media tell Windows PE about themselves and their site: plain values, already checked. What
//! is empty or has no value is not known.
struct MediaFacts
{
    // the recipe determines these
    QString mediaGuid; //!< as it is stored and registered: upper case, no braces
    Secret pfxHex;     //!< certificate and key, upper-case hexadecimal; pfxPasswordFor(mediaGuid)
    QStringList locationManagementPoints; //!< dynamic media: URLs, the first one is asked first
    QString managementPoint;              //!< site-based media: the URL; the list is empty then
    bool unknownComputers = false;        //!< unknown computer support is on
    QString diskLabel;                    //!< the media label

    // the boot image; unknown when it is a file that no site knows
    QString bootImagePackageId;
    QString bootImageVersion; //!< its source version, for example "7"

    // the site
    QString siteCode;
    std::optional<int> httpPort;
    std::optional<int> httpsPort;
    std::optional<int> iisSslState;
    std::optional<bool> useCrl;
    std::optional<bool> preferredManagementPoint;
    QString publicRootKey;          //!< hexadecimal public key block
    QString siteSigningCertificate; //!< hexadecimal DER
    QString rootCaCertificates;     //!< as the site keeps them
    QString unknownComputerX86;     //!< GUIDs of the unknown computer records
    QString unknownComputerX64;
    QString unknownComputerArm64;
    QString brandingTitle;
    QString timeZone;

    //! One of the management points speaks HTTPS.
    bool usesHttps() const;
};

//! The variables that are known, and the names of those that media of this kind carry but that are
//! not: they are left off, never invented. The user is told.
struct KnownVariables
{
    MediaVariables variables;
    QStringList leftOff;
};

//! The media's own variables in the order of the table in MediaFacts.cpp. The user's come after them.
KnownVariables mediaVariables(const MediaFacts &facts);
//! \a name is in that table.
bool isMediaVariable(QStringView name);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bootwright {

//! A boot image of the site (SMS_BootImagePackage).
struct SiteBootImage
{
    QString packageId;
    QString name;
    QString version;       //!< the source version, counted up with each update, for example "7"
    QString osVersion;     //!< of the Windows PE inside, for example "10.0.26100.2454"
    QString architecture;  //!< "x86", "x64" or "arm64"
    QString language;      //!< a Windows language number such as "1033"
    quint64 sizeBytes = 0; //!< 0 if not known
    QString file;          //!< where the .wim lies, absolute; empty if the source does not say
    QStringList distributionPoints; //!< the servers that hold this version
    bool isUndistributed = false;   //!< the source knows that none does
    QString date = {}; //!< of the last change: "2026-11-02T09:10:01Z"; empty if not known

    bool operator==(const SiteBootImage &) const = default;
};

struct ManagementPoint
{
    QString url; //!< scheme and host, for example "https://mp02.lab.example"
    QString siteCode;
    QString name;

    bool isHttps() const { return url.startsWith(QLatin1String("https://"), Qt::CaseInsensitive); }
    bool operator==(const ManagementPoint &) const = default;
};

struct DistributionPoint
{
    QString server; //!< full host name
    QString siteCode;
    bool isHttps = false; //!< clients talk to it by HTTPS

    bool operator==(const DistributionPoint &) const = default;
};

//! A package whose files may accompany a prestart command.
struct SitePackage
{
    QString packageId;
    QString name;
    QString version;
    QString folder; //!< where its files lie, absolute; empty if the source does not say

    bool operator==(const SitePackage &) const = default;
};

//! \a url as it is compared with others: lower case, without a last '/'.
QString comparableUrl(const QString &url);

//! What the media need to know about a site: plain values. What is empty (or has no value) is not
//! known to the source; it is left off the media and never invented.
struct SiteFacts
{
    QString siteCode;
    QString siteName;
    QString siteServer; //!< full host name of the primary site server
    QList<SiteBootImage> bootImages;
    QList<ManagementPoint> managementPoints;
    QList<DistributionPoint> distributionPoints;
    QList<SitePackage> packages;

    std::optional<int> build; //!< of the site's version: 9141 is 2509
    std::optional<int> httpPort;
    std::optional<int> httpsPort;
    std::optional<int> iisSslState; //!< the number that the site keeps, bit by bit
    std::optional<bool> checkCrl;   //!< clients ask for revocation lists
    std::optional<bool> preferBoundaryManagementPoint;
    QString publicRootKey;          //!< hexadecimal public key block (trusted root key)
    QString siteSigningCertificate; //!< hexadecimal DER
    QString rootCaCertificates;     //!< as the site keeps them
    QString unknownComputerX86;     //!< GUIDs, lower case, no braces
    QString unknownComputerX64;
    QString unknownComputerArm64;
    QString brandingTitle;
    QString timeZone;
    QStringList notes; //!< sentences: what could not be learned, and why; not kept in a profile

    //! Windows PE of this site's version (2509 and newer) looks for a management point in the boundary group
    //! of the computer.
    bool looksInBoundaryGroups() const { return build.value_or(0) >= 9141; }
    //! The boot image of that package ID, or null.
    const SiteBootImage *bootImage(const QString &packageId) const;
    //! The package of that ID, or null.
    const SitePackage *package(const QString &packageId) const;
    //! The management point at \a url, whatever its case and with or without a last '/', or null.
    const ManagementPoint *managementPoint(const QString &url) const;

    bool operator==(const SiteFacts &) const = default;
};

} // namespace bootwright

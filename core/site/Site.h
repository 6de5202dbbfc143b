// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Result.h"
#include "core/site/SiteFacts.h"

#include <QByteArray>

#include <memory>

namespace bootwright {

//! Where site facts come from: the built-in training site, a file, a site server.
enum class SiteSource { Lab, Profile, AdminService };
enum class CertificateType { SelfSigned, Pki };
//! May a user be made the owner of the computer that is installed?
enum class UserDeviceAffinity { DoNotAllow, AdministratorApproval, AutoApproval };

//! What a site has to be told about the certificate of new media. Nothing secret.
struct CertificateRegistration
{
    QString mediaGuid; //!< bare, upper case
    QByteArray certificateDer;
    CertificateType certificateType = CertificateType::SelfSigned;
    UserDeviceAffinity userDeviceAffinity = UserDeviceAffinity::DoNotAllow;
};

//! What became of a registration.
struct Registration
{
    enum class Outcome { Registered, NotOffered };
    Outcome outcome = Outcome::NotOffered;
    QString note; //!< a sentence for the report: what still has to be done; may be empty
};

//! A Configuration Manager site, as far as boot media need one. Used by one thread at a time.
class Site
{
public:
    virtual ~Site() = default;

    //! The facts, asked for anew each time.
    virtual Result<SiteFacts> facts(Control &control) = 0;
    //! A file that holds the boot image, fetched if need be. NotFound with what to do instead.
    virtual Result<QString>
    bootImageFile(const QString &packageId, const QString &distributionPoint, Control &control) = 0;
    //! A folder that holds the files of a package, fetched if need be. NotFound with what to do instead.
    virtual Result<QString>
    packageFolder(const QString &packageId, const QString &distributionPoint, Control &control) = 0;
    //! Tells the site about new media. NotOffered when this source cannot: the note says what to do.
    virtual Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                                     Control &control) = 0;
};

//! The site of a source: \a profile is the path of a site profile, \a server a site server; those that
//! the source does not use are not looked at. A profile is read and checked here.
//! InvalidInput or NotFound (profile); Unsupported (adminService).
Result<std::unique_ptr<Site>>
openSite(SiteSource source, const QString &profile = {}, const QString &server = {});

} // namespace bootwright

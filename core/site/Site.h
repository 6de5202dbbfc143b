// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Result.h"
#include "core/site/BootImageDetails.h"
#include "core/site/SiteAccess.h"
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
    QString note;           //!< a sentence for the report: what still has to be done; may be empty
    QByteArray script = {}; //!< PowerShell by which an admin does it; may be empty
};

//! What a site has to say about the certificate of media.
enum class CertificateStanding {
    Known,
    Blocked,
    Unknown,
    Different, //!< another certificate has the GUID of these media
};

//! A Configuration Manager site, as far as boot media need one. Used by one thread at a time.
class Site
{
public:
    virtual ~Site() = default;

    //! The facts, asked for anew each time.
    virtual Result<SiteFacts> facts(Control &control) = 0;
    //! What the site tells of one boot image alone, by one request. Unsupported when this source cannot tell.
    virtual Result<BootImageDetails> bootImageDetails(const QString &packageId, Control &control);
    //! A file that holds the boot image, fetched if need be. NotFound with what to do instead.
    virtual Result<QString>
    bootImageFile(const QString &packageId, const QString &distributionPoint, Control &control) = 0;
    //! A folder that holds the files of a package, fetched if need be. NotFound with what to do instead.
    virtual Result<QString>
    packageFolder(const QString &packageId, const QString &distributionPoint, Control &control) = 0;
    //! Tells the site about new media. NotOffered when this source cannot: the note says what to do.
    virtual Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                                     Control &control) = 0;
    //! Whether the site knows the media of that GUID and, unless it is empty, their certificate by its
    //! \a thumbprint (SHA-1, hexadecimal). Unsupported when this source cannot tell.
    virtual Result<CertificateStanding>
    certificateStanding(const QString &mediaGuid, const QString &thumbprint, Control &control);
};

//! The site of a source: \a profile is the path of a site profile, \a server an SMS Provider, \a access how to
//! get at it; those that the source does not use are not looked at. A profile is read and checked here, a
//! server when it is asked. InvalidInput or NotFound.
Result<std::unique_ptr<Site>> openSite(SiteSource source,
                                       const QString &profile = {},
                                       const QString &server = {},
                                       SiteAccess access = {});

} // namespace bootwright

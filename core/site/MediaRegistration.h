// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/AdminService.h"
#include "core/site/Site.h"

namespace bootwright {

//! Tells the site about new media (SMS_Site.SubmitRegistrationRecord), and looks whether it knows them then.
//! A site that does not offer it, refuses it or forgets it is an outcome, not an error: the media are good,
//! somebody else can register them. Errors: Network, Cancelled, Corrupt.
Result<Registration> submitRegistration(const AdminService &service,
                                        const CertificateRegistration &registration,
                                        Control &control);

//! The outcome for media that were not registered, for the reason that \a why gives as a sentence.
Registration notRegistered(const QString &why);

//! What the site has under the GUID of media. \a thumbprint (SHA-1, hexadecimal) is that of their
//! certificate; empty: it is not compared.
Result<CertificateStanding> standingOfMedia(const AdminService &service,
                                            const QString &mediaGuid,
                                            const QString &thumbprint,
                                            Control &control);

//! A PowerShell script by which an admin registers the media at the site \a siteCode, whose primary site server
//! is \a siteServer.
QByteArray registrationScript(const CertificateRegistration &registration,
                              const QString &siteCode,
                              const QString &siteServer);

} // namespace bootwright

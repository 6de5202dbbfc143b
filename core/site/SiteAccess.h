// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>

namespace bootwright {

//! The TLS certificate of a server that this computer does not trust by itself.
struct ServerCertificate
{
    QString server;    //!< host, and port unless it is 443
    QByteArray sha256; //!< of the whole certificate, 32 bytes
    QString subject;
    QString issuer;
    QString why; //!< a sentence: what is wrong with it
};

//! \a sha256 as people compare it: "AB:CD:…".
QString fingerprintText(const QByteArray &sha256);
//! The reverse, with or without colons and spaces; empty when it is no SHA-256.
QByteArray fingerprintFromText(const QString &text);

//! How somebody gets at the servers of a site. Moved, not copied: it may hold a password.
struct SiteAccess
{
    QString user; //!< user@REALM or domain\user; empty: whoever is signed in
    Secret password;
    bool allowNtlm = false; //!< when Kerberos does not work; sites refuse it from version 2509
    //! Certificates that were allowed, by server: SHA-256, 32 bytes.
    std::map<QString, QByteArray> trusted;
    //! Asked once for a certificate that is not trusted; nobody to ask means no.
    std::function<bool(const ServerCertificate &)> consent;
    QString contentFolder;    //!< where fetched content is kept; empty: this user's own folder
    quint64 contentLimit = 0; //!< bytes of it; 0: 20 GiB

    SiteAccess clone() const;
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/HttpFailure.h"

#include "core/base/Tr.h"
#include "core/site/Http.h"

namespace bootwright {

namespace {

struct Sentence
{
    HttpFailure failure;
    Error::Kind kind;
    const char *text; //!< %1 is the server
};

// clang-format off
constexpr Sentence Sentences[] = {
    {HttpFailure::NoSuchName, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot reach \"%1\". There is no computer of that name. Check the spelling, or write its full name.")},
    {HttpFailure::NothingAnswers, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot reach \"%1\". Nothing answers at its port. Check the name, and whether a firewall is in between.")},
    {HttpFailure::Silent, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot reach \"%1\". It did not answer in time. Check the network, and try again.")},
    {HttpFailure::NoTls, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot talk to \"%1\". No encrypted connection can be made. Check the name and the port, and whether the server speaks TLS 1.2.")},
    {HttpFailure::Broken, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "The connection to \"%1\" broke. Check the network, and try again.")},
    {HttpFailure::NotHttp, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot talk to \"%1\". What it says is not HTTP. Check the name and the port.")},
    {HttpFailure::TooLarge, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot use the reply of \"%1\". It is too large. Check that it is the right server.")},
    {HttpFailure::Redirected, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot ask \"%1\". It sends us to another place, and we do not sign in there. Check the name of the server.")},
    {HttpFailure::Proxy, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot reach \"%1\". A proxy in between wants a sign-in. Let the server be reached without it.")},
    {HttpFailure::NoWindowsSignIn, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "Cannot sign in at \"%1\". It does not offer Windows authentication. Check that it is the right server.")},
    {HttpFailure::ClockSkew, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "Cannot sign in at \"%1\". Its clock and that of this computer differ by more than five minutes. Set the clock.")},
    {HttpFailure::TicketRefused, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "Cannot sign in at \"%1\". It refuses the Kerberos ticket. Check that the name is the server's own, that the account may sign in there, and that the authentication level of the SMS Provider is Windows authentication.")},
    {HttpFailure::NtlmRefused, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "Cannot sign in at \"%1\". It refuses NTLM, as sites do from version 2509. Use Kerberos: the server's full name, and a ticket.")},
    {HttpFailure::PasswordRefused, Error::Kind::AccessDenied, QT_TRANSLATE_NOOP("bootwright", "Cannot sign in at \"%1\". It refuses the user or the password. Check both.")},
    {HttpFailure::Other, Error::Kind::Network, QT_TRANSLATE_NOOP("bootwright", "Cannot ask \"%1\". The request failed. The log says more.")},
};
// clang-format on

} // namespace

Error httpError(HttpFailure failure, const QUrl &url, const QString &detail)
{
    for (const auto &sentence : Sentences) {
        if (sentence.failure == failure)
            return {sentence.kind, Tr::tr(sentence.text).arg(serverName(url)), detail};
    }
    Q_UNREACHABLE();
}

Error notTrusted(const ServerCertificate &certificate)
{
    return {Error::Kind::AccessDenied,
            Tr::tr("Cannot trust \"%1\". %2 If the SHA-256 fingerprint of the server's own "
                   "certificate is the same, allow it: %3")
                .arg(certificate.server, certificate.why, fingerprintText(certificate.sha256)),
            QStringLiteral("subject %1, issuer %2").arg(certificate.subject, certificate.issuer)};
}

Error notTheAllowed(const ServerCertificate &certificate)
{
    return {Error::Kind::AccessDenied,
            Tr::tr("Cannot trust \"%1\". Its certificate is not the one that was allowed. If the "
                   "server got a new one, allow its SHA-256 fingerprint: %2")
                .arg(certificate.server, fingerprintText(certificate.sha256)),
            QStringLiteral("subject %1, issuer %2").arg(certificate.subject, certificate.issuer)};
}

} // namespace bootwright

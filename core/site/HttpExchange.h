// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Http.h"

#include <optional>

namespace bootwright {

//! How a request says who asks.
enum class Token { None, Kerberos, Ntlm };

//! One request on its way: what is asked, and with what proof on both sides.
struct Outgoing
{
    const HttpRequest &request;
    Token token = Token::None;
    const SiteAccess &access; //!< the user and the password, if they are named
    QByteArray
        publicKey; //!< SubjectPublicKeyInfo that the server must have; empty: the system's trust
};

//! What came of it.
struct Exchange
{
    Result<HttpReply> reply;
    bool isBegun = false;  //!< the receiver got something: the request cannot be repeated
    QString whyNotTrusted; //!< not empty: the server's certificate is at fault, for this reason
};

//! The certificate of a server as it was seen, and its key.
struct ShownCertificate
{
    ServerCertificate certificate;
    QByteArray publicKey; //!< SubjectPublicKeyInfo
};

//! Connections to web servers by libcurl: single requests, each with a token of its own, without any
//! decision about what to do next. The only class that includes curl. Never through a proxy, never on to
//! where a redirect leads.
class HttpExchange
{
public:
    explicit HttpExchange(HttpLimits limits);
    ~HttpExchange();
    HttpExchange(const HttpExchange &) = delete;
    HttpExchange &operator=(const HttpExchange &) = delete;

    Exchange ask(const Outgoing &outgoing, Control &control);
    //! Connects to \a url, looks at the certificate, and says nothing.
    Result<ShownCertificate> look(const QUrl &url, Control &control);

private:
    struct Handles;
    std::unique_ptr<Handles> m_handles;
    HttpLimits m_limits;
};

} // namespace bootwright

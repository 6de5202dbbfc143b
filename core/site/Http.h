// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Units.h"
#include "core/site/SiteAccess.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QMap>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

namespace bootwright {

//! Whether a request proves who asks. Required: a token goes with each request.
enum class SignIn { None, Required };

struct HttpReply
{
    int status = 0;
    QByteArray body;
    QMap<QByteArray, QByteArray> headers; //!< names in lower case

    bool isGood() const { return status >= 200 && status < 300; }
};

struct HttpRequest
{
    QUrl url;
    SignIn signIn = SignIn::None;
    QByteArray json;  //!< not empty: a POST of this, which is never repeated
    quint64 from = 0; //!< the first byte that is wanted (Range)
    //! Takes the body of a good reply (200, 206) piece by piece; empty: it is kept in the reply.
    std::function<Result<void>(QByteArrayView)> into;
    //! Called before the first piece, with the status and the headers: an error ends the transfer.
    std::function<Result<void>(const HttpReply &)> begin;
};

//! How long we wait and how much we take.
struct HttpLimits
{
    std::chrono::milliseconds connect{15'000};
    std::chrono::milliseconds silence{60'000}; //!< without a byte
    std::chrono::milliseconds reply{300'000};  //!< for a whole reply that is kept
    quint64 replyBytes = 64_MiB;               //!< of a reply that is kept
    int attempts = 3;                          //!< of a request that may be repeated
    std::chrono::milliseconds pause{500};      //!< before the second attempt, doubled each time
};

//! Asks web servers, as one user, never through a proxy. Always holds: a server's certificate is trusted
//! by the system or was allowed by its fingerprint; a redirect is followed on the same scheme, host and
//! port only; nothing of a sign-in gets into an error or the log. Stops within a moment of a cancel. Used
//! by one thread at a time.
class Http
{
public:
    explicit Http(SiteAccess access, HttpLimits limits = {});
    ~Http();
    Http(Http &&) noexcept;
    Http &operator=(Http &&) = delete;

    //! The reply, whatever its status but 407, a refused sign-in (401), and redirects out of the server. Network,
    //! AccessDenied or WrongPassword with a sentence that names the server; Cancelled; what `into` and
    //! `begin` answer.
    Result<HttpReply> ask(const HttpRequest &request, Control &control);

    //! The certificates that were allowed, with those that `consent` allowed meanwhile.
    const std::map<QString, QByteArray> &trusted() const;

private:
    struct Engine;
    std::unique_ptr<Engine> m_engine;
};

//! \a url as people name a server: its host, and the port unless it is the scheme's own.
QString serverName(const QUrl &url);
//! Both have the same scheme, host and port.
bool isSameOrigin(const QUrl &a, const QUrl &b);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/Http.h"

#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/waitOrAbandon.h"
#include "core/site/HttpExchange.h"
#include "core/site/HttpFailure.h"
#include "core/site/KerberosTicket.h"

#include <QDateTime>

#include <set>
#include <thread>

namespace bootwright {

namespace {

constexpr auto kLook = std::chrono::milliseconds(50); //!< how often a wait looks for a cancel
constexpr int kRedirects = 4;

bool isWorthRepeating(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

bool clocksDiffer(const HttpReply &reply)
{
    constexpr qint64 tolerated = 5 * 60;
    const auto date =
        QDateTime::fromString(QString::fromLatin1(reply.headers.value("date")), Qt::RFC2822Date);
    return date.isValid() && std::abs(date.secsTo(QDateTime::currentDateTimeUtc())) > tolerated;
}

//! The ticket in use on this thread, as long as this lives.
class UseOf
{
public:
    explicit UseOf(KerberosTicket *ticket)
        : m_ticket(ticket)
    {
        if (m_ticket)
            m_ticket->use();
    }
    ~UseOf()
    {
        if (m_ticket)
            m_ticket->finish();
    }
    UseOf(const UseOf &) = delete;
    UseOf &operator=(const UseOf &) = delete;

private:
    KerberosTicket *m_ticket;
};

} // namespace

QString serverName(const QUrl &url)
{
    const auto usual = url.scheme() == u"http" ? 80 : 443;
    return url.port(usual) == usual ? url.host()
                                    : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == u"http" ? 80 : 443); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

//! What one user knows about the servers, and the connections to them.
struct Http::Engine
{
    Exchange askPatiently(const HttpRequest &request, Control &control);
    Exchange askSigned(const HttpRequest &request, Control &control);
    Exchange askTrusted(const HttpRequest &request, Token token, Control &control);
    Exchange send(const HttpRequest &request, Token token, Control &control);
    Result<void> checkAllowed(const QUrl &url, Control &control);
    Result<void> askConsent(const QUrl &url, const QString &why, Control &control);
    void keepAllowed(const ShownCertificate &shown);
    Result<void> fetchTickets(const QUrl &url, Control &control);
    Result<void> fetchTicket(Control &control);
    Result<std::optional<Error>> whyNoTicketFor(const QUrl &url, Control &control) const;
    Error whyRefused(const HttpReply &reply, const QUrl &url, Control &control) const;
    Result<void> wait(std::chrono::milliseconds time, Control &control) const;

    SiteAccess access;
    HttpLimits limits;
    HttpExchange exchange;
    std::shared_ptr<KerberosTicket> ticket;
    std::set<QString> hosts;                  //!< for which there is a ticket
    std::map<QString, QByteArray> publicKeys; //!< of servers whose certificates were allowed
};

//! Before the first request to a server whose certificate was allowed: does it still show that one? From
//! then on each connection must have its key.
Result<void> Http::Engine::checkAllowed(const QUrl &url, Control &control)
{
    const auto server = serverName(url);
    const auto allowed = access.trusted.find(server);
    if (url.scheme() != u"https" || allowed == access.trusted.end() || publicKeys.contains(server))
        return {};
    auto shown = exchange.look(url, control);
    if (!shown)
        return shown.error();
    if (shown->certificate.sha256 != allowed->second) {
        shown->certificate.why = Tr::tr("Its certificate is not the one that was allowed before.");
        if (!access.consent || !access.consent(shown->certificate))
            return notTheAllowed(shown->certificate);
        keepAllowed(*shown);
    }
    publicKeys[server] = shown->publicKey;
    return {};
}

void Http::Engine::keepAllowed(const ShownCertificate &shown)
{
    const auto &certificate = shown.certificate;
    logInfo(QStringLiteral("Certificate of %1 allowed: %2")
                .arg(certificate.server, fingerprintText(certificate.sha256)));
    access.trusted[certificate.server] = certificate.sha256;
    publicKeys[certificate.server] = shown.publicKey;
}

Result<void> Http::Engine::askConsent(const QUrl &url, const QString &why, Control &control)
{
    auto shown = exchange.look(url, control);
    if (!shown)
        return shown.error();
    auto &certificate = shown->certificate;
    if (access.trusted.contains(certificate.server))
        return notTheAllowed(certificate);
    certificate.why = why;
    if (!access.consent || !access.consent(certificate))
        return notTrusted(certificate);
    keepAllowed(*shown);
    return {};
}

Exchange Http::Engine::send(const HttpRequest &request, Token token, Control &control)
{
    const auto key = publicKeys.find(serverName(request.url));
    const UseOf use(token == Token::Kerberos ? ticket.get() : nullptr);
    return exchange.ask(
        {request, token, access, key == publicKeys.end() ? QByteArray() : key->second}, control);
}

Exchange Http::Engine::askTrusted(const HttpRequest &request, Token token, Control &control)
{
    if (const auto allowed = checkAllowed(request.url, control); !allowed)
        return {allowed.error(), false, {}};
    auto done = send(request, token, control);
    if (done.whyNotTrusted.isEmpty())
        return done;
    if (const auto allowed = askConsent(request.url, done.whyNotTrusted, control); !allowed)
        return {allowed.error(), false, {}};
    return send(request, token, control);
}

Result<void> Http::Engine::fetchTicket(Control &control)
{
    if (ticket || access.user.isEmpty())
        return {};
    auto got = waitOrAbandon(
        [user = access.user, password = std::make_shared<const Secret>(access.password.clone())] {
            return KerberosTicket::get(user, *password);
        },
        control);
    if (!got)
        return cancelled();
    if (!*got)
        return got->error();
    ticket = std::move(**got);
    return {};
}

Result<std::optional<Error>> Http::Engine::whyNoTicketFor(const QUrl &url, Control &control) const
{
    auto why = waitOrAbandon(
        [host = url.host(), ticket = ticket] { return whyNoTicket(host, ticket.get()); }, control);
    if (!why)
        return cancelled();
    return std::move(*why);
}

//! All tickets that a request to \a url needs. While curl asks a domain controller nothing can stop it, so it must find
//! them. That there is none for this server shows when the server refuses us.
Result<void> Http::Engine::fetchTickets(const QUrl &url, Control &control)
{
    if (const auto fetched = fetchTicket(control); !fetched)
        return fetched;
    if (hosts.contains(url.host()))
        return {};
    const auto why = whyNoTicketFor(url, control);
    if (!why)
        return why.error();
    if (*why && (*why)->kind == Error::Kind::Network)
        return **why;
    if (!*why)
        hosts.insert(url.host());
    return {};
}

//! Why the server answered 401 to a request that should have brought a ticket.
Error Http::Engine::whyRefused(const HttpReply &reply, const QUrl &url, Control &control) const
{
    if (!reply.headers.value("www-authenticate").toLower().contains("negotiate"))
        return httpError(HttpFailure::NoWindowsSignIn, url);
    const auto why = whyNoTicketFor(url, control);
    if (!why || *why)
        return why ? **why : why.error();
    return httpError(clocksDiffer(reply) ? HttpFailure::ClockSkew : HttpFailure::TicketRefused,
                     url);
}

Exchange Http::Engine::askSigned(const HttpRequest &request, Control &control)
{
    if (request.signIn == SignIn::None)
        return askTrusted(request, Token::None, control);
    std::optional<Error> refusal;
    if (const auto fetched = fetchTickets(request.url, control); !fetched) {
        refusal = fetched.error();
    } else {
        auto done = askTrusted(request, Token::Kerberos, control);
        if (!done.reply || done.reply->status != 401)
            return done;
        refusal = whyRefused(*done.reply, request.url, control);
    }
    if (!access.allowNtlm || refusal->kind == Error::Kind::Cancelled)
        return {*refusal, false, {}};
    auto done = askTrusted(request, Token::Ntlm, control);
    if (!done.reply || done.reply->status != 401)
        return done;
    const auto isOffered = done.reply->headers.value("www-authenticate").toLower().contains("ntlm");
    done.reply = httpError(isOffered ? HttpFailure::PasswordRefused : HttpFailure::NtlmRefused,
                           request.url,
                           refusal->message);
    return done;
}

Result<void> Http::Engine::wait(std::chrono::milliseconds time, Control &control) const
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
        if (const auto proceed = control.proceed(); !proceed)
            return proceed.error();
        std::this_thread::sleep_for(std::min(kLook, time));
    }
    return {};
}

//! Once more after a while, when the network or the server is at fault and nothing can happen twice.
Exchange Http::Engine::askPatiently(const HttpRequest &request, Control &control)
{
    auto pause = limits.pause;
    for (int attempt = 1;; ++attempt, pause *= 2) {
        auto done = askSigned(request, control);
        const auto isPassing = done.reply ? isWorthRepeating(done.reply->status)
                                          : done.reply.error().kind == Error::Kind::Network;
        if (!isPassing || !request.json.isEmpty() || done.isBegun || attempt >= limits.attempts)
            return done;
        logWarning(
            QStringLiteral("Asking %1 again: %2")
                .arg(serverName(request.url),
                     done.reply ? QString::number(done.reply->status) : done.reply.error().detail));
        if (const auto waited = wait(pause, control); !waited)
            return {waited.error(), false, {}};
    }
}

Http::Http(SiteAccess access, HttpLimits limits)
    : m_engine(new Engine{std::move(access), limits, HttpExchange(limits), nullptr, {}, {}})
{}

Http::~Http() = default;
Http::Http(Http &&) noexcept = default;

const std::map<QString, QByteArray> &Http::trusted() const
{
    return m_engine->access.trusted;
}

Result<HttpReply> Http::ask(const HttpRequest &request, Control &control)
{
    auto here = request;
    for (int hop = 0;; ++hop) {
        const auto reply = m_engine->askPatiently(here, control).reply;
        if (!reply)
            return reply;
        if (reply->status == 407)
            return httpError(HttpFailure::Proxy, here.url);
        const auto isMoved = reply->status >= 301 && reply->status <= 308 && reply->status != 304;
        if (!isMoved)
            return reply;
        const auto next = here.url.resolved(
            QUrl::fromEncoded(reply->headers.value("location"), QUrl::StrictMode));
        if (!request.json.isEmpty() || hop == kRedirects || !isSameOrigin(next, here.url))
            return httpError(
                HttpFailure::Redirected, here.url, next.toString(QUrl::RemoveUserInfo));
        here.url = next;
    }
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/HttpExchange.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/site/HttpFailure.h"
#include "core/site/SiteSignature.h"

#include <array>
#include <curl/curl.h>

namespace bootwright {

namespace {

constexpr auto kCancelLook = std::chrono::milliseconds(50); //!< how often a wait looks for a cancel
constexpr qsizetype kHeaderBytes = 256 * 1024;

struct FreeEasy
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};
struct FreeMulti
{
    void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
};
struct FreeList
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

//! One reply as it comes in.
struct Incoming
{
    Incoming(const HttpRequest &what, quint64 most)
        : request(what)
        , limit(most)
    {}

    const HttpRequest &request;
    quint64 limit; //!< bytes of a body that is kept
    HttpReply reply;
    qsizetype headerBytes = 0;
    bool hasAllHeaders = false; //!< the empty line behind them came
    bool isBegun = false;
    std::optional<Error> error;

    bool isForReceiver() const
    {
        return request.into && (reply.status == 200 || reply.status == 206);
    }
    bool fail(Error why)
    {
        error = std::move(why);
        return false;
    }
    bool begin()
    {
        if (isBegun || !isForReceiver())
            return true;
        isBegun = true;
        const auto good = request.begin ? request.begin(reply) : Result<void>();
        return good || fail(good.error());
    }
    bool add(QByteArrayView bytes)
    {
        if (isForReceiver()) {
            if (!begin())
                return false;
            const auto taken = request.into(bytes);
            return taken || fail(taken.error());
        }
        if (quint64(reply.body.size() + bytes.size()) > limit)
            return fail(httpError(HttpFailure::TooLarge, request.url));
        reply.body.append(bytes);
        return true;
    }
    bool addHeader(QByteArrayView line)
    {
        headerBytes += line.size();
        if (headerBytes > kHeaderBytes)
            return fail(httpError(HttpFailure::TooLarge, request.url));
        if (line.startsWith("HTTP/")) {
            reply = {};
            reply.status = line.toByteArray().split(' ').value(1).toInt();
            hasAllHeaders = false;
            return true;
        }
        hasAllHeaders = hasAllHeaders || line.trimmed().isEmpty();
        const auto colon = line.indexOf(':');
        if (colon > 0) {
            auto &value = reply.headers[line.first(colon).toByteArray().toLower()];
            const auto more = line.sliced(colon + 1).trimmed().toByteArray();
            value = value.isEmpty() ? more : value + ", " + more;
        }
        return true;
    }
};

size_t takeBody(char *bytes, size_t size, size_t count, void *incoming)
{
    const auto all = size * count;
    return static_cast<Incoming *>(incoming)->add({bytes, qsizetype(all)}) ? all : 0;
}

size_t takeHeader(char *bytes, size_t size, size_t count, void *incoming)
{
    const auto all = size * count;
    return static_cast<Incoming *>(incoming)->addHeader({bytes, qsizetype(all)}) ? all : 0;
}

HttpFailure failureOf(CURLcode code)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return HttpFailure::NoSuchName;
    case CURLE_COULDNT_CONNECT:
        return HttpFailure::NothingAnswers;
    case CURLE_OPERATION_TIMEDOUT:
        return HttpFailure::Silent;
    case CURLE_SSL_CONNECT_ERROR:
        return HttpFailure::NoTls;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        return HttpFailure::Broken;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
        return HttpFailure::NotHttp;
    default:
        return HttpFailure::Other;
    }
}

//! Why the system does not trust a certificate, from what the TLS library (OpenSSL or Schannel) says.
QString whyNotTrusted(CURL *easy, const QByteArray &errorText)
{
    constexpr long notYetValid = 9; // the numbers of X.509 verification in OpenSSL
    constexpr long expired = 10;
    long verdict = 0;
    curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verdict);
    if (verdict == expired || errorText.contains("SEC_E_CERT_EXPIRED"))
        return Tr::tr("Its certificate has expired.");
    if (verdict == notYetValid)
        return Tr::tr("Its certificate is not valid yet.");
    if (errorText.contains("target host name") || errorText.contains("SEC_E_WRONG_PRINCIPAL"))
        return Tr::tr("Its certificate is for a computer of another name.");
    return Tr::tr("This computer does not know who issued its certificate.");
}

//! The certificate that the server of the last connection showed.
ShownCertificate shownCertificate(CURL *easy, const QUrl &url)
{
    ShownCertificate shown;
    QByteArray der;
    auto &certificate = shown.certificate;
    certificate.server = serverName(url);
    curl_certinfo *chain = nullptr;
    curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain);
    if (!chain || chain->num_of_certs < 1)
        return shown;
    for (const auto *field = chain->certinfo[0]; field; field = field->next) {
        const QByteArray line(field->data);
        const auto value = line.sliced(line.indexOf(':') + 1);
        if (line.startsWith("Subject:"))
            certificate.subject = QString::fromUtf8(value);
        else if (line.startsWith("Issuer:"))
            certificate.issuer = QString::fromUtf8(value);
        else if (line.startsWith("Cert:"))
            der = QByteArray::fromBase64(QByteArray(value)
                                             .replace("-----BEGIN CERTIFICATE-----", "")
                                             .replace("-----END CERTIFICATE-----", ""));
    }
    certificate.sha256 = sha256(der);
    shown.publicKey = publicKeyInfo(der);
    return shown;
}

//! What holds for every connection.
void setCommon(CURL *handle, const QUrl &url, const HttpLimits &limits)
{
    curl_easy_setopt(handle, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, long(limits.connect.count()));
}

} // namespace

struct HttpExchange::Handles
{
    void set(const HttpRequest &request, const HttpLimits &limits);
    void setReceiver(Incoming &incoming);
    void setSignIn(Token token, const SiteAccess &access);
    void setPublicKey(const QByteArray &publicKey);
    CURLcode run(CURL *handle, Control &control) const;

    std::unique_ptr<CURLM, FreeMulti> multi;
    std::unique_ptr<CURL, FreeEasy> easy;
    std::unique_ptr<curl_slist, FreeList> headers;
    std::array<char, CURL_ERROR_SIZE> errorText{};
};

void HttpExchange::Handles::set(const HttpRequest &request, const HttpLimits &limits)
{
    auto *const handle = easy.get();
    curl_easy_reset(handle);
    setCommon(handle, request.url, limits);
    curl_easy_setopt(
        handle, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1)); // as the sign-in needs
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, errorText.data());
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, long(512 * 1024));
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(
        handle, CURLOPT_LOW_SPEED_TIME, std::max(1L, long(limits.silence.count() / 1000)));
    if (!request.into)
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, long(limits.reply.count()));
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "Bootwright/" BOOTWRIGHT_VERSION);
    if (request.from > 0)
        curl_easy_setopt(
            handle, CURLOPT_RANGE, (QByteArray::number(request.from) + '-').constData());
    if (!request.json.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.json.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.json.constData());
        headers.reset(curl_slist_append(nullptr, "Content-Type: application/json"));
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    }
}

void HttpExchange::Handles::setReceiver(Incoming &incoming)
{
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &incoming);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &incoming);
}

void HttpExchange::Handles::setPublicKey(const QByteArray &publicKey)
{
    if (publicKey.isEmpty())
        return;
    const auto pin = "sha256//" + sha256(publicKey).toBase64();
    curl_easy_setopt(easy.get(), CURLOPT_PINNEDPUBLICKEY, pin.constData());
    curl_easy_setopt(easy.get(), CURLOPT_SSL_VERIFYPEER, 0L); // the key is compared instead
    curl_easy_setopt(easy.get(), CURLOPT_SSL_VERIFYHOST, 0L);
}

void HttpExchange::Handles::setSignIn(Token token, const SiteAccess &access)
{
    if (token == Token::None)
        return;
    auto *const handle = easy.get();
    curl_easy_setopt(handle,
                     CURLOPT_HTTPAUTH,
                     long(token == Token::Kerberos ? CURLAUTH_NEGOTIATE : CURLAUTH_NTLM));
    if (access.user.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_USERPWD, ":"); // whoever is signed in
        return;
    }
    auto password = access.password.utf8().toByteArray();
    curl_easy_setopt(handle, CURLOPT_USERNAME, access.user.toUtf8().constData());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, password.constData());
    password.fill('\0');
}

//! Runs the request that \a handle is set up for. CURLE_ABORTED_BY_CALLBACK after a cancel.
CURLcode HttpExchange::Handles::run(CURL *handle, Control &control) const
{
    curl_multi_add_handle(multi.get(), handle);
    auto code = CURLE_OK;
    for (int running = 1; running > 0;) {
        if (!control.proceed())
            code = CURLE_ABORTED_BY_CALLBACK;
        if (code != CURLE_OK || curl_multi_perform(multi.get(), &running) != CURLM_OK)
            break;
        if (running > 0)
            curl_multi_poll(multi.get(), nullptr, 0, int(kCancelLook.count()), nullptr);
    }
    int left = 0;
    while (const auto *message = curl_multi_info_read(multi.get(), &left)) {
        if (code == CURLE_OK)
            code = message->data.result;
    }
    curl_multi_remove_handle(multi.get(), handle);
    return code;
}

HttpExchange::HttpExchange(HttpLimits limits)
    : m_handles(std::make_unique<Handles>())
    , m_limits(limits)
{
    static const auto isStarted = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!isStarted)
        return; // without handles every request fails with an error of its own
    m_handles->multi.reset(curl_multi_init());
    m_handles->easy.reset(curl_easy_init());
}

HttpExchange::~HttpExchange() = default;

Exchange HttpExchange::ask(const Outgoing &outgoing, Control &control)
{
    const auto &url = outgoing.request.url;
    if (!m_handles->multi || !m_handles->easy)
        return {
            httpError(HttpFailure::Other, url, QStringLiteral("curl does not start")), false, {}};
    Incoming incoming(outgoing.request, m_limits.replyBytes);
    m_handles->set(outgoing.request, m_limits);
    m_handles->setReceiver(incoming);
    m_handles->setSignIn(outgoing.token, outgoing.access);
    m_handles->setPublicKey(outgoing.publicKey);
    auto code = m_handles->run(m_handles->easy.get(), control);
    if (code == CURLE_OK && !incoming.hasAllHeaders)
        code = CURLE_PARTIAL_FILE; // curl takes headers that break off for all of them
    if (code == CURLE_OK)
        incoming.begin(); // an empty body has no first piece
    if (incoming.error)
        return {*incoming.error, true, {}};
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return {cancelled(), incoming.isBegun, {}};
    if (code == CURLE_OK)
        return {incoming.reply, incoming.isBegun, {}};
    const QByteArray errorText(m_handles->errorText.data());
    const auto detail = QStringLiteral("curl %1: %2").arg(code).arg(QString::fromUtf8(errorText));
    const auto isCertificate =
        code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_PINNEDPUBKEYNOTMATCH;
    return {httpError(failureOf(code), url, detail),
            incoming.isBegun,
            isCertificate ? whyNotTrusted(m_handles->easy.get(), errorText) : QString()};
}

Result<ShownCertificate> HttpExchange::look(const QUrl &url, Control &control)
{
    const std::unique_ptr<CURL, FreeEasy> probe(curl_easy_init());
    setCommon(probe.get(), url, m_limits);
    curl_easy_setopt(probe.get(), CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(probe.get(), CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(probe.get(), CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(probe.get(), CURLOPT_SSL_VERIFYHOST, 0L);
    const auto code = m_handles->run(probe.get(), control);
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return cancelled();
    if (code != CURLE_OK)
        return httpError(failureOf(code), url, QStringLiteral("curl %1").arg(code));
    auto shown = shownCertificate(probe.get(), url);
    if (shown.publicKey.isEmpty())
        return httpError(HttpFailure::NoTls, url, QStringLiteral("no certificate"));
    return shown;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/site/Http.h"
#include "support/ContractServer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace bootwright;

namespace {

HttpLimits quick()
{
    HttpLimits limits;
    limits.connect = std::chrono::seconds(5);
    limits.silence = std::chrono::seconds(5);
    limits.reply = std::chrono::seconds(1);
    limits.replyBytes = 512_KiB;
    limits.pause = std::chrono::milliseconds(10);
    return limits;
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class tst_HttpTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void replies();
    void redirects();
    void failures_data();
    void failures();
    void unreachable();
    void repeatsOnlyWhatMayBeRepeated();
    void asksForTheRest();
    void receiverEndsTheTransfer();
    void cancelled_data();
    void cancelled();
    void signIn_data();
    void signIn();
    void certificates();
    void keyIsComparedOnEachConnection();
    void garbageAndHeaders();

private:
    Result<HttpReply> get(const QString &path)
    {
        return ask(m_server.url(text("http"), text("web"), path));
    }
    Result<HttpReply> ask(const QUrl &url)
    {
        HttpRequest request;
        request.url = url;
        return m_http.ask(request, m_control);
    }
    QString here() const { return m_server.name(text("web")); }

    ContractServer m_server{{text("--content"), text(TEST_DATA "/site")}};
    Http m_http{{}, quick()};
    Control m_control;
};

void tst_HttpTools::initTestCase()
{
    QVERIFY(m_server.isRunning());
}

void tst_HttpTools::replies()
{
    const auto good = get(text("/file/dp.pkglib-ini.txt"));
    QVERIFY2(good, good ? "" : qPrintable(good.error().message));
    QCOMPARE(good->status, 200);
    QVERIFY(good->body.startsWith("[Packages]"));
    QCOMPARE(good->headers.value("accept-ranges"), QByteArray("bytes"));
    const auto missing = get(text("/file/none"));
    QVERIFY(missing);
    QCOMPARE(missing->status, 404);
}

void tst_HttpTools::redirects()
{
    m_server.trap("redirect=/file/dp.pkglib-ini.txt");
    const auto followed = get(text("/file/other"));
    QVERIFY2(followed, followed ? "" : qPrintable(followed.error().message));
    QVERIFY(followed->body.startsWith("[Packages]"));
    m_server.asked();

    const ContractServer other;
    m_server.trap("redirect=" + other.url(text("http"), text("web"), text("/file/x")).toEncoded());
    const auto refused = get(text("/file/other"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Network);
    QCOMPARE(refused.error().message,
             text("Cannot ask \"%1\". It sends us to another place, and we do not sign in there. "
                  "Check the "
                  "name of the server.")
                 .arg(here()));
    m_server.trap("redirect=/loop/");
    HttpRequest post;
    post.url = m_server.url(text("http"), text("web"), text("/file/other"));
    post.json = "{}";
    QVERIFY(!m_http.ask(post, m_control));
    QCOMPARE(m_server.trap("-redirect").size(), 1);
}

void tst_HttpTools::failures_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::addColumn<QString>("message");
    QTest::newRow("endless") << QByteArray("endless")
                             << text("Cannot use the reply of \"%1\". It is too large. Check that "
                                     "it is the right server.");
    QTest::newRow("1 MiB of garbage, over the limit")
        << QByteArray("garbage")
        << text("Cannot use the reply of \"%1\". It is too large. Check that it is the right "
                "server.");
    QTest::newRow("byte by byte")
        << QByteArray("drip")
        << text(
               "Cannot reach \"%1\". It did not answer in time. Check the network, and try again.");
    QTest::newRow("proxy") << QByteArray("status=407")
                           << text("Cannot reach \"%1\". A proxy in between wants a sign-in. Let "
                                   "the server be reached without it.");
}

void tst_HttpTools::failures()
{
    QFETCH(QByteArray, trap);
    QFETCH(QString, message);
    m_server.trap(trap);
    const auto reply = get(text("/file/x"));
    m_server.trap("-" + trap);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Network);
    QCOMPARE(reply.error().message, message.arg(here()));
}

void tst_HttpTools::unreachable()
{
    const auto unknown = ask(QUrl(text("https://nobody.invalid/")));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().message,
             text("Cannot reach \"nobody.invalid\". There is no computer of that name. Check the "
                  "spelling, or write its full name."));
    const auto closed = ask(QUrl(text("https://127.0.0.1:1/")));
    QVERIFY(!closed);
    QCOMPARE(closed.error().message,
             text("Cannot reach \"127.0.0.1:1\". Nothing answers at its port. Check the name, and "
                  "whether a firewall is in between."));
    const auto plain = ask(m_server.url(text("https"), text("web"), text("/")));
    QVERIFY(!plain);
    QCOMPARE(plain.error().message,
             text("Cannot talk to \"%1\". No encrypted connection can be made. Check the name and "
                  "the port, and whether the "
                  "server speaks TLS 1.2.")
                 .arg(here()));
}

void tst_HttpTools::repeatsOnlyWhatMayBeRepeated()
{
    m_server.trap("status=503");
    const auto second = get(text("/file/dp.pkglib-ini.txt"));
    QVERIFY(second);
    QCOMPARE(second->status, 200);
    QCOMPARE(m_server.trap("status=503").size(), 2);
    HttpRequest post;
    post.url = m_server.url(text("http"), text("web"), text("/file/x"));
    post.json = R"({"a": 1})";
    const auto once = m_http.ask(post, m_control);
    QVERIFY(once);
    QCOMPARE(once->status, 503);
    const auto asked = m_server.asked();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].toObject().value(text("body")).toString(), text(R"({"a": 1})"));
}

void tst_HttpTools::asksForTheRest()
{
    QByteArray got;
    HttpReply seen;
    HttpRequest request;
    request.url = m_server.url(text("http"), text("web"), text("/file/dp.pkglib-ini.txt"));
    request.from = 10;
    request.begin = [&](const HttpReply &reply) {
        seen = reply;
        return Result<void>();
    };
    request.into = [&](QByteArrayView bytes) {
        got.append(bytes);
        return Result<void>();
    };
    const auto reply = m_http.ask(request, m_control);
    QVERIFY(reply);
    QCOMPARE(reply->status, 206);
    QCOMPARE(seen.headers.value("content-range"), QByteArray("bytes 10-24/25"));
    QCOMPARE(got, QByteArray("\r\nLAB00005.7=\r\n"));
    QVERIFY(reply->body.isEmpty());
}

void tst_HttpTools::receiverEndsTheTransfer()
{
    m_server.asked();
    HttpRequest request;
    request.url = m_server.url(text("http"), text("web"), text("/file/dp.pkglib-ini.txt"));
    request.into = [](QByteArrayView) {
        return Result<void>(Error{Error::Kind::NoSpace, text("Full."), {}});
    };
    const auto reply = m_http.ask(request, m_control);
    QVERIFY(!reply);
    QCOMPARE(reply.error().message, text("Full."));
    QCOMPARE(m_server.asked().size(), 1);
}

void tst_HttpTools::cancelled_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::newRow("while bytes drip") << QByteArray("drip");
    QTest::newRow("in a flood") << QByteArray("endless");
}

void tst_HttpTools::cancelled()
{
    QFETCH(QByteArray, trap);
    m_server.trap(trap);
    std::stop_source stop;
    Control control(stop.get_token());
    HttpRequest request;
    request.url = m_server.url(text("http"), text("web"), text("/file/x"));
    request.into = [](QByteArrayView) { return Result<void>(); };
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop.request_stop();
    });
    QElapsedTimer timer;
    timer.start();
    const auto reply = m_http.ask(request, control);
    const auto elapsed = timer.elapsed();
    m_server.trap("-" + trap);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::Cancelled);
    QVERIFY2(elapsed < 1000, qPrintable(QString::number(elapsed)));
}

void tst_HttpTools::signIn_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("allowNtlm");
    QTest::addColumn<QString>("message");
    QTest::newRow("no ticket")
        << QByteArray("Negotiate") << false
        << text("Cannot sign in at \"localhost\". There is no Kerberos ticket. Get one with "
                "\"kinit\", or name a user and a password.");
    QTest::newRow("not Windows") << QByteArray("Basic realm=x") << false
                                 << text("Cannot sign in at \"%1\". It does not offer Windows "
                                         "authentication. Check that it is the right server.");
    QTest::newRow("NTLM refused")
        << QByteArray("Negotiate") << true
        << text("Cannot sign in at \"%1\". It refuses NTLM, as sites do from version 2509. Use "
                "Kerberos: the server's full name, and a ticket.");
    QTest::newRow("NTLM, but not this user")
        << QByteArray("NTLM") << true
        << text("Cannot sign in at \"%1\". It refuses the user or the password. Check both.");
}

void tst_HttpTools::signIn()
{
    QFETCH(QByteArray, method);
    QFETCH(bool, allowNtlm);
    QFETCH(QString, message);
    qputenv("KRB5CCNAME", "FILE:/nonexistent/ticket");
    SiteAccess access;
    access.allowNtlm = allowNtlm;
    if (allowNtlm)
        access.password = Secret(text("hunter2"));
    m_server.trap("sign-in=" + method);
    Http http(std::move(access), quick());
    HttpRequest request;
    request.url = m_server.url(text("http"), text("web"), text("/file/x"));
    request.signIn = SignIn::Required;
    const auto reply = http.ask(request, m_control);
    m_server.trap("-sign-in");
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::AccessDenied);
    QCOMPARE(reply.error().message, message.contains(u'%') ? message.arg(here()) : message);
    QVERIFY(!(reply.error().message + reply.error().detail).contains(text("hunter2")));
}

void tst_HttpTools::certificates()
{
    const QTemporaryDir folder;
    const auto files = ContractServer::makeCertificate(folder.path(), text("server"));
    QVERIFY(!files.isEmpty());
    const auto fingerprint = ContractServer::fingerprintOf(files[0]);
    ContractServer server({text("--tls"), files[0], files[1]});
    const auto name = server.name(text("admin"));
    HttpRequest request;
    request.url = server.url(text("https"), text("admin"), text("/none"));

    const auto refused = m_http.ask(request, m_control);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::AccessDenied);
    QCOMPARE(refused.error().message,
             text("Cannot trust \"%1\". This computer does not know who issued its certificate. If "
                  "the SHA-256 fingerprint "
                  "of the server's own certificate is the same, allow it: %2")
                 .arg(name, fingerprintText(fingerprint)));
    QVERIFY(server.asked().isEmpty());

    int questions = 0;
    SiteAccess asking;
    asking.consent = [&](const ServerCertificate &certificate) {
        ++questions;
        return certificate.sha256 == fingerprint && certificate.subject.contains(text("localhost"));
    };
    Http http(std::move(asking), quick());
    QCOMPARE(http.ask(request, m_control)->status, 404);
    QCOMPARE(http.ask(request, m_control)->status, 404);
    QCOMPARE(questions, 1);
    QCOMPARE(http.trusted().at(name), fingerprint);

    SiteAccess mistaken;
    mistaken.trusted[name] = sha256("another");
    Http wary(std::move(mistaken), quick());
    const auto changed = wary.ask(request, m_control);
    QVERIFY(!changed);
    QCOMPARE(changed.error().message,
             text("Cannot trust \"%1\". Its certificate is not the one that was allowed. If the "
                  "server got a new one, allow "
                  "its SHA-256 fingerprint: %2")
                 .arg(name, fingerprintText(fingerprint)));

    SiteAccess renewing;
    renewing.trusted[name] = sha256("another");
    QString why;
    renewing.consent = [&](const ServerCertificate &certificate) {
        why = certificate.why;
        return certificate.sha256 == fingerprint;
    };
    Http renewed(std::move(renewing), quick());
    QCOMPARE(renewed.ask(request, m_control)->status, 404);
    QCOMPARE(why, text("Its certificate is not the one that was allowed before."));
    QCOMPARE(renewed.trusted().at(name), fingerprint);
}

void tst_HttpTools::keyIsComparedOnEachConnection()
{
    const QTemporaryDir folder;
    const auto first = ContractServer::makeCertificate(folder.path(), text("first"));
    const auto second = ContractServer::makeCertificate(folder.path(), text("second"));
    QVERIFY(!first.isEmpty() && !second.isEmpty());
    // The first connection, which only looks, sees the allowed certificate; later ones another.
    ContractServer server(
        {text("--tls"), first[0], first[1], text("--tls-later"), second[0], second[1]});
    SiteAccess access;
    access.trusted[server.name(text("admin"))] = ContractServer::fingerprintOf(first[0]);
    Http http(std::move(access), quick());
    HttpRequest request;
    request.url = server.url(text("https"), text("admin"), text("/none"));
    const auto reply = http.ask(request, m_control);
    QVERIFY(!reply);
    QCOMPARE(reply.error().kind, Error::Kind::AccessDenied);
    QVERIFY(server.asked().isEmpty());
}

void tst_HttpTools::garbageAndHeaders()
{
    HttpLimits limits = quick();
    limits.replyBytes = 2_MiB;
    limits.reply = std::chrono::seconds(30);
    Http http({}, limits);
    m_server.trap("garbage");
    HttpRequest request;
    request.url = m_server.url(text("http"), text("web"), text("/file/x"));
    const auto reply = http.ask(request, m_control);
    m_server.trap("-garbage");
    QVERIFY(reply);
    QCOMPARE(reply->body.size(), 1 << 20);
}

QTEST_GUILESS_MAIN(tst_HttpTools)
#include "tst_HttpTools.moc"

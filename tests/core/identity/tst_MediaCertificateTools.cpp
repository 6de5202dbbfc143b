// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/MediaCertificate.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

const auto guid = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE");
const auto mediaPassword = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E");

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

//! The openssl program is the judge: it reads what we write, and we read what it writes.
class tst_MediaCertificateTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensslReadsOurPfx();
    void opensslReadsOurCertificate();
    void keyAndCertificateMatch();
    void reads_data();
    void reads();
    void repacks();
    void refuses_data();
    void refuses();
    void livesWithoutLegacyProvider();

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QByteArray openssl(const QStringList &arguments, const QByteArray &input = {});
    void makeCertificate(const char *name, const QStringList &key, const QStringList &extensions);
    QByteArray
    makePfx(const char *certificate, const QString &password, const QStringList &options);
    QByteArray contentOf(const char *name) const;

    QTemporaryDir m_folder;
    int m_exitCode = 0;
};

//! Runs openssl; what it prints, both channels. A program that is not there is a failure.
QByteArray tst_MediaCertificateTools::openssl(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(QStringLiteral("openssl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    const auto finished = process.waitForFinished(120'000);
    m_exitCode = finished && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return process.readAll();
}

QByteArray tst_MediaCertificateTools::contentOf(const char *name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! NAME.key and NAME.crt in the folder: CN=NAME, valid for 30 days.
void tst_MediaCertificateTools::makeCertificate(const char *name,
                                                const QStringList &key,
                                                const QStringList &extensions)
{
    const auto text = QString::fromLatin1(name);
    const auto keyFile = text + QStringLiteral(".key");
    const auto madeKey = openssl(words("genpkey -out") + QStringList{keyFile} + key);
    QVERIFY2(m_exitCode == 0, madeKey.constData());
    QStringList request = words("req -x509 -days 30 -key") + QStringList{keyFile};
    request += words("-out") + QStringList{text + QStringLiteral(".crt")};
    request += words("-subj") + QStringList{QStringLiteral("/CN=") + text};
    for (const auto &extension : extensions)
        request += words("-addext") + QStringList{extension};
    const auto made = openssl(request);
    QVERIFY2(m_exitCode == 0, made.constData());
}

//! The PFX that openssl makes of CERTIFICATE.crt and CERTIFICATE.key.
QByteArray tst_MediaCertificateTools::makePfx(const char *certificate,
                                              const QString &password,
                                              const QStringList &options)
{
    const auto text = QString::fromLatin1(certificate);
    QFile::remove(path("out.pfx"));
    QStringList arguments = words("pkcs12 -export -out out.pfx -in");
    arguments += QStringList{text + QStringLiteral(".crt"), QStringLiteral("-passout")};
    arguments += QStringLiteral("pass:") + password;
    if (!options.contains(QStringLiteral("-nokeys")))
        arguments += QStringList{QStringLiteral("-inkey"), text + QStringLiteral(".key")};
    const auto printed = openssl(arguments + options);
    if (m_exitCode != 0)
        qWarning("%s", printed.constData());
    return contentOf("out.pfx");
}

void tst_MediaCertificateTools::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const auto client = QStringLiteral("extendedKeyUsage=clientAuth");
    const auto rsa = words("-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    makeCertificate("client", rsa, {client});
    makeCertificate("both", rsa, {QStringLiteral("extendedKeyUsage=serverAuth,clientAuth")});
    makeCertificate("any", rsa, {QStringLiteral("extendedKeyUsage=anyExtendedKeyUsage")});
    makeCertificate("unrestricted", rsa, {});
    makeCertificate("server", rsa, {QStringLiteral("extendedKeyUsage=serverAuth")});
    makeCertificate("small", words("-algorithm RSA -pkeyopt rsa_keygen_bits:1024"), {client});
    makeCertificate("large", words("-algorithm RSA -pkeyopt rsa_keygen_bits:3072"), {client});
    makeCertificate("curve", words("-algorithm EC -pkeyopt ec_paramgen_curve:P-256"), {client});
    makeCertificate("pss", words("-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"), {client});

    const auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    QVERIFY(chance);
    const auto ours =
        MediaCertificate::selfSigned(guid, chance->now(), chance->now().addDays(365), *chance);
    QVERIFY(ours);
    const auto pfx = ours->pfx(pfxPasswordFor(guid), *chance);
    QVERIFY(pfx);
    QFile file(path("ours.pfx"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(*pfx), pfx->size());
    QFile der(path("ours.der"));
    QVERIFY(der.open(QIODevice::WriteOnly));
    QCOMPARE(der.write(ours->der()), ours->der().size());
}

void tst_MediaCertificateTools::opensslReadsOurPfx()
{
    const auto password = QStringLiteral("pass:") + mediaPassword;
    for (const auto &provider : {QStringList(), words("-legacy")}) {
        const auto info = openssl(words("pkcs12 -in ours.pfx -info -noout -passin")
                                  + QStringList{password} + provider);
        QVERIFY2(m_exitCode == 0, info.constData());
        QVERIFY2(info.contains("MAC: sha1, Iteration 2000\n"), info.constData());
        QVERIFY(info.contains("MAC length: 20, salt length: 20\n"));
        QVERIFY(info.contains(
            "Certificate bag\nPKCS7 Data\nShrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, "
            "Iteration 2000"));
        QVERIFY(info.contains("PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, "
                              "Iteration 2000"));
    }
    const auto key =
        openssl(words("pkcs12 -in ours.pfx -nocerts -noenc -passin") + QStringList{password});
    QVERIFY(
        key.contains("Microsoft CSP Name: Microsoft Enhanced RSA and AES Cryptographic Provider"));
    QVERIFY(key.contains("localKeyID: 01 00 00 00"));
    openssl(words("pkcs12 -in ours.pfx -noout -passin pass:") + QStringList{});
    QVERIFY(m_exitCode != 0);
}

void tst_MediaCertificateTools::opensslReadsOurCertificate()
{
    const auto text = openssl(words("x509 -inform DER -in ours.der -noout -text -purpose"));
    QVERIFY2(m_exitCode == 0, text.constData());
    for (const auto *line : {"Version: 3 (0x2)",
                             "Signature Algorithm: sha256WithRSAEncryption",
                             "Issuer: CN = 8AE6B618-77EC-46CB-B1B5-88F693E0C0DE",
                             "Subject: CN = 8AE6B618-77EC-46CB-B1B5-88F693E0C0DE",
                             "Not Before: Nov 22 12:00:00 2026 GMT",
                             "Not After : Nov 22 12:00:00 2027 GMT",
                             "Public-Key: (2048 bit)",
                             "X509v3 Key Usage: critical\n                Digital Signature, Key "
                             "Encipherment\n",
                             "X509v3 Extended Key Usage: \n                TLS Web Client "
                             "Authentication\n",
                             "SSL client : Yes",
                             "SSL server : No"})
        QVERIFY2(text.contains(line), line);
    const auto pem = openssl(words("x509 -inform DER -in ours.der -out ours.crt"));
    QVERIFY2(m_exitCode == 0, pem.constData());
    const auto verified =
        openssl(words("verify -check_ss_sig -purpose sslclient -attime 1795435200 "
                      "-CAfile ours.crt ours.crt"));
    QVERIFY2(m_exitCode == 0, verified.constData());
}

void tst_MediaCertificateTools::keyAndCertificateMatch()
{
    const auto password = QStringLiteral("pass:") + mediaPassword;
    const auto key =
        openssl(words("pkcs12 -in ours.pfx -nocerts -noenc -passin") + QStringList{password});
    const auto ofKey = openssl(words("pkey -pubout"), key);
    const auto certificate =
        openssl(words("pkcs12 -in ours.pfx -nokeys -passin") + QStringList{password});
    const auto ofCertificate = openssl(words("x509 -noout -pubkey"), certificate);
    QVERIFY2(ofKey.startsWith("-----BEGIN PUBLIC KEY-----"), ofKey.constData());
    QCOMPARE(ofKey, ofCertificate);
    const auto der = openssl(words("x509 -outform DER"), certificate);
    QCOMPARE(der, contentOf("ours.der"));
}

void tst_MediaCertificateTools::reads_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("chain");
    const auto row = [](const char *what,
                        const char *certificate,
                        const QString &password,
                        const QStringList &options,
                        int bits = 2048,
                        int chain = 0) {
        QTest::newRow(what) << QByteArray(certificate) << password << options << bits << chain;
    };
    const auto plain = QStringLiteral("secret");
    const auto csp = words("-name tq-le -CSP")
                     + QStringList{QStringLiteral("Microsoft Software Key Storage Provider")};
    row("RC2-40 and 3DES", "client", plain, words("-legacy"));
    row("RC2-40 alone",
        "client",
        plain,
        words("-legacy -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-RC2-40"));
    row("3DES",
        "client",
        plain,
        words("-certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1"));
    row("AES-256",
        "client",
        plain,
        words("-certpbe AES-256-CBC -keypbe AES-256-CBC -macalg sha256"));
    row("certificate in clear", "client", plain, words("-certpbe NONE -keypbe PBE-SHA1-3DES"));
    row("provider and name of CNG", "client", plain, csp);
    row("empty password", "client", QString(), {});
    row("password of another script", "client", QStringLiteral("Päßwörd-漢字"), {});
    row("with its chain",
        "client",
        plain,
        words("-certfile server.crt -certfile any.crt"),
        2048,
        1);
    row("server and client", "both", plain, {});
    row("any purpose", "any", plain, {});
    row("no purpose named", "unrestricted", plain, {});
    row("1024 bits", "small", plain, {}, 1024);
}

void tst_MediaCertificateTools::reads()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QString, password);
    QFETCH(QStringList, options);
    QFETCH(int, bits);
    QFETCH(int, chain);
    const auto pfx = makePfx(certificate.constData(), password, options);
    QVERIFY(!pfx.isEmpty());
    const auto now = QDateTime::currentDateTimeUtc();
    const auto read = MediaCertificate::fromPfx(pfx, Secret(password), now);
    QVERIFY2(read, read ? "" : qUtf8Printable(read.error().message + read.error().detail));
    QCOMPARE(read->subject(), QStringLiteral("CN=") + QString::fromLatin1(certificate));
    QCOMPARE(read->rsaBits(), bits);
    QCOMPARE(read->chainCertificates(), chain);
    const auto file = QString::fromLatin1(certificate) + QStringLiteral(".crt");
    const auto fingerprint =
        openssl(words("x509 -noout -sha1 -fingerprint -in") + QStringList{file});
    QCOMPARE("sha1 Fingerprint=" + QByteArray(read->thumbprint().toLatin1()),
             fingerprint.trimmed().replace(":", ""));
    const auto wrong = MediaCertificate::fromPfx(pfx, Secret(QStringLiteral("wrong")), now);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, Error::Kind::WrongPassword);
}

//! A PFX of an authority goes onto the media under the password of the media.
void tst_MediaCertificateTools::repacks()
{
    const auto pfx = makePfx("client", QStringLiteral("theirs"), words("-legacy"));
    const auto read = MediaCertificate::fromPfx(
        pfx, Secret(QStringLiteral("theirs")), QDateTime::currentDateTimeUtc());
    QVERIFY(read);
    const auto packed = read->pfx(pfxPasswordFor(guid), Chance());
    QVERIFY(packed);
    QFile file(path("packed.pfx"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(*packed), packed->size());
    file.close();
    const auto password = QStringLiteral("pass:") + mediaPassword;
    const auto key =
        openssl(words("pkcs12 -in packed.pfx -nocerts -noenc -passin") + QStringList{password});
    QCOMPARE(openssl(words("pkey -pubout"), key), openssl(words("pkey -pubout -in client.key")));
}

void tst_MediaCertificateTools::refuses_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("days");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *what,
                        const char *certificate,
                        const QStringList &options,
                        int days,
                        const char *kind,
                        const QString &message) {
        QTest::newRow(what) << QByteArray(certificate) << options << days
                            << QString::fromLatin1(kind) << message;
    };
    const auto expiry = QDateTime::currentDateTimeUtc().addDays(30).date().toString(Qt::ISODate);
    const auto today = QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate);
    row("no key",
        "client",
        words("-nokeys"),
        0,
        "InvalidInput",
        QStringLiteral("The PFX file holds no private key. Export the certificate again together "
                       "with its private key."));
    row("key alone",
        "client",
        words("-nocerts"),
        0,
        "InvalidInput",
        QStringLiteral("The PFX file holds no certificate that belongs to its private key. Export "
                       "the certificate again together with its private key."));
    row("key of another certificate",
        "client",
        words("-nocerts -certfile server.crt"),
        0,
        "InvalidInput",
        QStringLiteral("The PFX file holds no certificate that belongs to its private key. Export "
                       "the certificate again together with its private key."));
    row("3072 bits",
        "large",
        {},
        0,
        "InvalidInput",
        QStringLiteral(
            "The key of the certificate \"CN=large\" has 3072 bits. Configuration Manager "
            "takes at most 2048 bits for media."));
    row("elliptic curve",
        "curve",
        {},
        0,
        "InvalidInput",
        QStringLiteral("The certificate \"CN=curve\" has no RSA key. Media work only with RSA."));
    row("RSA for PSS alone",
        "pss",
        {},
        0,
        "InvalidInput",
        QStringLiteral("The certificate \"CN=pss\" has no RSA key. Media work only with RSA."));
    row("for servers alone",
        "server",
        {},
        0,
        "InvalidInput",
        QStringLiteral(
            "The certificate \"CN=server\" is not meant for client authentication. Media "
            "need a certificate with this purpose (1.3.6.1.5.5.7.3.2)."));
    row("expired",
        "client",
        {},
        31,
        "InvalidInput",
        QStringLiteral("The certificate \"CN=client\" expired on %1. Choose one that is valid.")
            .arg(expiry));
    row("not yet valid",
        "client",
        {},
        -1,
        "InvalidInput",
        QStringLiteral("The certificate \"CN=client\" is not valid before %1. Choose one that is "
                       "valid now, or check the clock.")
            .arg(today));
    row("no integrity check",
        "client",
        words("-nomac"),
        0,
        "Unsupported",
        QStringLiteral("The PFX file cannot be read. It has no check of its password. Export the "
                       "certificate again with TripleDES-SHA1 or AES256-SHA256."));
}

void tst_MediaCertificateTools::refuses()
{
    QFETCH(QByteArray, certificate);
    QFETCH(QStringList, options);
    QFETCH(int, days);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    const auto password = QStringLiteral("secret");
    const auto pfx = makePfx(certificate.constData(), password, options);
    QVERIFY(!pfx.isEmpty());
    const auto time = QDateTime::currentDateTimeUtc().addDays(days);
    const auto read = MediaCertificate::fromPfx(pfx, Secret(password), time);
    QVERIFY(!read);
    QCOMPARE(kindName(read.error().kind), kind);
    QCOMPARE(read.error().message, message);
}

//! Some systems leave the legacy provider out: only RC2 is lost then.
void tst_MediaCertificateTools::livesWithoutLegacyProvider()
{
    const auto password = QStringLiteral("secret");
    const auto now = QDateTime::currentDateTimeUtc();
    const auto old = makePfx("client", password, words("-legacy"));
    const auto modern = makePfx("client", password, {});
    qputenv("OPENSSL_MODULES", m_folder.path().toUtf8()); // there is no legacy.so
    const auto readOld = MediaCertificate::fromPfx(old, Secret(password), now);
    const auto readModern = MediaCertificate::fromPfx(modern, Secret(password), now);
    const auto packed = readModern ? readModern->pfx(Secret(password), Chance())
                                   : Result<QByteArray>(readModern.error());
    qunsetenv("OPENSSL_MODULES");
    QVERIFY(packed);
    QVERIFY(!readOld);
    QCOMPARE(readOld.error().kind, Error::Kind::Unsupported);
    QCOMPARE(
        readOld.error().message,
        QStringLiteral("The PFX file cannot be read. It is encrypted in a way that OpenSSL does "
                       "not offer here. Export the certificate again with TripleDES-SHA1 or "
                       "AES256-SHA256."));
}

QTEST_GUILESS_MAIN(tst_MediaCertificateTools)
#include "tst_MediaCertificateTools.moc"

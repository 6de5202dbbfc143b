// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Digest.h"
#include "core/identity/MediaCertificate.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

const auto guid = QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E0C0DE");
const QDateTime start(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
const QDateTime expire(QDate(2027, 11, 22), QTime(12, 0), Qt::UTC);
const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

//! The chance of tests/data/identity: its key saves the time of making one.
Chance fixedChance()
{
    auto chance = Chance::fromFile(QStringLiteral(TEST_DATA "/identity/chance.json"));
    return chance ? *chance : Chance();
}

//! \a pfx with the INTEGER \a hex in place of the iterations of its MAC, which are its last four bytes.
QByteArray withIterations(QByteArray pfx, const char *hex)
{
    const auto number = QByteArray::fromHex(hex);
    const auto more = number.size() - 4;
    const auto macSize = pfx.size() - 62; // the length byte of macData
    pfx[macSize] = char(pfx[macSize] + more);
    putBe<quint16>(pfx, 2, quint16(be<quint16>(pfx, 2) + more));
    return pfx.chopped(4) + number;
}

} // namespace

class tst_MediaCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void describesItself();
    void isReproducible();
    void freshKeyDiffers();
    void copiesOutliveTheOriginal();
    void refusesToMake_data();
    void refusesToMake();
    void refusesKeys_data();
    void refusesKeys();
    void opensItsOwnPfx();
    void passwordOfTheMedia();
    void wrongPassword_data();
    void wrongPassword();
    void validity_data();
    void validity();
    void refusesGarbage_data();
    void refusesGarbage();
    void iterationsAreRead();
    void unknownIntegrityCheck();
    void everyTruncation();
    void flippedBytes();

private:
    QByteArray m_pfx;
};

void tst_MediaCertificate::initTestCase()
{
    QVERIFY(fixedChance().isReproducible());
    const auto certificate = MediaCertificate::selfSigned(guid, start, expire, fixedChance());
    QVERIFY(certificate);
    const auto pfx = certificate->pfx(pfxPasswordFor(guid), fixedChance());
    QVERIFY(pfx);
    m_pfx = *pfx;
}

void tst_MediaCertificate::describesItself()
{
    const auto certificate = MediaCertificate::selfSigned(guid, start, expire, fixedChance());
    QVERIFY(certificate);
    QCOMPARE(certificate->subject(), QStringLiteral("CN=8AE6B618-77EC-46CB-B1B5-88F693E0C0DE"));
    QCOMPARE(certificate->issuer(), certificate->subject());
    QCOMPARE(certificate->notBefore(), start);
    QCOMPARE(certificate->notAfter(), expire);
    QVERIFY(certificate->isSelfSigned());
    QCOMPARE(certificate->rsaBits(), 2048);
    QCOMPARE(certificate->chainCertificates(), 0);
    QCOMPARE(certificate->thumbprint(),
             QString::fromLatin1(sha1(certificate->der()).toHex().toUpper()));
}

// The same key, times and chance make the same bytes, on every system: RSA signatures with PKCS #1
// v1.5 have no randomness. The numbers were taken from the first run after openssl had read it.
void tst_MediaCertificate::isReproducible()
{
    const auto certificate = MediaCertificate::selfSigned(guid, start, expire, fixedChance());
    QVERIFY(certificate);
    QCOMPARE(sha256(certificate->der()).toHex(),
             QByteArray("1470e6f3757b7f4a01ed499b0c22127d7d09e3f18898a12c98025ba69d968e8b"));
    const auto pfx = certificate->pfx(pfxPasswordFor(guid), fixedChance());
    QVERIFY(pfx);
    QCOMPARE(*pfx, m_pfx);
    QCOMPARE(sha256(*pfx).toHex(),
             QByteArray("0746fd2384b2dc69cc9d7ce0b9c6593036c85bf1ed9fd646da39b9d40938ec56"));
}

void tst_MediaCertificate::freshKeyDiffers()
{
    const auto one = MediaCertificate::selfSigned(guid, start, expire, Chance());
    const auto two = MediaCertificate::selfSigned(guid, start, expire, Chance());
    QVERIFY(one);
    QVERIFY(two);
    QCOMPARE(one->rsaBits(), 2048);
    QVERIFY(one->der() != two->der());
    const auto first = one->pfx(Secret(), Chance());
    const auto second = one->pfx(Secret(), Chance());
    QVERIFY(first);
    QVERIFY(second);
    QVERIFY(*first != *second); // other salts
}

void tst_MediaCertificate::copiesOutliveTheOriginal()
{
    auto certificate = MediaCertificate::selfSigned(guid, start, expire, fixedChance());
    auto other = MediaCertificate::selfSigned(guid, start, expire, fixedChance());
    QVERIFY(certificate);
    QVERIFY(other);
    *other = *certificate;
    certificate = Error{};
    const auto pfx = other->pfx(pfxPasswordFor(guid), fixedChance());
    QVERIFY(pfx);
    QCOMPARE(*pfx, m_pfx);
}

void tst_MediaCertificate::refusesToMake_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QDateTime>("from");
    QTest::addColumn<QDateTime>("until");
    QTest::addColumn<QString>("message");
    const auto guidMessage =
        QStringLiteral("The media GUID \"%1\" is not a GUID in upper case without braces.");
    const auto dateMessage =
        QStringLiteral("The certificate of the media cannot end before it begins. "
                       "Choose an expiry after the start.");
    const auto braced = QStringLiteral("{%1}").arg(guid);
    QTest::newRow("braces") << braced << start << expire << guidMessage.arg(braced);
    QTest::newRow("lower case") << guid.toLower() << start << expire
                                << guidMessage.arg(guid.toLower());
    QTest::newRow("no GUID") << "x" << start << expire << guidMessage.arg(QStringLiteral("x"));
    QTest::newRow("end before start") << guid << expire << start << dateMessage;
    QTest::newRow("end at start") << guid << start << start << dateMessage;
    QTest::newRow("no start") << guid << QDateTime() << expire << dateMessage;
    QTest::newRow("no end") << guid << start << QDateTime() << dateMessage;
}

void tst_MediaCertificate::refusesToMake()
{
    QFETCH(QString, name);
    QFETCH(QDateTime, from);
    QFETCH(QDateTime, until);
    QFETCH(QString, message);
    const auto certificate = MediaCertificate::selfSigned(name, from, until, fixedChance());
    QVERIFY(!certificate);
    QCOMPARE(certificate.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(certificate.error().message, message);
}

void tst_MediaCertificate::refusesKeys_data()
{
    QTest::addColumn<QString>("pem");
    QTest::newRow("no PEM") << "hello";
    QTest::newRow("damaged") << "-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----\\n";
    // openssl genpkey -algorithm X25519
    QTest::newRow("not RSA")
        << "-----BEGIN PRIVATE KEY-----\\n"
           "MC4CAQAwBQYDK2VuBCIEIChQ4rFmk4xjo4f0vSdJlXCvOAj0iORN/nk6lLwMuYx0\\n"
           "-----END PRIVATE KEY-----\\n";
    // openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024
    QTest::newRow("1024 bits")
        << "-----BEGIN PRIVATE KEY-----\\n"
           "MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBAOC0ov1GE2BG82G+\\n"
           "9paMJnq7p2lNHAvIgIupUJXtTIqLz5m4s7r9dzq0yVmmBYPZa92UFoSckDOfCz1q\\n"
           "fs8+IiF9umYbknYcurlXlZB1/xtbP6rJiMkO7l74VCGOVdRJGd6K4IddZ+DZqnpp\\n"
           "rJ4MvMJC+Hc/XSThP1ETGjT4xsbTAgMBAAECgYAXCm6sCcNy29OY8jvWtAg+DX/d\\n"
           "DEsT6jtEFthshyiSDEP9PzMuuU7AdkkvKBboriKhVc35SxR+NpCwe3sFRRm6pDYp\\n"
           "oHDPHkbhjwsNIzrJkJUOkrc0bWqbWLPfYekF89lyxroH9XLEPbeQjIEM0DlSN2z1\\n"
           "97LteUhzuyekVUe2AQJBAPXP1bOtN/fM4x6vOOYAp/KFQAJm5aBt9UECwq3a7qUi\\n"
           "n9DqWMyP+zew2JOZUypvwo5J30Wahel4xc1pnJ6y4ZcCQQDqBNsgLwMOJetUdR25\\n"
           "I8D+uTrwXCFtUcFch09rIZtl0TO/kakZk97o1vSTk4wN8+pYENOIDMkrW/25rPUd\\n"
           "4rQlAkAVxtnZ1yi0LVSZrVBPIBPA6oknLVJ+if9GSSZSHKkzvAOIkJpZVRAeeO5W\\n"
           "9ShnBAuqa2T6V5wxeN+dORQFAzf1AkA/mXBAD+bBqpaJTob0cP4bfBXDixZeknB9\\n"
           "iBySXgDQrAlnT9voIqLbHsg7b0cJ57dRlckXWXo2uXp8QsAfDiStAkEAgHAUMbgL\\n"
           "Yi1hAh5nKlzx1reVbkVF+hf7QloE2VPv6cM1C4XfqX8TjMYd/NJZ/01oX6YmwFT7\\n"
           "STwZKPuwx0ar4Q==\\n"
           "-----END PRIVATE KEY-----\\n";
    // the same with -aes128 -pass pass:x
    QTest::newRow("with a password")
        << "-----BEGIN ENCRYPTED PRIVATE KEY-----\\n"
           "MIIC3TBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIvfAAixNBAN4CAggA\\n"
           "MAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAECBBB2D8r5ngXgre1xi3oN21oyBIIC\\n"
           "gKMya+x3IwnK7TMwm+Pc9hxO6YPLXiQqJZivvT65WTKlY9IPuBijS7RW/nLYMO5I\\n"
           "qdYWPjH2Wxxa2ixZbWtgqlk5BVTXwHIjR7dxbSE9IieuWzBREwJYT2jhlMoeGF/z\\n"
           "bvQr0zYpk0QoIlI+Zor7Ocz9pGd73WX8ktjwbdaqfKe54Y2iRPvZui7Qjz9bTAL/\\n"
           "5GS84+CHC1gUQ0CQs79m0tru1f6/UqrRKrwNFSr0Z07l+2T2pLvGCkZA6CDak+ot\\n"
           "PfvGLNFg70DXCAqTB8UWAcgf9WAeXmSe+wt+XsaN593QRVWlYK2vA4x9OORQVhMv\\n"
           "3MCklarcNjqk5aHZFCkyyhiZ2y1puzZsJzqwcVFVJHUDxsPzvWl7fsYDJGRZvhs6\\n"
           "QBkdY9RG+Ih/lo1Nrh+M/oQiOZKHBDPwhAYhBUp1VXRXQt0FIoOajoQErve9TFmK\\n"
           "G0CSUkjrJW/bWvZU4zAyfU1IqcggDkkMPC5yydtkC7jGoNn4RSu2I1BAtbAnuLQG\\n"
           "HXXli4bMn+3T9B+gFJdp1ndNjcXuOepA4xO2wbIVRP+18Ul4knC3IPYAWBczXjOk\\n"
           "ebtxs5+S9gVbr7IODQc9pk6g9wbehXux2o/qz3BujIbZVSskyo5fwt+2ARgtcUJE\\n"
           "sfjHriPi6r+yHlM++M4ORelTDzlVmKzfzCxZR4PcNxM6YIQts03XGPkAfQOVaFnf\\n"
           "9nOiTc5hUUAI2SFMgPoGOGscsS9yC+G7oFYQOK4CNCkqCmiWUwLWQS296VTNjCsD\\n"
           "2K5Yee7zBSr83CqQbSJW1eFUDfOkZySmIGJgwborXyajsYDCO0FfAbTH+kK3NArC\\n"
           "VdbXxf76BP+k1dcPCE4oXKc=\\n"
           "-----END ENCRYPTED PRIVATE KEY-----\\n";
}

void tst_MediaCertificate::refusesKeys()
{
    QFETCH(QString, pem);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("chance.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"reproducibleVersion\": 1, \"now\": \"2026-11-22T12:00:00Z\", \"seed\": \"a\", "
               "\"privateKey\": \"");
    file.write(pem.toLatin1());
    file.write("\"}");
    file.close();
    const auto chance = Chance::fromFile(file.fileName());
    QVERIFY(chance);
    QVERIFY(!chance->privateKeyPem().isEmpty());
    const auto certificate = MediaCertificate::selfSigned(guid, start, expire, *chance);
    QVERIFY(!certificate);
    QCOMPARE(certificate.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(
        certificate.error().message,
        QStringLiteral("The private key for reproducible media is not an RSA key of 2048 bits in "
                       "PEM without a password."));
}

void tst_MediaCertificate::opensItsOwnPfx()
{
    const auto made = MediaCertificate::selfSigned(guid, start, expire, fixedChance());
    const auto read = MediaCertificate::fromPfx(m_pfx, pfxPasswordFor(guid), now);
    QVERIFY(made);
    QVERIFY2(read, read ? "" : qUtf8Printable(read.error().message + read.error().detail));
    QCOMPARE(read->der(), made->der());
    QCOMPARE(read->subject(), made->subject());
    QVERIFY(read->isSelfSigned());
    const auto again = read->pfx(pfxPasswordFor(guid), fixedChance());
    QVERIFY(again);
    QCOMPARE(*again, m_pfx); // the key is the same too
}

void tst_MediaCertificate::passwordOfTheMedia()
{
    // the two published pairs of GUID and password (subat0mik/Misconfiguration-Manager, CRED-1)
    QVERIFY(pfxPasswordFor(u"8AE6B618-77EC-46CB-B1B5-88F693E0C0DE")
            == Secret(QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E")));
    QVERIFY(pfxPasswordFor(u"{09821541-3BE2-421C-AA13-D1E0AD000000}")
            == Secret(QStringLiteral("{09821541-3BE2-421C-AA13-D1E0AD")));
}

void tst_MediaCertificate::wrongPassword_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("message");
    const auto wrong = QStringLiteral("The password does not open the PFX file.");
    QTest::newRow("none") << QString() << "The PFX file is protected with a password. Give it.";
    QTest::newRow("whole GUID") << guid << wrong;
    QTest::newRow("lower case") << guid.left(31).toLower() << wrong;
}

void tst_MediaCertificate::wrongPassword()
{
    QFETCH(QString, password);
    QFETCH(QString, message);
    const auto read = MediaCertificate::fromPfx(m_pfx, Secret(password), now);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::WrongPassword);
    QCOMPARE(read.error().message, message);
}

void tst_MediaCertificate::validity_data()
{
    QTest::addColumn<QDateTime>("time");
    QTest::addColumn<QString>("message");
    const auto name = QStringLiteral("The certificate \"CN=%1\" ").arg(guid);
    QTest::newRow("first second") << start << QString();
    QTest::newRow("last second") << expire << QString();
    QTest::newRow("too early")
        << start.addSecs(-1)
        << name
               + QStringLiteral("is not valid before 2026-11-21. Choose one that is valid now, or "
                                "check the clock.");
    QTest::newRow("expired") << expire.addSecs(
        1) << name + QStringLiteral("expired on 2027-11-22. Choose one that is valid.");
}

void tst_MediaCertificate::validity()
{
    QFETCH(QDateTime, time);
    QFETCH(QString, message);
    const auto read = MediaCertificate::fromPfx(m_pfx, pfxPasswordFor(guid), time);
    QCOMPARE(bool(read), message.isEmpty());
    if (!read) {
        QCOMPARE(read.error().kind, Error::Kind::InvalidInput);
        QCOMPARE(read.error().message, message);
    }
}

void tst_MediaCertificate::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("-----BEGIN CERTIFICATE-----");
    QTest::newRow("a certificate")
        << MediaCertificate::selfSigned(guid, start, expire, fixedChance())->der();
    QTest::newRow("endless length") << QByteArray::fromHex("3084ffffffff");
    QTest::newRow("more than 1 MiB") << QByteArray(1024 * 1024, '\0').prepend(m_pfx);
    QTest::newRow("hours of work") << withIterations(m_pfx, "02047fffffff");
    QTest::newRow("one more than allowed") << withIterations(m_pfx, "020400989681");
    QTest::newRow("no work at all") << withIterations(m_pfx, "020100");
}

void tst_MediaCertificate::refusesGarbage()
{
    QFETCH(QByteArray, bytes);
    const auto read = MediaCertificate::fromPfx(bytes, pfxPasswordFor(guid), now);
    QVERIFY(!read);
    QCOMPARE(kindName(read.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(read.error().message,
             QStringLiteral("The PFX file cannot be read. It is damaged or no PFX file."));
}

void tst_MediaCertificate::iterationsAreRead()
{
    const auto same =
        MediaCertificate::fromPfx(withIterations(m_pfx, "020207d0"), pfxPasswordFor(guid), now);
    QVERIFY(same);
    const auto more =
        MediaCertificate::fromPfx(withIterations(m_pfx, "02030186a0"), pfxPasswordFor(guid), now);
    QVERIFY(!more);
    QCOMPARE(more.error().kind, Error::Kind::WrongPassword);
}

void tst_MediaCertificate::unknownIntegrityCheck()
{
    auto pfx = m_pfx;
    const auto sha1Name = QByteArray::fromHex("06052b0e03021a"); // 1.3.14.3.2.26
    QCOMPARE(pfx.count(sha1Name), 1);
    pfx.replace(sha1Name, QByteArray::fromHex("06052b0e03027f"));
    const auto read = MediaCertificate::fromPfx(pfx, pfxPasswordFor(guid), now);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Unsupported);
    QCOMPARE(
        read.error().message,
        QStringLiteral("The PFX file cannot be read. The check of its password is of an unknown "
                       "kind. Export the certificate again with TripleDES-SHA1 or "
                       "AES256-SHA256."));
}

void tst_MediaCertificate::everyTruncation()
{
    for (qsizetype size = 0; size < m_pfx.size(); ++size) {
        const auto read = MediaCertificate::fromPfx(m_pfx.first(size), pfxPasswordFor(guid), now);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }
}

// The MAC covers the content: no changed byte gives another certificate or a key of its own.
void tst_MediaCertificate::flippedBytes()
{
    const auto whole = MediaCertificate::fromPfx(m_pfx, pfxPasswordFor(guid), now);
    QVERIFY(whole);
    int refused = 0;
    for (qsizetype i = 0; i < m_pfx.size(); i += 3) {
        auto broken = m_pfx;
        broken[i] = char(broken[i] ^ 0x55);
        const auto read = MediaCertificate::fromPfx(broken, pfxPasswordFor(guid), now);
        if (read)
            QCOMPARE(read->der(), whole->der());
        else
            ++refused;
    }
    QVERIFY(refused > m_pfx.size() / 3 - 8);
}

QTEST_GUILESS_MAIN(tst_MediaCertificate)
#include "tst_MediaCertificate.moc"

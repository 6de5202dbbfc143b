// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/site/MediaRegistration.h"

#include <QJsonDocument>
#include <QTest>

using namespace bootwright;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

const QByteArray Der = QByteArray::fromHex("3082010A");
const CertificateRegistration Media{text("5F0C1F3E-7A41-4C0E-9F11-0A5D6A1B2C3D"),
                                    Der,
                                    CertificateType::SelfSigned,
                                    UserDeviceAffinity::AdministratorApproval};
const QByteArray Metadata(R"(<ActionImport Name="SMS_Site.SubmitRegistrationRecord"/>)");

//! A site that answers with these three.
class ThreeReplies
{
public:
    Result<Registration> registerAt()
    {
        const auto service = AdminService::at(
            text("cm01"), [this](const HttpRequest &request, Control &) -> Result<HttpReply> {
                asked.append(request);
                if (request.url.path().endsWith(text("$metadata")))
                    return metadata;
                return request.json.isEmpty() ? certificate : record;
            });
        Control control;
        return submitRegistration(*service, Media, control);
    }

    HttpReply metadata{200, Metadata, {}};
    HttpReply record{201, R"({"ReturnValue":0})", {}};
    HttpReply certificate{
        200,
        R"({"SMSID":"5F0C1F3E","Certificate":"3082010a","Thumbprint":null,"IsBlocked":false})",
        {}};
    QList<HttpRequest> asked;
};

} // namespace

class tst_MediaRegistration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registered();
    void parameters_data();
    void parameters();
    void notRegisteredMedia_data();
    void notRegisteredMedia();
    void standings_data();
    void standings();
    void script();
};

void tst_MediaRegistration::registered()
{
    ThreeReplies site;
    const auto done = site.registerAt();
    QVERIFY(done);
    QCOMPARE(done->outcome, Registration::Outcome::Registered);
    QCOMPARE(done->note, text("The media certificate is registered at the site \"cm01\"."));
    QCOMPARE(site.asked.size(), 3);
    QCOMPARE(
        site.asked[1].json,
        QByteArray(
            R"({"Certificate":"3082010A","CertificatePFX":"","IssuedCert":1,"SMSID":"5F0C1F3E-7A41-4C0E-9F11-)"
            R"(0A5D6A1B2C3D","ServerName":"","Type":1,"UdaSetting":1})"));
    QCOMPARE(site.asked[2].url.path(),
             text("/AdminService/wmi/SMS_Certificate('5F0C1F3E-7A41-4C0E-9F11-0A5D6A1B2C3D')"));
}

void tst_MediaRegistration::parameters_data()
{
    QTest::addColumn<int>("affinity");
    QTest::addColumn<int>("type");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << int(UserDeviceAffinity::DoNotAllow)
                           << int(CertificateType::SelfSigned)
                           << QByteArray("UdaSetting = [int32]0");
    QTest::newRow("automatic") << int(UserDeviceAffinity::AutoApproval)
                               << int(CertificateType::SelfSigned)
                               << QByteArray("UdaSetting = [int32]2");
    QTest::newRow("self-signed") << int(UserDeviceAffinity::DoNotAllow)
                                 << int(CertificateType::SelfSigned)
                                 << QByteArray("IssuedCert = [int32]1");
    QTest::newRow("PKI") << int(UserDeviceAffinity::DoNotAllow) << int(CertificateType::Pki)
                         << QByteArray("IssuedCert = [int32]2");
}

void tst_MediaRegistration::parameters()
{
    QFETCH(int, affinity);
    QFETCH(int, type);
    QFETCH(QByteArray, expected);
    auto media = Media;
    media.userDeviceAffinity = UserDeviceAffinity(affinity);
    media.certificateType = CertificateType(type);
    QVERIFY(registrationScript(media, text("LAB"), text("cm01")).contains(expected + "\r\n"));
}

void tst_MediaRegistration::notRegisteredMedia_data()
{
    QTest::addColumn<HttpReply>("metadata");
    QTest::addColumn<HttpReply>("record");
    QTest::addColumn<HttpReply>("certificate");
    QTest::addColumn<QString>("why");
    const ThreeReplies usual;
    QTest::newRow("not offered") << HttpReply{200, "<edmx/>", {}} << usual.record
                                 << usual.certificate
                                 << text("The site \"cm01\" does not offer it to programs.");
    QTest::newRow("no metadata") << HttpReply{500, "", {}} << usual.record << usual.certificate
                                 << text("The site \"cm01\" does not offer it to programs.");
    QTest::newRow("forbidden") << usual.metadata
                               << HttpReply{403, R"({"error":{"message":"Access denied."}})", {}}
                               << usual.certificate
                               << text("Cannot use the reply of \"cm01\" to "
                                       "SMS_Site.SubmitRegistrationRecord. This account may not do "
                                       "it. Ask for a role that allows it.");
    QTest::newRow("return value") << usual.metadata << HttpReply{201, R"({"ReturnValue":"5"})", {}}
                                  << usual.certificate
                                  << text("The site \"cm01\" refused it with the code 5.");
    QTest::newRow("status code") << usual.metadata << HttpReply{200, R"({"StatusCode":7})", {}}
                                 << usual.certificate
                                 << text("The site \"cm01\" refused it with the code 7.");
    QTest::newRow("forgotten") << usual.metadata << usual.record << HttpReply{404, "{}", {}}
                               << text("The site \"cm01\" took it, but does not show it since.");
    QTest::newRow("another certificate")
        << usual.metadata << usual.record << HttpReply{200, R"({"Certificate":"3082010B"})", {}}
        << text("The site \"cm01\" took it, but does not show it since.");
}

void tst_MediaRegistration::notRegisteredMedia()
{
    QFETCH(HttpReply, metadata);
    QFETCH(HttpReply, record);
    QFETCH(HttpReply, certificate);
    QFETCH(QString, why);
    ThreeReplies site;
    site.metadata = metadata;
    site.record = record;
    site.certificate = certificate;
    const auto done = site.registerAt();
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(done->outcome, Registration::Outcome::NotOffered);
    QCOMPARE(
        done->note,
        text("The media certificate is not registered yet, and the media cannot be used before. ")
            + why);
}

void tst_MediaRegistration::standings_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<int>("standing");
    const auto thumbprint = sha1(Der).toHex();
    QTest::newRow("by certificate")
        << QByteArray(R"({"Certificate":"3082010A"})") << int(CertificateStanding::Known);
    QTest::newRow("by thumbprint")
        << QByteArray(R"({"Thumbprint":")" + thumbprint.toUpper() + "\"}")
        << int(CertificateStanding::Known);
    QTest::newRow("blocked") << QByteArray(R"({"Certificate":"3082010A","IsBlocked":true})")
                             << int(CertificateStanding::Blocked);
    QTest::newRow("blocked, as text")
        << QByteArray(R"({"Certificate":"3082010A","isblocked":"true"})")
        << int(CertificateStanding::Blocked);
    QTest::newRow("another") << QByteArray(R"({"Certificate":"3082010B","Thumbprint":")"
                                           + thumbprint + "\"}")
                             << int(CertificateStanding::Different);
    QTest::newRow("nothing to compare")
        << QByteArray(R"({"Certificate":null})") << int(CertificateStanding::Different);
}

void tst_MediaRegistration::standings()
{
    QFETCH(QByteArray, row);
    QFETCH(int, standing);
    const auto service = AdminService::at(text("cm01"), [&](const HttpRequest &, Control &) {
        return HttpReply{200, row, {}};
    });
    Control control;
    const auto found =
        standingOfMedia(*service, Media.mediaGuid, QString::fromLatin1(sha1(Der).toHex()), control);
    QVERIFY(found);
    QCOMPARE(int(*found), standing);
}

void tst_MediaRegistration::script()
{
    const auto hostile =
        registrationScript(Media, text("LAB'; calc"), text("cm01'\n; Remove-Item 'C:\\"));
    QVERIFY(hostile.contains(
        "-ComputerName 'cm01''; Remove-Item ''C:\\' -Namespace 'root\\sms\\site_LAB''; calc' "));
    QCOMPARE(
        registrationScript(Media, text("LAB"), text("cm01.lab.example")),
        QByteArray(
            "# Registers the certificate of boot media at their Configuration Manager site.\r\n"
            "# Run it as a user who may manage certificates for operating system deployment.\r\n"
            "$ErrorActionPreference = 'Stop'\r\n"
            "$arguments = @{\r\n"
            "    Certificate = '3082010A'\r\n"
            "    CertificatePFX = ''\r\n"
            "    IssuedCert = [int32]1\r\n"
            "    SMSID = '5F0C1F3E-7A41-4C0E-9F11-0A5D6A1B2C3D'\r\n"
            "    ServerName = ''\r\n"
            "    Type = [int32]1\r\n"
            "    UdaSetting = [int32]1\r\n"
            "}\r\n"
            "$result = Invoke-CimMethod -ComputerName 'cm01.lab.example' -Namespace "
            "'root\\sms\\site_LAB' -ClassName "
            "'SMS_Site' -MethodName 'SubmitRegistrationRecord' -Arguments $arguments\r\n"
            "if ($result.ReturnValue) { throw \"The site refused it: $($result.ReturnValue)\" }\r\n"
            "'The media certificate is registered.'\r\n"));
}

QTEST_GUILESS_MAIN(tst_MediaRegistration)
#include "tst_MediaRegistration.moc"

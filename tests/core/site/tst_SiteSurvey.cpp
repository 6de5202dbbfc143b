// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ManagementPointReplies.h"
#include "core/site/SiteSurvey.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bootwright;

namespace {

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA "/site/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

//! The sample site. It knows no $filter, so that the survey sees more rows than it asked for.
class SampleSite
{
public:
    SampleSite()
    {
        for (const auto *name : {"SMS_Identification",
                                 "SMS_Site",
                                 "SMS_SCI_SiteDefinition",
                                 "SMS_BootImagePackage",
                                 "SMS_PackageStatusDistPointsSummarizer",
                                 "SMS_Package",
                                 "SMS_R_UnknownSystem"})
            classes[text(name)] = sample(text(name) + text(".json"));
        classes[text("SMS_SCI_Component")] =
            sample(text("SMS_SCI_Component.SMS_SITE_COMPONENT_MANAGER.json"));
        classes[text("SMS_SystemResourceList")] =
            joined(sample(text("SMS_SystemResourceList.MP.json")),
                   sample(text("SMS_SystemResourceList.DP.json")));
        points[text("SITESIGNCERT")] = {200, sample(text("mp.SITESIGNCERT.xml")), {}};
        points[text("MPKEYINFORMATIONMEDIA")] = {
            200, sample(text("mp.MPKEYINFORMATIONMEDIA.xml")), {}};
    }

    Result<SiteSurvey> survey()
    {
        const auto service = AdminService::at(
            text("cm01.lab.example"), [this](const HttpRequest &request, Control &) {
                const auto name = request.url.path().section(u'/', -1);
                return HttpReply{classes.contains(name) ? 200 : 404,
                                 classes.value(name, R"({"error":{"message":"none"}})"),
                                 {}};
            });
        const Ask point = [this](const HttpRequest &request, Control &) {
            asked.append(request.url.toString());
            return points.value(request.url.query());
        };
        Control control;
        return surveySite(*service, point, control);
    }
    void change(const QString &name, const QByteArray &from, const QByteArray &to)
    {
        QVERIFY(classes[name].contains(from));
        classes[name].replace(from, to);
    }

    QHash<QString, QByteArray> classes;
    QHash<QString, HttpReply> points;
    QStringList asked;

private:
    static QByteArray joined(const QByteArray &a, const QByteArray &b)
    {
        auto rows = QJsonDocument::fromJson(a).object().value(text("value")).toArray();
        const auto more = QJsonDocument::fromJson(b).object().value(text("value")).toArray();
        for (const auto &row : more)
            rows.append(row);
        return QJsonDocument(QJsonObject{{text("value"), rows}}).toJson();
    }
};

} // namespace

class tst_SiteSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everything();
    void drift();
    void emptyLists();
    void noPrimary();
    void noSites();
    void missingClasses();
    void brokenClass();
    void ports();
    void forgedSigningCertificate();
    void silentManagementPoints();
    void unknownComputersOfTheManagementPoint();
    void unusableBootImage();
    void nalPaths();
};

void tst_SiteSurvey::everything()
{
    SampleSite site;
    const auto survey = site.survey();
    QVERIFY2(survey, survey ? "" : qPrintable(survey.error().message));
    const auto &facts = survey->facts;
    QCOMPARE(facts.siteCode, text("LAB"));
    QCOMPARE(facts.siteName, text("Lab Primary Site"));
    QCOMPARE(facts.siteServer, text("cm01.lab.example"));
    QCOMPARE(facts.build, std::optional<int>(9135));
    QCOMPARE(facts.bootImages.size(), 3);
    QCOMPARE(
        facts.bootImages[0],
        (SiteBootImage{text("LAB00005"),
                       text("Boot image (x64)"),
                       text("7"),
                       text("10.0.26100.2454"),
                       text("x64"),
                       text("1033"),
                       quint64(668512) * 1024,
                       text("\\\\cm01.lab.example\\SMS_LAB\\osd\\boot\\x64\\boot.LAB00005.wim"),
                       {text("dp01.lab.example")},
                       false,
                       text("2026-11-02T09:10:01Z")}));
    QVERIFY(facts.bootImages[1].isUndistributed);
    QCOMPARE(facts.bootImages[1].architecture, text("arm64"));
    QCOMPARE(
        facts.managementPoints,
        (QList<ManagementPoint>{{text("http://mp01.lab.example"), text("LAB"), text("MP01")},
                                {text("https://mp02.lab.example"), text("LAB"), text("MP02")}}));
    QCOMPARE(facts.distributionPoints,
             (QList<DistributionPoint>{{text("dp01.lab.example"), text("LAB"), false},
                                       {text("dp02.lab.example"), text("LAB"), true}}));
    QCOMPARE(facts.packages.size(), 2);
    QCOMPARE(facts.packages[0],
             (SitePackage{text("LAB00021"),
                          text("OSD Prestart Scripts"),
                          text("1.0"),
                          text("\\\\files01.lab.example\\pkgsrc$\\prestart")}));
    QCOMPARE(survey->sources.value(text("LAB00021")).version, 4);
    QCOMPARE(facts.httpPort, std::optional<int>(80));
    QCOMPARE(facts.httpsPort, std::optional<int>(443));
    QCOMPARE(facts.iisSslState, std::optional<int>(1248));
    QCOMPARE(facts.checkCrl, std::optional<bool>(true));
    QVERIFY(facts.publicRootKey.startsWith(text("0602000000A40000525341310008000001000100")));
    QCOMPARE(facts.publicRootKey.size(), 552);
    QVERIFY(facts.siteSigningCertificate.startsWith(text("308202D7")));
    QCOMPARE(facts.unknownComputerX86, text("6c0f6f0c-7b7f-4a37-9a13-2f3f7a0e1d01"));
    QCOMPARE(facts.unknownComputerX64, text("0d0d3d8a-5b0e-4e64-8a90-7f0c2b7a1d02"));
    QCOMPARE(facts.unknownComputerArm64, text("f2d4a6c8-1b3d-4f5a-9c7e-6a8b0c2d1d03"));
    QCOMPARE(facts.notes, QStringList());
    QCOMPARE(site.asked,
             QStringList{text("http://mp01.lab.example:80/SMS_MP/.sms_aut?SITESIGNCERT")});
}

void tst_SiteSurvey::drift()
{
    SampleSite site;
    const auto usual = site.survey();
    for (auto &body : site.classes) {
        body.replace("\"Type\": 2", "\"type\": \"2\"")
            .replace("\"SslState\": 1", "\"SSLSTATE\": \"1\"");
        body.replace("\"SourceVersion\": 7", "\"sourceversion\": \"7\"")
            .replace("\"PropLists\": []", "\"PropLists\": null");
        body.replace("\"Architecture\": \"arm64\"", "\"Architecture\": \"AARCH64\"");
    }
    const auto survey = site.survey();
    QVERIFY2(survey, survey ? "" : qPrintable(survey.error().message));
    QCOMPARE(survey->facts, usual->facts);
}

void tst_SiteSurvey::emptyLists()
{
    SampleSite site;
    for (const auto *name : {"SMS_BootImagePackage", "SMS_Package"})
        site.classes[text(name)] = R"({"value": []})";
    const auto survey = site.survey();
    QVERIFY(survey);
    QCOMPARE(survey->facts.notes,
             (QStringList{text("The site shows no boot image: check the role and the security "
                               "scopes of this account."),
                          text("The site shows no package: check the role and the security scopes "
                               "of this account.")}));
}

void tst_SiteSurvey::noPrimary()
{
    SampleSite site;
    site.change(
        text("SMS_Identification"), "\"ThisSiteCode\": \"LAB\"", "\"ThisSiteCode\": \"CAS\"");
    const auto survey = site.survey();
    QVERIFY(!survey);
    QCOMPARE(survey.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(survey.error().message,
             text("Cannot make media at the site CAS. It is no primary site, and only those have "
                  "what media need. Name the "
                  "server of a primary site: LAB (cm01.lab.example)."));
}

void tst_SiteSurvey::noSites()
{
    SampleSite site;
    site.classes[text("SMS_Site")] = R"({"value": []})";
    const auto survey = site.survey();
    QVERIFY(!survey);
    QCOMPARE(survey.error().kind, Error::Kind::AccessDenied);
    QCOMPARE(survey.error().message,
             text("Cannot see any site at \"cm01.lab.example\". The list has no rows: check the "
                  "role and the security scopes of "
                  "this account."));
}

void tst_SiteSurvey::missingClasses()
{
    SampleSite site;
    site.classes.remove(text("SMS_R_UnknownSystem"));
    site.classes.remove(text("SMS_PackageStatusDistPointsSummarizer"));
    const auto survey = site.survey();
    QVERIFY(survey);
    QCOMPARE(survey->facts.notes.size(), 2);
    QCOMPARE(survey->facts.notes[0],
             text("Cannot use the reply of \"cm01.lab.example\" to "
                  "SMS_PackageStatusDistPointsSummarizer. It is the error 404: none"));
    QVERIFY(!survey->facts.bootImages[1].isUndistributed); // that is not known then
}

void tst_SiteSurvey::brokenClass()
{
    SampleSite site;
    site.classes[text("SMS_Package")] = R"({"value": [)";
    const auto survey = site.survey();
    QVERIFY(!survey);
    QCOMPARE(survey.error().kind, Error::Kind::Corrupt);
}

void tst_SiteSurvey::ports()
{
    SampleSite site;
    site.change(text("SMS_SCI_Component"), "\"Value1\": \"80\"", "\"Value1\": \"8530, 80\"");
    site.change(text("SMS_SCI_Component"), "\"Value1\": \"443\"", "\"Value1\": \"99999\"");
    const auto survey = site.survey();
    QVERIFY(survey);
    QCOMPARE(survey->facts.httpPort, std::optional<int>(8530));
    QCOMPARE(survey->facts.httpsPort, std::nullopt);
    QCOMPARE(site.asked.first(), text("http://mp01.lab.example:8530/SMS_MP/.sms_aut?SITESIGNCERT"));
}

void tst_SiteSurvey::forgedSigningCertificate()
{
    SampleSite site;
    site.points[text("SITESIGNCERT")].body.replace("Signature=\"C7", "Signature=\"C8");
    const auto survey = site.survey();
    QVERIFY(survey);
    QVERIFY(survey->facts.siteSigningCertificate.isEmpty());
    QCOMPARE(survey->facts.notes.first(),
             text("Cannot use what the management point \"http://mp01.lab.example\" says. The site "
                  "signing certificate is not "
                  "signed with the site's trusted root key."));
    QCOMPARE(survey->facts.notes.last(),
             text("No management point told the site signing certificate."));
    QCOMPARE(site.asked.size(), 2);
    for (const auto &reply : {QByteArray("<html>"),
                              QByteArray(),
                              QByteArray("<X509Data><X509Certificate>00</X509Certificate>")})
        QCOMPARE(signingCertificateOf(reply, survey->facts.publicRootKey).error().kind,
                 Error::Kind::Corrupt);
    QCOMPARE(signingCertificateOf(sample(text("mp.SITESIGNCERT.xml")), text("0602")).error().kind,
             Error::Kind::Corrupt);
}

void tst_SiteSurvey::silentManagementPoints()
{
    SampleSite site;
    site.points[text("SITESIGNCERT")] = {403, "<html>", {}};
    const auto survey = site.survey();
    QVERIFY(survey);
    QCOMPARE(survey->facts.notes,
             QStringList{text("No management point told the site signing certificate.")});
}

void tst_SiteSurvey::unknownComputersOfTheManagementPoint()
{
    SampleSite site;
    site.classes[text("SMS_R_UnknownSystem")] = R"({"value": []})";
    const auto survey = site.survey();
    QVERIFY(survey);
    QCOMPARE(survey->facts.unknownComputerX64, text("0d0d3d8a-5b0e-4e64-8a90-7f0c2b7a1d02"));
    QCOMPARE(survey->facts.unknownComputerX86, text("6c0f6f0c-7b7f-4a37-9a13-2f3f7a0e1d01"));
}

void tst_SiteSurvey::unusableBootImage()
{
    SampleSite site;
    site.change(
        text("SMS_BootImagePackage"), "\"Architecture\": \"arm64\"", "\"Architecture\": \"ia64\"");
    const auto survey = site.survey();
    QVERIFY(survey);
    QCOMPARE(survey->facts.bootImages.size(), 2);
    QCOMPARE(survey->facts.notes,
             QStringList{text("The boot image \"Boot image (arm64)\" (LAB00006) cannot be used: "
                              "its architecture is \"ia64\".")});
}

void tst_SiteSurvey::nalPaths()
{
    QCOMPARE(
        serverOfNalPath(text(
            "[\"Display=\\\\dp01.lab.example\\\"]MSWNET:[\"SMS_SITE=LAB\"]\\\\dp01.lab.example\\")),
        text("dp01.lab.example"));
    QCOMPARE(serverOfNalPath(text("dp01")), text("dp01"));
    QCOMPARE(serverOfNalPath({}), QString());
}

QTEST_GUILESS_MAIN(tst_SiteSurvey)
#include "tst_SiteSurvey.moc"

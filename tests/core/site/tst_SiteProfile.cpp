// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/ProfileSite.h"
#include "core/site/SiteProfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

SiteFacts everything()
{
    SiteFacts facts;
    facts.siteCode = QStringLiteral("XYZ");
    facts.siteName = QStringLiteral("Zürich");
    facts.siteServer = QStringLiteral("cm01.xyz.example");
    facts.bootImages = {{QStringLiteral("XYZ00005"),
                         QStringLiteral("Boot image"),
                         QStringLiteral("7"),
                         QStringLiteral("10.0.26100.1"),
                         QStringLiteral("x64"),
                         QStringLiteral("1031"),
                         quint64(5) << 30,
                         QStringLiteral("/p/images/boot.wim"),
                         {QStringLiteral("dp01.xyz.example")}},
                        {QStringLiteral("XYZ00006"),
                         QStringLiteral("Bare"),
                         {},
                         {},
                         QStringLiteral("arm64"),
                         {},
                         0,
                         {},
                         {}}};
    facts.managementPoints = {
        {QStringLiteral("https://mp01.xyz.example"), QStringLiteral("XYZ"), QStringLiteral("One")}};
    facts.distributionPoints = {{QStringLiteral("dp01.xyz.example"), QStringLiteral("XYZ")}};
    facts.packages = {{QStringLiteral("XYZ00021"),
                       QStringLiteral("Scripts"),
                       QStringLiteral("1"),
                       QStringLiteral("/p/scripts")}};
    facts.httpPort = 8080;
    facts.httpsPort = 8443;
    facts.iisSslState = 0;
    facts.checkCrl = false;
    facts.preferBoundaryManagementPoint = true;
    facts.publicRootKey = QStringLiteral("0602000000A40000");
    facts.siteSigningCertificate = QStringLiteral("308202d7");
    facts.rootCaCertificates = QStringLiteral("3082");
    facts.unknownComputerX86 = QStringLiteral("6c0f6f0c-7b7f-4a37-9a13-2f3f7a0e1d01");
    facts.unknownComputerX64 = QStringLiteral("0d0d3d8a-5b0e-4e64-8a90-7f0c2b7a1d02");
    facts.unknownComputerArm64 = QStringLiteral("f2d4a6c8-1b3d-4f5a-9c7e-6a8b0c2d1d03");
    facts.brandingTitle = QStringLiteral("XYZ & Söhne");
    facts.timeZone = QStringLiteral("-60,0,-60");
    return facts;
}

} // namespace

class tst_SiteProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip_data();
    void roundTrip();
    void refusals_data();
    void refusals();
    void profileSiteHandsOutWhatIsNamed();
    void profileSiteRegistersNothing();
    void missingProfile();
    void cancelled();
};

void tst_SiteProfile::roundTrip_data()
{
    QTest::addColumn<SiteFacts>("facts");
    QTest::newRow("everything") << everything();
    SiteFacts bare;
    bare.siteCode = QStringLiteral("XYZ");
    QTest::newRow("nothing known") << bare;
}

void tst_SiteProfile::roundTrip()
{
    QFETCH(SiteFacts, facts);
    const auto json = writeProfile(facts, QStringLiteral("/p"));
    const auto again = parseProfile(json, QStringLiteral("/p"));
    QVERIFY2(again, again ? "" : qPrintable(again.error().message));
    QCOMPARE(*again, facts);
    QCOMPARE(writeProfile(*again, QStringLiteral("/p")), json);
    QVERIFY(!json.contains("/p/"));
}

void tst_SiteProfile::refusals_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *inner, const char *message) {
        QTest::newRow(name) << QByteArray(R"({"profileVersion": 1, "siteCode": "XYZ", )") + inner
                                   + "}"
                            << QString::fromUtf8(message);
    };
    QTest::newRow("no version")
        << QByteArray(R"({"siteCode": "XYZ"})")
        << QStringLiteral("profileVersion: expected a whole number from 1 to 1, but the "
                          "answer is missing.");
    QTest::newRow("no site code") << QByteArray(R"({"profileVersion": 1})")
                                  << QStringLiteral(
                                         "siteCode: expected a text, but the answer is missing.");
    QTest::newRow("long site code")
        << QByteArray(R"({"profileVersion": 1, "siteCode": "WXYZ"})")
        << QStringLiteral("siteCode: expected three letters or digits, found a text.");
    row("unknown key",
        R"("packages": [{"packageId": "XYZ00021", "path": "x"}])",
        "packages[0].path: unknown key; expected one of packageId, name, version, folder.");
    row("port as text",
        R"("httpPort": "80")",
        "httpPort: expected a whole number from 1 to 65535, found a text.");
    row("port 0",
        R"("httpPort": 0)",
        "httpPort: expected a whole number from 1 to 65535, found a number.");
    row("flag as number", R"("checkCrl": 1)", "checkCrl: expected true or false, found a number.");
    row("root key not hexadecimal",
        R"("publicRootKey": "06xx")",
        "publicRootKey: expected hexadecimal digits, found a text.");
    row("half a digit",
        R"("siteSigningCertificate": "308")",
        "siteSigningCertificate: expected hexadecimal digits, found a text.");
    row("architecture",
        R"("bootImages": [{"packageId": "XYZ00005", "name": "a", "architecture": "ia64"}])",
        "bootImages[0].architecture: expected \"x86\", \"x64\" or \"arm64\", found \"ia64\".");
    row("negative size",
        R"("bootImages": [{"packageId": "XYZ00005", "name": "a", "architecture": "x64", "sizeBytes": -1}])",
        "bootImages[0].sizeBytes: expected a whole number from 0 to 1099511627776, found a "
        "number.");
    row("doubled boot image",
        R"("bootImages": [{"packageId": "XYZ00005", "name": "a", "architecture": "x64"},
                          {"packageId": "xyz00005", "name": "b", "architecture": "x64"}])",
        "bootImages[1].packageId: expected a package ID that no other boot image has, found a "
        "text.");
    row("management point without scheme",
        R"("managementPoints": [{"url": "mp01"}])",
        "managementPoints[0].url: expected a URL that begins with http:// or https://, found a "
        "text.");
    row("distribution point as text",
        R"("distributionPoints": ["dp01"])",
        "distributionPoints[0]: expected an object, found a text.");
}

void tst_SiteProfile::refusals()
{
    QFETCH(QByteArray, json);
    const auto facts = parseProfile(json, QStringLiteral("/p"));
    QVERIFY(!facts);
    QTEST(facts.error().message, "message");
    QCOMPARE(facts.error().kind, Error::Kind::InvalidInput);
}

namespace {

QString savedProfile(const QTemporaryDir &folder)
{
    const auto path = folder.filePath(QStringLiteral("site.json"));
    QFile file(path);
    const bool saved = file.open(QIODevice::WriteOnly)
                       && file.write(writeProfile(everything(), QStringLiteral("/p"))) > 0;
    return saved ? path : QString();
}

} // namespace

void tst_SiteProfile::profileSiteHandsOutWhatIsNamed()
{
    QTemporaryDir folder;
    Control control;
    const auto site = openSite(SiteSource::Profile, savedProfile(folder));
    QVERIFY2(site, site ? "" : qPrintable(site.error().message));
    QCOMPARE((*site)->facts(control)->siteName, QStringLiteral("Zürich"));
    QCOMPARE(*(*site)->bootImageFile(QStringLiteral("xyz00005"), {}, control),
             folder.filePath(QStringLiteral("images/boot.wim")));
    QCOMPARE(*(*site)->packageFolder(QStringLiteral("XYZ00021"), {}, control),
             folder.filePath(QStringLiteral("scripts")));

    const auto without = (*site)->bootImageFile(QStringLiteral("XYZ00006"), {}, control);
    QVERIFY(!without);
    QCOMPARE(without.error().kind, Error::Kind::NotFound);
    QCOMPARE(
        without.error().message,
        QStringLiteral(
            "Cannot get the boot image XYZ00006. The site profile does not say where its file is. "
            "Name the .wim file itself."));
    const auto none = (*site)->packageFolder(QStringLiteral("XYZ00099"), {}, control);
    QVERIFY(!none);
    QCOMPARE(
        none.error().message,
        QStringLiteral(
            "Cannot get the package XYZ00099. The site profile does not say where its files are. "
            "Name a folder or a zip instead."));
}

void tst_SiteProfile::profileSiteRegistersNothing()
{
    QTemporaryDir folder;
    Control control;
    const auto site = openSite(SiteSource::Profile, savedProfile(folder));
    QVERIFY(site);
    const auto registration = (*site)->registerCertificate({}, control);
    QVERIFY(registration);
    QCOMPARE(registration->outcome, Registration::Outcome::NotOffered);
    QCOMPARE(registration->note,
             QStringLiteral(
                 "The media certificate is not registered, because the site is known only from a "
                 "profile. Register it at the site XYZ before the media are used."));
}

void tst_SiteProfile::missingProfile()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("none.json"));
    const auto missing = openSite(SiteSource::Profile, path);
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    QCOMPARE(missing.error().message,
             QStringLiteral("Cannot use the site profile \"%1\". Cannot find the file \"%1\".")
                 .arg(path));
    const auto unnamed = openSite(SiteSource::Profile);
    QVERIFY(!unnamed);
    QCOMPARE(unnamed.error().kind, Error::Kind::InvalidInput);
}

void tst_SiteProfile::cancelled()
{
    QTemporaryDir folder;
    const auto site = openSite(SiteSource::Profile, savedProfile(folder));
    QVERIFY(site);
    std::stop_source stop;
    stop.request_stop();
    Control control(stop.get_token());
    QCOMPARE((*site)->facts(control).error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(tst_SiteProfile)
#include "tst_SiteProfile.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/builder/MediaVerdicts.h"
#include "support/ReportFixtures.h"

#include <QTest>

#include <functional>

using namespace bootwright;

namespace {

using Change = std::function<void(MediaReport &)>;

void removeFile(MediaReport &report, const QString &path)
{
    std::erase_if(report.files, [&](const MediaReport::File &file) { return file.path == path; });
}

void setSigner(MediaReport &report, QList<LoaderSigner> signers, const QStringList &issuers)
{
    for (auto &loader : report.boot.loaders) {
        loader.signature.signer = signers.value(0, LoaderSigner::Unsigned);
        loader.signature.signers = signers;
        loader.signature.issuers = issuers;
    }
}

QDateTime day(int year, int month, int day)
{
    return {QDate(year, month, day), QTime(0, 0), Qt::UTC};
}

} // namespace

Q_DECLARE_METATYPE(Change)

class tst_MediaVerdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void good();
    void one_data();
    void one();
    void foreign_data();
    void foreign();
    void discsStartOnlyWhatElToritoNames();
    void worstFirst();
    void days_data();
    void days();
    void refused();
};

void tst_MediaVerdicts::good()
{
    QStringList sentences;
    for (const auto &verdict : judgeMedia(goodReport(), reportNow()))
        sentences.append(verdict.sentence);
    QCOMPARE(sentences, QStringList());
}

void tst_MediaVerdicts::one_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("sentence");
    const auto row =
        [](const char *code, const char *severity, Change change, const QString &sentence) {
            QTest::newRow(code) << change << QString::fromLatin1(severity) << sentence;
        };
    row(
        "bootstrapMissing",
        "error",
        [](MediaReport &report) {
            removeFile(report, QStringLiteral("SMS/data/TsmBootstrap.ini"));
        },
        QStringLiteral("The file SMS\\data\\TsmBootstrap.ini is missing: Windows PE starts, but no "
                       "task sequence "
                       "wizard. Make the media again."));
    row(
        "variablesMissing",
        "error",
        [](MediaReport &report) {
            report.variablesState = MediaReport::Variables::Missing;
            report.passwordProtected = {};
        },
        QStringLiteral("The file SMS\\data\\Variables.dat is missing: the media know no management "
                       "point. Make the media again."));
    row(
        "variablesDamaged",
        "error",
        [](MediaReport &report) {
            report.variablesState = MediaReport::Variables::Damaged;
            report.variablesProblem = QStringLiteral("It is broken.");
        },
        QStringLiteral("The file SMS\\data\\Variables.dat cannot be used. It is broken. Make the "
                       "media again."));
    row(
        "passwordNotAsked",
        "error",
        [](MediaReport &report) { report.passwordRequired = false; },
        QStringLiteral("The variables are protected by a password, but TsmBootstrap.ini says "
                       "PasswordRequired=false: nobody is "
                       "asked for it and the start fails. Make the media again."));
    row(
        "locked",
        "note",
        [](MediaReport &report) { report.variablesState = MediaReport::Variables::Locked; },
        QStringLiteral("The variables are protected by a password. With it, certificate, site and "
                       "management points can be "
                       "checked too."));
    row(
        "noPassword",
        "warning",
        [](MediaReport &report) { report.passwordProtected = report.passwordRequired = false; },
        QStringLiteral("The media have no password: whoever holds them can read their variables "
                       "and speak to the site in their "
                       "name. Make them again with a password, and block this certificate."));
    row(
        "unattended",
        "warning",
        [](MediaReport &report) { report.unattended = true; },
        QStringLiteral("The media are unattended: a computer that starts from them runs a required "
                       "deployment without a question, "
                       "which may erase its disk, and restarts again and again when there is none. "
                       "Keep them apart from other "
                       "media."));
    row(
        "noManagementPoint",
        "error",
        [](MediaReport &report) { report.variables.remove(u"SMSTSLocationMPs"); },
        QStringLiteral("The variables name no management point: no task sequence can be found. "
                       "Make the media again."));
    row(
        "selfSignedHttps",
        "warning",
        [](MediaReport &report) {
            report.variables.set(QStringLiteral("SMSTSLocationMPs"),
                                 QStringLiteral("https://a*http://b"));
            report.variables.set(QStringLiteral("_SMSTSRootCACerts"), QStringLiteral("30"));
        },
        QStringLiteral("1 management point(s) speak HTTPS, but the certificate is self-signed: "
                       "they refuse it. Use a PKI "
                       "certificate or HTTP management points."));
    row(
        "noCertificate",
        "error",
        [](MediaReport &report) { report.certificate.reset(); },
        QStringLiteral("The variables hold no certificate: management points refuse the media. "
                       "Make them again."));
    row(
        "expired",
        "error",
        [](MediaReport &report) {
            report.certificate = reportCertificate(day(2025, 1, 1), day(2026, 11, 22));
        },
        QStringLiteral("The certificate expired on 2026-11-22. Management points refuse the media: "
                       "computers stop with "
                       "0x80004005. Renew the media, or make them again."));
    row(
        "expiresSoon",
        "warning",
        [](MediaReport &report) {
            report.certificate = reportCertificate(day(2026, 1, 1), day(2027, 1, 1));
        },
        QStringLiteral("The certificate expires in 39 day(s), on 2027-01-01. Renew the media "
                       "before, or make them again."));
    row(
        "notYetValid",
        "error",
        [](MediaReport &report) {
            report.certificate = reportCertificate(day(2026, 11, 23), day(2027, 11, 1));
        },
        QStringLiteral("The certificate is not valid before 2026-11-23: management points refuse "
                       "the media until then. Look at "
                       "the clock of this computer."));
    row(
        "fileTooLarge",
        "warning",
        [](MediaReport &report) {
            report.files.push_back({QStringLiteral("sources/install.bin"), 4_GiB, {}});
        },
        QStringLiteral("The file \"sources\\install.bin\" is larger than 4 GiB - 1 byte: it does "
                       "not fit onto a stick, which has to "
                       "be FAT32. Make the boot image smaller."));
    row(
        "leftOut",
        "note",
        [](MediaReport &report) { report.leftOut = 2; },
        QStringLiteral("2 file(s) or folder(s) are not listed, because Windows cannot name them or "
                       "because they cannot be read."));
    row(
        "manifestDamaged",
        "error",
        [](MediaReport &report) {
            report.manifest.reset();
            report.manifestProblem = QStringLiteral("The manifest of the media is damaged.");
        },
        QStringLiteral("The media cannot be verified. The manifest of the media is damaged. Make "
                       "them again."));
    row(
        "noManifest",
        "note",
        [](MediaReport &report) { report.manifest.reset(); },
        QStringLiteral(
            "The media carry no manifest of Bootwright, so that they cannot be verified."));
    row(
        "reproducible",
        "warning",
        [](MediaReport &report) { report.manifest->reproducible = true; },
        QStringLiteral("The media were made with a key that is no secret, for a test. Do not use "
                       "them at a real site."));
    row(
        "noUefi",
        "warning",
        [](MediaReport &report) {
            report.boot.starts = {{MediaLife::Disc, Firmware::Bios, {}}};
        },
        QStringLiteral("Computers with UEFI do not start from these media: there is no boot loader "
                       "for them. Make the media again."));
    row(
        "startsNothing",
        "error",
        [](MediaReport &report) { report.boot.starts.clear(); },
        QStringLiteral("No computer starts from these media: there is neither a boot loader for "
                       "UEFI (efi\\boot\\boot….efi) nor one "
                       "for BIOS. Make the media again."));
    row(
        "discOnly",
        "note",
        [](MediaReport &report) { report.boot.starts.pop_back(); },
        QStringLiteral("As a disc only: written byte for byte onto a stick the image does not "
                       "start computers by UEFI. Copy its "
                       "files onto a stick with FAT32 instead."));
    row(
        "noBootImage",
        "error",
        [](MediaReport &report) { report.bootImage.reset(); },
        QStringLiteral("The boot image sources\\boot.wim is missing: computers stop with "
                       "0xc000000f. Make the media again."));
    row(
        "bootImageDamaged",
        "error",
        [](MediaReport &report) { report.bootImage->problem = QStringLiteral("It is torn."); },
        QStringLiteral(
            "The boot image sources\\boot.wim cannot be used. It is torn. Make the media again."));
    row(
        "wrongArchitecture",
        "error",
        [](MediaReport &report) {
            report.bootImage->architecture = QStringLiteral("arm64");
            report.boot.starts.erase(report.boot.starts.begin());
        },
        QStringLiteral("The boot image is for arm64, but the boot loader is for x64: no computer "
                       "can start it. Make the media "
                       "again."));
    row(
        "storeDamaged",
        "error",
        [](MediaReport &report) { report.boot.stores[0].problem = QStringLiteral("It is burnt."); },
        QStringLiteral("The boot configuration data in boot\\bcd cannot be used. It is burnt. Make "
                       "the media again."));
    row(
        "storeNamesMissingFile",
        "error",
        [](MediaReport &report) { removeFile(report, QStringLiteral("boot/boot.sdi")); },
        QStringLiteral("The boot configuration data in boot\\bcd names the file \\boot\\boot.sdi, "
                       "which is not on the media: "
                       "computers stop with 0xc000000f. Make the media again."));
    row(
        "storeMissing",
        "error",
        [](MediaReport &report) { report.boot.stores.pop_back(); },
        QStringLiteral("The boot configuration data efi\\microsoft\\boot\\bcd are missing: "
                       "computers with UEFI stop with "
                       "0xc000000f. Make the media again."));
    row(
        "strayStore",
        "warning",
        [](MediaReport &report) {
            report.files.push_back({QStringLiteral("EFI/BOOT/BCD"), 1, {}});
        },
        QStringLiteral("The file efi\\boot\\bcd lies beside the boot loader, which takes it "
                       "instead of efi\\microsoft\\boot\\bcd. "
                       "Delete it."));
    row(
        "loaderDamaged",
        "error",
        [](MediaReport &report) {
            report.boot.loaders[1].problem = QStringLiteral("The program is damaged.");
        },
        QStringLiteral("The boot loader EFI\\BOOT\\BOOTX64.EFI cannot be used. The program is "
                       "damaged. Make the media again."));
    row(
        "loaderUnsigned",
        "warning",
        [](MediaReport &report) { setSigner(report, {}, {}); },
        QStringLiteral("The boot loader is not signed: computers with Secure Boot refuse it with "
                       "Security Violation. Use a boot "
                       "image of Microsoft's, or turn Secure Boot off."));
    row(
        "loaderForeign",
        "warning",
        [](MediaReport &report) {
            setSigner(report, {LoaderSigner::Other}, {QStringLiteral("My CA")});
        },
        QStringLiteral("The boot loader is signed by \"My CA\", not by Microsoft for Windows: "
                       "computers with Secure Boot refuse it "
                       "unless they know this signer."));
    row(
        "signed2011Only",
        "warning",
        [](MediaReport &report) { setSigner(report, {LoaderSigner::Microsoft2011}, {}); },
        QStringLiteral("The boot loader is signed by \"Microsoft Windows Production PCA 2011\" "
                       "only: computers that have revoked "
                       "this certificate (KB5025885) refuse it with Security Violation. Make media "
                       "with the loader of 2023."));
    row(
        "signed2023Only",
        "note",
        [](MediaReport &report) { setSigner(report, {LoaderSigner::Microsoft2023}, {}); },
        QStringLiteral(
            "The boot loader is signed by \"Windows UEFI CA 2023\" only: computers whose firmware "
            "does not know this "
            "certificate yet refuse it with Security Violation. Update their firmware."));
    row(
        "oldSecurityVersion",
        "warning",
        [](MediaReport &report) {
            for (auto &loader : report.boot.loaders)
                loader.signature.svn = 0x20001;
        },
        QStringLiteral("The boot loader has the security version 2.1: computers that got "
                       "Microsoft's revocations demand 7.0 and "
                       "refuse it. Update the boot image."));
    row(
        "noStl",
        "warning",
        [](MediaReport &report) {
            removeFile(report, QStringLiteral("efi/microsoft/boot/boot.stl"));
        },
        QStringLiteral("The file efi\\microsoft\\boot\\boot.stl is missing: the boot loader of "
                       "Windows 11 24H2 and later stops with "
                       "0xc000000f when Secure Boot is on. Make the media again."));
    row(
        "skuSiPolicy",
        "warning",
        [](MediaReport &report) {
            report.files.push_back({QStringLiteral("EFI/Microsoft/Boot/SkuSiPolicy.p7b"), 1, {}});
        },
        QStringLiteral("The file efi\\microsoft\\boot\\SkuSiPolicy.p7b is on the media: it binds "
                       "every computer that starts them to "
                       "this policy, and older media then stop with 0xc0000428. Delete it."));
}

void tst_MediaVerdicts::one()
{
    QFETCH(Change, change);
    QFETCH(QString, severity);
    QFETCH(QString, sentence);
    auto report = goodReport();
    change(report);
    const auto verdicts = judgeMedia(report, reportNow());
    QCOMPARE(verdicts.size(), size_t(1));
    QCOMPARE(verdicts[0].code, QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(severityName(verdicts[0].severity), severity);
    QCOMPARE(verdicts[0].sentence, sentence);
}

//! What needs more than one change, or is true of media of others.
void tst_MediaVerdicts::foreign_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("codes");
    QTest::addColumn<QString>("sentence");
    const auto row =
        [](const char *name, Change change, const QStringList &codes, const QString &sentence) {
            QTest::newRow(name) << change << codes << sentence;
        };
    row(
        "no password where one is asked",
        [](MediaReport &report) { report.passwordProtected = false; },
        {QStringLiteral("passwordAskedInVain"), QStringLiteral("noPassword")},
        QStringLiteral("TsmBootstrap.ini says PasswordRequired=true, but the variables are not "
                       "protected by a password: whatever "
                       "is typed is wrong. Make the media again."));
    row(
        "HTTPS without roots",
        [](MediaReport &report) {
            report.variables.remove(u"SMSTSLocationMPs");
            report.variables.set(QStringLiteral("SMSTSMP"), QStringLiteral("HTTPS://mp"));
        },
        {QStringLiteral("selfSignedHttps"), QStringLiteral("noRootCertificates")},
        QStringLiteral("1 management point(s) speak HTTPS, but the certificate is self-signed: "
                       "they refuse it. Use a PKI "
                       "certificate or HTTP management points."));
    row(
        "two signers",
        [](MediaReport &report) {
            report.boot.loaders[1].signature.signer = LoaderSigner::Microsoft2011;
            report.boot.loaders[1].signature.signers = {LoaderSigner::Microsoft2011};
        },
        {QStringLiteral("signed2011Only"), QStringLiteral("mixedSigners")},
        QStringLiteral("The boot loader is signed by \"Microsoft Windows Production PCA 2011\" "
                       "only: computers that have revoked "
                       "this certificate (KB5025885) refuse it with Security Violation. Make media "
                       "with the loader of 2023."));
    row(
        "one of two is old",
        [](MediaReport &report) { report.boot.loaders[2].signature.svn = 0x60000; },
        {QStringLiteral("oldSecurityVersion")},
        QStringLiteral("The boot loader has the security version 6.0: computers that got "
                       "Microsoft's revocations demand 7.0 and "
                       "refuse it. Update the boot image."));
    row(
        "another signer for another architecture",
        [](MediaReport &report) {
            auto loader =
                goodLoader(FoundLoader::Place::ElTorito, QStringLiteral("EFI/BOOT/BOOTIA32.EFI"));
            loader.signature = {};
            report.boot.loaders.push_back(loader);
        },
        {QStringLiteral("loaderUnsigned")},
        QStringLiteral("The boot loader is not signed: computers with Secure Boot refuse it with "
                       "Security Violation. Use a boot "
                       "image of Microsoft's, or turn Secure Boot off."));
    row(
        "Windows PE",
        [](MediaReport &report) {
            report = goodReport();
            report.kind = MediaKind::WindowsPe;
            report.variablesState = MediaReport::Variables::Missing;
            report.certificate.reset();
            report.manifest.reset();
        },
        {QStringLiteral("windowsPe")},
        QStringLiteral("This is Windows PE without the data of a Configuration Manager site: there "
                       "is no SMS\\data folder. It "
                       "starts, but no task sequence. Build media with its boot image."));
    row(
        "Windows Setup",
        [](MediaReport &report) {
            report.kind = MediaKind::WindowsSetup;
            report.variablesState = MediaReport::Variables::Missing;
            report.certificate.reset();
            report.manifest.reset();
        },
        {QStringLiteral("windowsSetup")},
        QStringLiteral("This is a medium of Windows Setup: it installs Windows by itself and knows "
                       "no Configuration Manager "
                       "site."));
    row(
        "Linux",
        [](MediaReport &report) {
            report = MediaReport();
            report.kind = MediaKind::Linux;
        },
        {QStringLiteral("notConfigMgr")},
        QStringLiteral("This is no boot media of Configuration Manager: it has neither a boot "
                       "image nor the SMS\\data folder. "
                       "Open the right medium, or build one."));
}

void tst_MediaVerdicts::foreign()
{
    QFETCH(Change, change);
    QFETCH(QStringList, codes);
    QFETCH(QString, sentence);
    auto report = goodReport();
    change(report);
    QStringList found;
    const auto verdicts = judgeMedia(report, reportNow());
    for (const auto &verdict : verdicts)
        found.append(verdict.code);
    QCOMPARE(found, codes);
    QCOMPARE(verdicts[0].sentence, sentence);
}

void tst_MediaVerdicts::discsStartOnlyWhatElToritoNames()
{
    auto report = goodReport();
    report.boot.loaders[0].signature = {};
    QVERIFY(judgeMedia(report, reportNow()).empty());
    report.boot.catalog.clear(); // a stick: now its files are what firmware starts
    const auto verdicts = judgeMedia(report, reportNow());
    QCOMPARE(verdicts.size(), size_t(2));
    QCOMPARE(verdicts[1].code, QStringLiteral("mixedSigners"));
    QCOMPARE(
        verdicts[1].sentence,
        QStringLiteral(
            "As a disc and as a stick the media start boot loaders of different signers (not "
            "signed, Windows UEFI "
            "CA 2023): a computer may accept one and refuse the other. Make the media again."));
    report.variables.set(QStringLiteral("SMSTSLocationMPs"), QStringLiteral("https://mp"));
    const auto more = judgeMedia(report, reportNow());
    QCOMPARE(more[1].code, QStringLiteral("noRootCertificates"));
    QCOMPARE(more[1].sentence,
             QStringLiteral("A management point speaks HTTPS, but the media carry no root "
                            "certificate: the start fails with "
                            "0x80072f8f when the site uses its own PKI. Make the media again at a "
                            "primary site, with its root "
                            "certificates."));
}

void tst_MediaVerdicts::worstFirst()
{
    auto report = goodReport();
    report.manifest.reset();
    report.unattended = true;
    report.certificate.reset();
    QStringList severities;
    for (const auto &verdict : judgeMedia(report, reportNow()))
        severities.append(severityName(verdict.severity));
    QCOMPARE(
        severities,
        QStringList({QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("note")}));
}

void tst_MediaVerdicts::days_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("days");
    QTest::newRow("now") << qint64(0) << 0;
    QTest::newRow("a second left") << qint64(1) << 0;
    QTest::newRow("a day left") << qint64(86'400) << 1;
    QTest::newRow("a second over") << qint64(-1) << -1;
    QTest::newRow("a day over") << qint64(-86'400) << -1;
    QTest::newRow("more than a day over") << qint64(-86'401) << -2;
}

void tst_MediaVerdicts::days()
{
    QFETCH(qint64, seconds);
    QFETCH(int, days);
    QCOMPARE(daysUntil(reportNow().addSecs(seconds), reportNow()), days);
}

void tst_MediaVerdicts::refused()
{
    for (const auto *code : {"notConfigMgr", "variablesDamaged", "bootImageDamaged"})
        QVERIFY2(isRefused({Severity::Error, QString::fromLatin1(code), {}}), code);
    for (const auto *code : {"expired", "windowsPe", "noUefi"})
        QVERIFY2(!isRefused({Severity::Error, QString::fromLatin1(code), {}}), code);
}

QTEST_GUILESS_MAIN(tst_MediaVerdicts)
#include "tst_MediaVerdicts.moc"

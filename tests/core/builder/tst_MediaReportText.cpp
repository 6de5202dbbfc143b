// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReportText.h"
#include "support/ReportFixtures.h"

#include <QTest>

using namespace bootwright;

namespace {

std::vector<ReportSection> textOf(const MediaReport &report,
                                  SecretValues secrets = SecretValues::Mask)
{
    return mediaReportText(report, judgeMedia(report, reportNow()), reportNow(), secrets);
}

//! "name: value" of each row of the section \a title.
QStringList rowsOf(const std::vector<ReportSection> &sections, const QString &title)
{
    QStringList rows;
    for (const auto &section : sections) {
        for (const auto &row : section.rows) {
            if (section.title == title)
                rows.append(row.name + QStringLiteral(": ") + row.value);
        }
    }
    return rows;
}

QStringList titlesOf(const std::vector<ReportSection> &sections)
{
    QStringList titles;
    for (const auto &section : sections)
        titles.append(section.title);
    return titles;
}

} // namespace

class tst_MediaReportText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void good();
    void start();
    void startOfFolders();
    void menus();
    void unattendedStandsOut();
    void siteBased();
    void foreign();
    void variables();
    void hostileTexts();
    void renewedMedia();
    void benchCard();
    void benchCardOfOthers();
    void kinds_data();
    void kinds();
};

void tst_MediaReportText::good()
{
    const auto sections = textOf(goodReport());
    QCOMPARE(titlesOf(sections),
             QStringList({QStringLiteral("Medium"),
                          QStringLiteral("Task sequence"),
                          QStringLiteral("Boot image"),
                          QStringLiteral("Start"),
                          QStringLiteral("Variables"),
                          QStringLiteral("Files")}));
    QCOMPARE(rowsOf(sections, QStringLiteral("Medium")).join(u'\n'),
             QStringLiteral("What it is: boot media of Configuration Manager\n"
                            "Label: Hall 3\n"
                            "Volume: Hall 3\n"
                            "File system: UDF, image of 572.20 MiB\n"
                            "Made: 2026-11-01 08:30 UTC by Bootwright 1.0.0\n"
                            "Files: 9, together 482.86 MiB"));
    QCOMPARE(rowsOf(sections, QStringLiteral("Task sequence")).join(u'\n'),
             QStringLiteral(
                 "Media type: BootMedia\n"
                 "Unattended: no\n"
                 "Password: yes\n"
                 "Site: LAB\n"
                 "Management points (dynamic): http://mp01.lab.example, http://mp02.lab.example\n"
                 "Works until: 2027-11-01 00:00 UTC (343 days)\n"
                 "Certificate: CN=8AE6B618-77EC-46CB-B1B5-88F693E2A1B7, self-signed\n"
                 "Thumbprint: ")
                 + goodReport().certificate->thumbprint());
    QCOMPARE(rowsOf(sections, QStringLiteral("Boot image")).join(u'\n'),
             QStringLiteral("Package: LAB00005, version 3\n"
                            "Name: Boot image (x64)\n"
                            "Windows PE: 10.0.26100.1 x64 en-US\n"
                            "Size: 476.84 MiB"));
}

void tst_MediaReportText::start()
{
    auto report = goodReport();
    report.boot.loaders[2].problem = QStringLiteral("The program is damaged.");
    QCOMPARE(
        rowsOf(textOf(report), QStringLiteral("Start")).join(u'\n'),
        QStringLiteral("As a disc it starts: BIOS, UEFI x64\n"
                       "As a stick it starts: UEFI x64\n"
                       "El Torito entry: BIOS, sector 100, 4.00 KiB\n"
                       "El Torito entry: UEFI, sector 102, 4.00 MiB\n"
                       "Partition (GPT): basic data, 562.67 MiB\n"
                       "efi\\boot\\bootx64.efi: x64, signed by Microsoft Windows Production PCA "
                       "2011, Windows UEFI CA 2023, "
                       "security version 7.0 (in: files, El Torito image)\n"
                       "EFI\\BOOT\\BOOTX64.EFI: The program is damaged. (in: partition)\n"
                       "boot\\bcd: starts \"Windows PE\" at once: loads \\sources\\boot.wim into "
                       "memory (with \\boot\\boot.sdi) and runs "
                       "\\windows\\system32\\boot\\winload.efi in it\n"
                       "efi\\microsoft\\boot\\bcd: starts \"Windows PE\" at once: loads "
                       "\\sources\\boot.wim into memory (with "
                       "\\boot\\boot.sdi) and runs \\windows\\system32\\boot\\winload.efi in it"));
}

void tst_MediaReportText::startOfFolders()
{
    auto report = goodReport();
    report.fileSystem.reset();
    report.boot.catalog.clear();
    report.boot.partitions = {};
    report.boot.stores.clear();
    report.boot.starts = {};
    report.boot.loaders.resize(1);
    report.boot.loaders[0].signature = {};
    QCOMPARE(
        rowsOf(textOf(report), QStringLiteral("Start")).join(u'\n'),
        QStringLiteral("As a stick it starts: nothing\nefi\\boot\\bootx64.efi: x64, not signed"));
}

void tst_MediaReportText::menus()
{
    auto report = goodReport();
    report.boot.stores.resize(1);
    auto &store = report.boot.stores[0];
    store.timeout = 30;
    store.entries.push_back(
        {QStringLiteral("Memory test"), {}, {}, QStringLiteral("\\boot\\memtest.exe"), false});
    const auto rows = rowsOf(textOf(report), QStringLiteral("Start"));
    QVERIFY2(rows.contains(QStringLiteral("boot\\bcd: offers \"Memory test\"")),
             qPrintable(rows.join(u'\n')));
    QVERIFY(rows.filter(QStringLiteral(
                            "boot\\bcd: offers \"Windows PE\" and starts it after 30 s: loads "))
                .size()
            == 1);
    store.problem = QStringLiteral("It is burnt.");
    store.entries.clear();
    QVERIFY(rowsOf(textOf(report), QStringLiteral("Start"))
                .contains(QStringLiteral("boot\\bcd: It is burnt.")));
}

void tst_MediaReportText::unattendedStandsOut()
{
    auto report = goodReport();
    report.unattended = true;
    const auto sections = textOf(report);
    const ReportRow row{QStringLiteral("Unattended"),
                        QStringLiteral("yes: starts a required deployment by itself"),
                        Severity::Error};
    const auto has =
        std::any_of(sections.begin(), sections.end(), [&](const ReportSection &section) {
            return std::find(section.rows.begin(), section.rows.end(), row) != section.rows.end();
        });
    QVERIFY(has);
    QCOMPARE(sections[1].title, QStringLiteral("Verdict"));
    QCOMPARE(sections[1].rows[0].name, QStringLiteral("warning"));
    QCOMPARE(sections[1].rows[0].severity, std::optional(Severity::Warning));
}

void tst_MediaReportText::siteBased()
{
    auto report = goodReport();
    report.variables.remove(u"SMSTSLocationMPs");
    report.variables.set(QStringLiteral("SMSTSMP"), QStringLiteral("http://mp03"));
    QVERIFY(rowsOf(textOf(report), QStringLiteral("Task sequence"))
                .contains(QStringLiteral("Management point (site-based): http://mp03")));
}

void tst_MediaReportText::foreign()
{
    MediaReport report;
    report.kind = MediaKind::Linux;
    report.fileSystem = FileSystem::Iso9660;
    report.system = QStringLiteral("Debian GNU/Linux 12");
    report.origin.program = QStringLiteral("XORRISO");
    const auto sections = textOf(report);
    QCOMPARE(
        rowsOf(sections, QStringLiteral("Medium")).join(u'\n'),
        QStringLiteral(
            "What it is: a Linux system\nCalls itself: Debian GNU/Linux 12\n"
            "File system: ISO9660, image of 0 bytes\nMade: XORRISO\nFiles: 0, together 0 bytes"));
    QCOMPARE(titlesOf(sections),
             QStringList(
                 {QStringLiteral("Medium"), QStringLiteral("Verdict"), QStringLiteral("Start")}));
    report.origin.created = reportNow();
    QVERIFY(rowsOf(textOf(report), QStringLiteral("Medium"))
                .contains(QStringLiteral("Made: 2026-11-22 12:00 UTC by XORRISO")));
}

void tst_MediaReportText::variables()
{
    auto report = goodReport();
    report.variables.set(QStringLiteral("_SMSTSRootCACerts"), QString(101, u'A'));
    const auto masked = rowsOf(textOf(report), QStringLiteral("Variables"));
    QVERIFY(masked.contains(QStringLiteral("OSDTech: ***")));
    QVERIFY(masked.contains(
        QStringLiteral("_SMSTSRootCACerts: %1… (101 characters)").arg(QString(100, u'A'))));
    QVERIFY(rowsOf(textOf(report, SecretValues::Show), QStringLiteral("Variables"))
                .contains(QStringLiteral("OSDTech: anna")));
}

void tst_MediaReportText::hostileTexts()
{
    auto report = goodReport();
    report.mediaLabel = QStringLiteral("a\033[31mb\nc\u202Ed\U0001F600");
    report.files.push_back({QStringLiteral("x\ry"), 1, {}});
    const auto sections = textOf(report);
    QVERIFY(rowsOf(sections, QStringLiteral("Medium"))
                .contains(QStringLiteral("Label: a\uFFFD[31mb\uFFFDc\uFFFDd\U0001F600")));
    QVERIFY(
        rowsOf(sections, QStringLiteral("Files")).contains(QStringLiteral("x\uFFFDy: 1 bytes")));
}

void tst_MediaReportText::renewedMedia()
{
    auto report = goodReport();
    report.manifest->renewedAt = QDateTime(QDate(2026, 11, 20), QTime(9, 5), Qt::UTC);
    QVERIFY(rowsOf(textOf(report), QStringLiteral("Medium"))
                .contains(QStringLiteral("Renewed: 2026-11-20 09:05 UTC")));
}

void tst_MediaReportText::benchCard()
{
    auto report = goodReport();
    report.mediaLabel = QStringLiteral("<b>Hall 3</b>");
    const auto card = benchCardOf(report);
    for (const auto *text : {"&lt;b&gt;Hall 3&lt;/b&gt;",
                             "2027-11-01",
                             "http://mp01.lab.example",
                             "LAB",
                             "Boot image (x64) x64 10.0.26100.1",
                             "Type the media password."})
        QVERIFY2(card.contains(text), text);
    report.unattended = true;
    QVERIFY(benchCardOf(report).contains("Unattended: a computer that starts from this medium"));
}

//! The loader tells who signed it, whatever a manifest says or does not say.
void tst_MediaReportText::benchCardOfOthers()
{
    auto report = goodReport();
    report.manifest.reset();
    report.boot.loaders.front().signature.signer = LoaderSigner::Microsoft2023;
    QVERIFY(benchCardOf(report).contains("Windows UEFI CA 2023"));
    report.boot.loaders.front().signature.signer = LoaderSigner::Microsoft2011;
    QVERIFY(benchCardOf(report).contains("Microsoft Windows Production PCA 2011"));
}

void tst_MediaReportText::kinds_data()
{
    QTest::addColumn<MediaKind>("kind");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("boot") << MediaKind::ConfigMgr << QStringLiteral("bootmedia")
                          << QStringLiteral("boot media of Configuration Manager");
    QTest::newRow("stand-alone") << MediaKind::ConfigMgr << QStringLiteral("FullMedia")
                                 << QStringLiteral("media of Configuration Manager");
    QTest::newRow("PE") << MediaKind::WindowsPe << QString()
                        << QStringLiteral("Windows PE, without Configuration Manager");
    QTest::newRow("Setup") << MediaKind::WindowsSetup << QString()
                           << QStringLiteral("Windows Setup");
    QTest::newRow("Linux") << MediaKind::Linux << QString() << QStringLiteral("a Linux system");
    QTest::newRow("other") << MediaKind::Other << QString() << QStringLiteral("no boot media");
}

void tst_MediaReportText::kinds()
{
    QFETCH(MediaKind, kind);
    MediaReport report;
    report.kind = kind;
    QFETCH(QString, type);
    report.mediaType = type;
    QTEST(describeKind(report), "text");
}

QTEST_GUILESS_MAIN(tst_MediaReportText)
#include "tst_MediaReportText.moc"

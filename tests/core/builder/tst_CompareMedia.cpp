// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/buildMedia.h"
#include "core/builder/compareMedia.h"
#include "core/recipe/RecipeFile.h"
#include "support/LabRecipe.h"
#include "support/ReportFixtures.h"

#include <QTest>

#include <functional>

using namespace bootwright;

namespace {

using Change = std::function<void(MediaReport &)>;

QStringList sentencesOf(const Comparison &comparison)
{
    QStringList sentences;
    for (const auto &difference : comparison.differences)
        sentences.append(difference.sentence);
    return sentences;
}

} // namespace

class tst_CompareMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void same();
    void one_data();
    void one();
    void backwards();
    void locked();
    void files();
    void secretsAreNotTold();
    void recipeAndItsMedia();
    void changedRecipe();
    void recipeWithoutBootImage();
    void recipeFile();
};

void tst_CompareMedia::same()
{
    const auto comparison = compareMedia(goodReport(), goodReport());
    QCOMPARE(sentencesOf(comparison), QStringList());
    QCOMPARE(comparison.notCompared, QStringList());
}

void tst_CompareMedia::one_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *code, Change change, const QString &sentence) {
        QTest::newRow(code) << change << sentence;
    };
    const auto set = [](const char16_t *name, const char16_t *value) {
        return [=](MediaReport &report) {
            report.variables.set(QString::fromUtf16(name), QString::fromUtf16(value));
        };
    };
    row(
        "kind",
        [](MediaReport &report) { report.mediaType = QStringLiteral("FullMedia"); },
        QStringLiteral(
            "What it is: boot media of Configuration Manager → media of Configuration Manager."));
    row(
        "label",
        [](MediaReport &report) { report.mediaLabel = QStringLiteral("Hall \"4\"\n%1"); },
        QStringLiteral("Label: \"Hall 3\" → \"Hall \"4\"\uFFFD%1\"."));
    row(
        "unattended",
        [](MediaReport &report) { report.unattended = true; },
        QStringLiteral("Start: attended → unattended."));
    row(
        "password",
        [](MediaReport &report) { report.passwordProtected = false; },
        QStringLiteral("Password removed."));
    row(
        "expires",
        [](MediaReport &report) {
            report.certificate = reportCertificate(reportNow(), reportNow().addDays(30));
        },
        QStringLiteral("Certificate expires: 2027-11-01 → 2026-12-22."));
    row("identity",
        set(u"_SMSMediaGuid", u"00000000-77EC-46CB-B1B5-88F693E2A1B7"),
        QStringLiteral("Another identity at the site: 8AE6B618-77EC-46CB-B1B5-88F693E2A1B7 → "
                       "00000000-77EC-46CB-B1B5-88F693E2A1B7."));
    row("site", set(u"_SMSTSSiteCode", u"PS1"), QStringLiteral("Site: LAB → PS1."));
    row("managementPointRemoved",
        set(u"SMSTSLocationMPs", u"http://mp02.lab.example"),
        QStringLiteral("Management point removed: http://mp01.lab.example."));
    row("managementPointAdded",
        set(u"SMSTSLocationMPs", u"http://mp01.lab.example*http://MP02.lab.example*http://mp03"),
        QStringLiteral("Management point added: http://mp03."));
    row("managementPointOrder",
        set(u"SMSTSLocationMPs", u"http://mp02.lab.example*http://mp01.lab.example"),
        QStringLiteral(
            "Order of the management points: http://mp01.lab.example, http://mp02.lab.example → "
            "http://mp02.lab.example, http://mp01.lab.example."));
    row("bootImage",
        set(u"_SMSTSBootMediaPackageID", u"LAB00007"),
        QStringLiteral("Boot image: LAB00005 → LAB00007."));
    row("bootImageVersion",
        set(u"_SMSTSBootMediaSourceVersion", u"4"),
        QStringLiteral("Boot image LAB00005: version 3 → 4."));
    row(
        "windowsPe",
        [](MediaReport &report) {
            report.bootImage->version = QStringLiteral("10.0.26200.1");
            ++report.bootImage->size; // goes without saying
        },
        QStringLiteral("Windows PE: 10.0.26100.1 → 10.0.26200.1."));
    row(
        "architecture",
        [](MediaReport &report) { report.bootImage->architecture = QStringLiteral("arm64"); },
        QStringLiteral("Architecture: x64 → arm64."));
    row(
        "bootImageSize",
        [](MediaReport &report) { ++report.bootImage->size; },
        QStringLiteral("The boot image has other contents: 500000000 bytes → 500000001 bytes."));
    row(
        "startRemoved",
        [](MediaReport &report) { report.boot.starts.pop_back(); },
        QStringLiteral("No longer starts UEFI x64 as a stick."));
    row(
        "startAdded",
        [](MediaReport &report) {
            report.boot.starts.push_back({MediaLife::Disk, Firmware::Bios, {}});
        },
        QStringLiteral("Now also starts BIOS as a stick."));
    row(
        "loaderSigner",
        [](MediaReport &report) {
            for (auto &loader : report.boot.loaders)
                loader.signature.signer = LoaderSigner::Microsoft2011;
        },
        QStringLiteral(
            "Boot loader: Windows UEFI CA 2023 → Microsoft Windows Production PCA 2011."));
    row(
        "bootStore",
        [](MediaReport &report) { report.boot.stores[1].timeout = 30; },
        QStringLiteral("Boot configuration data changed: efi\\microsoft\\boot\\bcd."));
    row("variableAdded", set(u"OSDNew", u"x"), QStringLiteral("Variable added: OSDNew."));
    row(
        "variableRemoved",
        [](MediaReport &report) { report.variables.remove(u"OSDTech"); },
        QStringLiteral("Variable removed: OSDTech."));
    row("variableChanged",
        set(u"OSDTech", u"bert"),
        QStringLiteral("Variable OSDTech has another value."));
    row(
        "fileRemoved",
        [](MediaReport &report) { report.files.erase(report.files.begin()); },
        QStringLiteral("File removed: bootmgr."));
    row(
        "fileAdded",
        [](MediaReport &report) {
            report.files.push_back({QStringLiteral("tools/x.exe"), 1, {}});
        },
        QStringLiteral("File added: tools\\x.exe."));
    row(
        "fileChanged",
        [](MediaReport &report) { ++report.files[0].size; },
        QStringLiteral("File changed: bootmgr."));
}

void tst_CompareMedia::one()
{
    QFETCH(Change, change);
    QFETCH(QString, sentence);
    auto after = goodReport();
    change(after);
    const auto comparison = compareMedia(goodReport(), after);
    QCOMPARE(sentencesOf(comparison), QStringList(sentence));
    QCOMPARE(comparison.differences[0].code, QString::fromLatin1(QTest::currentDataTag()));
}

void tst_CompareMedia::backwards()
{
    auto before = goodReport();
    before.passwordProtected = false;
    before.variables.remove(u"SMSTSLocationMPs");
    before.variables.set(QStringLiteral("SMSTSMP"), QStringLiteral("http://mp01.lab.example"));
    before.variables.set(QStringLiteral("_SMSTSHTTPPort"), QStringLiteral("8080"));
    auto after = goodReport();
    after.variables.set(QStringLiteral("_SMSTSHTTPPort"), QStringLiteral("80"));
    QCOMPARE(sentencesOf(compareMedia(before, after)),
             QStringList({QStringLiteral("Password set."),
                          QStringLiteral("Media management: site-based media → dynamic media."),
                          QStringLiteral("Management point added: http://mp02.lab.example."),
                          QStringLiteral("Variable _SMSTSHTTPPort: \"8080\" → \"80\".")}));
}

void tst_CompareMedia::locked()
{
    auto after = goodReport();
    after.variablesState = MediaReport::Variables::Locked;
    after.variables = {};
    after.certificate.reset();
    const auto comparison = compareMedia(goodReport(), after);
    QCOMPARE(sentencesOf(comparison), QStringList());
    QCOMPARE(
        comparison.notCompared,
        QStringList(QStringLiteral(
            "Site, management points and variables were not compared, because they are protected "
            "by a password, missing or damaged.")));
}

void tst_CompareMedia::files()
{
    auto before = goodReport();
    auto after = goodReport();
    before.manifest->files = {{QStringLiteral("BOOTMGR"), 400'000, QByteArray(32, 'a')}};
    QCOMPARE(sentencesOf(compareMedia(before, after)), QStringList()); // one side has no hash
    after.files[0].sha256 = QByteArray(32, 'b');
    QCOMPARE(sentencesOf(compareMedia(before, after)),
             QStringList(QStringLiteral("File changed: bootmgr.")));
    after.files[0].sha256 = QByteArray(32, 'a');
    for (const auto *own : {"Bootwright/manifest.json", "MediaLabel.txt"})
        after.files.push_back({QString::fromLatin1(own), 1, {}});
    QCOMPARE(sentencesOf(compareMedia(before, after)), QStringList()); // every medium has its own
}

void tst_CompareMedia::secretsAreNotTold()
{
    auto before = goodReport();
    before.variables.set(QStringLiteral("OSDGone"), QStringLiteral("geheim"));
    before.variables.set(QStringLiteral("OSDOther"), QStringLiteral("geheim"));
    auto after = goodReport();
    after.variables.set(QStringLiteral("OSDOther"), QStringLiteral("auch geheim"));
    after.variables.set(QStringLiteral("OSDNew"), QStringLiteral("geheim"));
    const auto comparison = compareMedia(before, after);
    QCOMPARE(comparison.differences.size(), size_t(3));
    for (const auto &difference : comparison.differences) {
        for (const auto &text : {difference.sentence, difference.before, difference.after})
            QVERIFY(!text.contains(QStringLiteral("geheim")));
    }
}

void tst_CompareMedia::recipeAndItsMedia()
{
    LabRecipe lab;
    lab.draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                           {QStringLiteral("OSDKey"), {}, true}};
    lab.secrets.hidden[QStringLiteral("OSDKey")] = Secret(QStringLiteral("geheim"));
    Control control;
    QVERIFY(buildMedia(lab.plan(),
                       lab.secrets,
                       lab.site,
                       lab.chance,
                       openIsoFile(lab.draft.target.path, false),
                       ReadBack::No,
                       control));
    const auto media = inspectMedia(lab.draft.target.path, lab.secrets.password);
    const auto planned = plannedReport(lab.plan(), lab.site, control);
    QVERIFY(media && planned);
    const auto comparison = compareMedia(*media, *planned);
    QCOMPARE(sentencesOf(comparison), QStringList());
    QCOMPARE(comparison.notCompared,
             QStringList(QStringLiteral("The hidden variable OSDKey was not compared.")));
}

void tst_CompareMedia::changedRecipe()
{
    LabRecipe lab;
    Control control;
    QVERIFY(buildMedia(lab.plan(),
                       lab.secrets,
                       lab.site,
                       lab.chance,
                       openIsoFile(lab.draft.target.path, false),
                       ReadBack::No,
                       control));
    const auto media = inspectMedia(lab.draft.target.path, lab.secrets.password);
    QVERIFY(media);
    lab.draft.target.label = QStringLiteral("Hall 4");
    lab.draft.allowUnattended = true;
    lab.draft.security.passwordProtected = false;
    lab.draft.security.enableUnknownComputers = false;
    lab.draft.managementPoints.append(QStringLiteral("http://mp03.lab.example"));
    const auto planned = plannedReport(lab.plan(), lab.site, control);
    QVERIFY(planned);
    QCOMPARE(sentencesOf(compareMedia(*media, *planned)).join(u'\n'),
             QStringLiteral("Label: \"Training lab\" → \"Hall 4 UNATTENDED\".\n"
                            "Start: attended → unattended.\n"
                            "Password removed.\n"
                            "Unknown computers: supported → not supported.\n"
                            "Management point added: http://mp03.lab.example."));
}

void tst_CompareMedia::recipeWithoutBootImage()
{
    LabRecipe lab;
    lab.put("boot.wim", "x");
    lab.draft.bootImage.file = lab.path("boot.wim");
    const auto recipe = lab.plan();
    QVERIFY(QFile::remove(lab.path("boot.wim")));
    Control control;
    const auto planned = plannedReport(recipe, lab.site, control);
    QVERIFY(!planned);
    QCOMPARE(planned.error().kind, Error::Kind::NotFound);
}

//! What media would tell is known without any secret; what cannot be made is told in a sentence.
void tst_CompareMedia::recipeFile()
{
    LabRecipe lab;
    lab.draft.variables = {{QStringLiteral("OSDKey"), {}, true}};
    lab.put("recipe.json", writeRecipe(lab.draft, {}));
    Control control;
    const auto planned = plannedReport(lab.path("recipe.json"), {}, lab.chance.now(), control);
    QVERIFY(planned);
    QCOMPARE(planned->mediaLabel, QStringLiteral("Training lab"));
    QCOMPARE(planned->passwordProtected, std::optional(true));
    lab.draft.target.label.clear();
    lab.put("recipe.json", writeRecipe(lab.draft, {}));
    const auto refused = plannedReport(lab.path("recipe.json"), {}, lab.chance.now(), control);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::InvalidInput);
    QVERIFY(refused.error().message.startsWith(
        QStringLiteral("Cannot compare with \"%1\".").arg(lab.path("recipe.json"))));
    QCOMPARE(plannedReport(lab.path("none.json"), {}, lab.chance.now(), control).error().kind,
             Error::Kind::NotFound);
}

QTEST_GUILESS_MAIN(tst_CompareMedia)
#include "tst_CompareMedia.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// New media that follow media such as Microsoft's console makes, here put together by genisoimage.
#include "core/builder/Manifest.h"
#include "core/builder/MediaFiles.h"
#include "core/builder/MediaReport.h"
#include "core/builder/ReferenceMedia.h"
#include "core/builder/buildMedia.h"
#include "support/ConsoleMedia.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace bootwright;

namespace {

Secret secret(const char *text)
{
    return Secret(QString::fromUtf8(text));
}

QByteArray textOf(const FileTree &tree, const QString &path)
{
    const auto *entry = tree.find(path);
    return entry ? *entry->content.readAll() : QByteArray("(none)");
}

} // namespace

class tst_ReferenceMediaTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatIsNotKnown();
    void theRestComesFromTheAnswers();
    void anIndependentReaderAgrees_data();
    void anIndependentReaderAgrees();
    void iniKeepsItsOtherLines_data();
    void iniKeepsItsOtherLines();
    void bootImagesAreTaken();
    void aChosenSignerDecides();
    void autorunIsTaken();
    void unknownComputers_data();
    void unknownComputers();
    void fromAFolder();
    void whatWasTakenIsTold();
    void withoutAPassword();
    void refusals_data();
    void refusals();
    void anAbsentReference();

private:
    Result<MediaFiles> collect();
    //! The variables of what collect() gives, opened.
    MediaVariables collected();

    std::unique_ptr<LabRecipe> m_lab;
    std::unique_ptr<ConsoleMedia> m_console;
};

void tst_ReferenceMediaTools::init()
{
    m_lab = std::make_unique<LabRecipe>();
    m_console = std::make_unique<ConsoleMedia>(*m_lab);
    m_console->write(ConsoleMedia::variables());
    m_lab->draft.reference = m_lab->path("old.iso");
    m_lab->secrets.referencePassword = ConsoleMedia::password();
    m_lab->draft.variables = {{QStringLiteral("Floor"), QStringLiteral("3"), false}};
}

Result<MediaFiles> tst_ReferenceMediaTools::collect()
{
    Control control;
    return collectFiles(m_lab->plan(), m_lab->secrets, m_lab->site, m_lab->chance, control);
}

MediaVariables tst_ReferenceMediaTools::collected()
{
    const auto files = collect();
    if (!files) {
        qWarning() << files.error().message;
        return {};
    }
    const auto plain = unsealVariables(
        textOf(files->tree, QStringLiteral("SMS/data/Variables.dat")), m_lab->secrets.password);
    return *MediaVariables::fromPlaintext(*plain);
}

void tst_ReferenceMediaTools::keepsWhatIsNotKnown()
{
    const auto variables = collected();
    QStringList names;
    for (const auto &variable : variables.all())
        names.append(variable.name);
    QCOMPARE(names,
             QStringList({QStringLiteral("_SMSTSFirstSecret"),
                          QStringLiteral("_SMSTSSiteCode"),
                          QStringLiteral("_SMSMediaGuid"),
                          QStringLiteral("_SMSTSMediaPFX"),
                          QStringLiteral("_SMSTSHTTPPort"),
                          QStringLiteral("_SMSTSx64UnknownMachineGUID"),
                          QStringLiteral("_SMSTSUnknownSwitch"),
                          QStringLiteral("_SMSTSBootMediaPackageID"),
                          QStringLiteral("OldTech"),
                          QStringLiteral("_SMSTSLast"),
                          QStringLiteral("SMSTSLocationMPs"),
                          QStringLiteral("Floor")}));
    QCOMPARE(variables.version(), QStringLiteral("5.00.9128.1000"));
    for (const auto *name : {u"_SMSTSFirstSecret",
                             u"_SMSTSHTTPPort",
                             u"_SMSTSUnknownSwitch",
                             u"OldTech",
                             u"_SMSTSLast",
                             u"_SMSTSx64UnknownMachineGUID"})
        QCOMPARE(variables.find(name)->value.text(),
                 ConsoleMedia::variables().find(name)->value.text());
}

void tst_ReferenceMediaTools::theRestComesFromTheAnswers()
{
    const auto variables = collected();
    const auto value = [&](QStringView name) { return variables.find(name)->value.text(); };
    QCOMPARE(value(u"SMSTSLocationMPs"), QStringLiteral("http://mp01.lab.example"));
    QCOMPARE(value(u"_SMSTSBootMediaPackageID"), QStringLiteral("LAB00005"));
    QCOMPARE(value(u"Floor"), QStringLiteral("3"));
    // the GUID is a new one, spelled as the console does it
    const auto guid = collect()->identity.guid;
    QCOMPARE(value(u"_SMSMediaGuid"), u'{' + guid.toLower() + u'}');
    const auto certificate =
        MediaCertificate::fromMedia(QByteArray::fromHex(value(u"_SMSTSMediaPFX").toLatin1()),
                                    pfxPasswordFor(value(u"_SMSMediaGuid")));
    QVERIFY(certificate);
    QCOMPARE(certificate->subject(), QStringLiteral("CN=") + guid);
}

void tst_ReferenceMediaTools::anIndependentReaderAgrees_data()
{
    QTest::addColumn<bool>("isTheirsStrong");
    QTest::addColumn<bool>("isOursStrong");
    QTest::addColumn<QString>("algorithm");
    QTest::newRow("both AES-128") << false << false << QStringLiteral("AES-128");
    QTest::newRow("theirs AES-256") << true << false << QStringLiteral("AES-256");
    QTest::newRow("ours AES-256") << false << true << QStringLiteral("AES-256");
}

void tst_ReferenceMediaTools::anIndependentReaderAgrees()
{
    QFETCH(bool, isTheirsStrong);
    QFETCH(bool, isOursStrong);
    QFETCH(QString, algorithm);
    m_console->write(ConsoleMedia::variables(),
                     isTheirsStrong ? SealAlgorithm::Aes256 : SealAlgorithm::Aes128);
    if (isOursStrong)
        m_lab->draft.security.encryption = Encryption::Aes256;
    const auto files = collect();
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    m_lab->put("Variables.dat", textOf(files->tree, QStringLiteral("SMS/data/Variables.dat")));
    m_lab->put("password.txt", m_lab->secrets.password.utf8().toByteArray());
    QProcess reader;
    reader.start(QStringLiteral("/usr/bin/python3"),
                 {QStringLiteral(TEST_DATA "/../support/read_variables.py"),
                  m_lab->path("Variables.dat"),
                  QStringLiteral("--password-file"),
                  m_lab->path("password.txt")});
    QVERIFY(reader.waitForFinished());
    const auto json = QJsonDocument::fromJson(reader.readAllStandardOutput()).object();
    QCOMPARE(json.value(u"algorithm").toString(), algorithm);
    QVERIFY(json.value(u"plaintext")
                .toString()
                .startsWith(QStringLiteral(
                    "<?xml version=\"1.0\"?>\r\n<MediaVarList Version=\"5.00.9128.1000\">"
                    "<var name=\"_SMSTSFirstSecret\"><![CDATA[first & foremost]]></var>")));
    QCOMPARE(json.value(u"variables").toArray().size(), qsizetype(12));
}

void tst_ReferenceMediaTools::iniKeepsItsOtherLines_data()
{
    QTest::addColumn<bool>("isProtected");
    QTest::addColumn<bool>("isUtf16");
    QTest::newRow("password") << true << false;
    QTest::newRow("no password") << false << false;
    QTest::newRow("UTF-16") << false << true;
}

void tst_ReferenceMediaTools::iniKeepsItsOtherLines()
{
    QFETCH(bool, isProtected);
    QFETCH(bool, isUtf16);
    auto expected = m_console->ini;
    if (!isProtected)
        expected.replace("PasswordRequired=true", "PasswordRequired=false");
    expected.replace("Unattended=false", "Unattended=true");
    if (isUtf16) {
        m_lab->put("console/SMS/data/TsmBootstrap.ini",
                   "\xFF\xFE" + utf16le(QString::fromLatin1(m_console->ini)));
        m_console->pack();
        expected = "\xFF\xFE" + utf16le(QString::fromLatin1(expected));
    }
    m_lab->draft.allowUnattended = true;
    m_lab->draft.security.passwordProtected = isProtected;
    m_lab->secrets.password = isProtected ? secret("nine grey geese in Gothenburg") : Secret();
    const auto files = collect();
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    QCOMPARE(textOf(files->tree, QStringLiteral("SMS/data/TsmBootstrap.ini")), expected);
}

void tst_ReferenceMediaTools::bootImagesAreTaken()
{
    const auto files = collect();
    QVERIFY(files);
    QCOMPARE(files->biosBoot, m_console->biosImage);
    QCOMPARE(files->efiBoot, m_console->efiImage);
}

void tst_ReferenceMediaTools::aChosenSignerDecides()
{
    m_lab->draft.bootImage.loaderSigner = SignerChoice::Microsoft2023;
    const auto files = collect();
    QVERIFY(files);
    QVERIFY(files->biosBoot != m_console->biosImage);
    QVERIFY(files->efiBoot != m_console->efiImage);
    QVERIFY(files->warnings.filter(QStringLiteral("boot images of the disc")).isEmpty());
}

void tst_ReferenceMediaTools::autorunIsTaken()
{
    m_lab->draft.target.includeAutorun = true;
    QCOMPARE(textOf(collect()->tree, QStringLiteral("autorun.inf")),
             QByteArray("[autorun]\r\nlabel=Training lab\r\n"));
    m_lab->put("console/autorun.inf", "[AutoRun]\r\nicon=x.ico\r\nLabel=Old\r\nopen=x.exe\r\n");
    m_console->pack();
    QCOMPARE(textOf(collect()->tree, QStringLiteral("autorun.inf")),
             QByteArray("[AutoRun]\r\nicon=x.ico\r\nLabel=Training lab\r\nopen=x.exe\r\n"));
    m_lab->draft.target.includeAutorun = false;
    QCOMPARE(textOf(collect()->tree, QStringLiteral("autorun.inf")), QByteArray("(none)"));
}

void tst_ReferenceMediaTools::unknownComputers_data()
{
    QTest::addColumn<bool>("isInReference");
    QTest::addColumn<bool>("isSupported");
    QTest::addColumn<QString>("x64");
    QTest::newRow("theirs") << true << true << QStringLiteral("their-own-guid");
    QTest::newRow("off") << true << false << QStringLiteral("(none)");
    QTest::newRow("only ours") << false << true
                               << QStringLiteral("0d0d3d8a-5b0e-4e64-8a90-7f0c2b7a1d02");
}

void tst_ReferenceMediaTools::unknownComputers()
{
    QFETCH(bool, isInReference);
    QFETCH(bool, isSupported);
    QFETCH(QString, x64);
    auto variables = ConsoleMedia::variables();
    if (!isInReference)
        variables.remove(u"_SMSTSx64UnknownMachineGUID");
    m_console->write(variables);
    m_lab->draft.security.enableUnknownComputers = isSupported;
    const auto written = collected();
    const auto *found = written.find(u"_SMSTSx64UnknownMachineGUID");
    QCOMPARE(found ? found->value.text() : QStringLiteral("(none)"), x64);
}

void tst_ReferenceMediaTools::fromAFolder()
{
    m_lab->draft.reference = m_lab->path("console");
    QCOMPARE(collected().version(), QStringLiteral("5.00.9128.1000"));
    QVERIFY(collect()->biosBoot != m_console->biosImage); // there is no disc
}

void tst_ReferenceMediaTools::whatWasTakenIsTold()
{
    const auto files = collect();
    const QStringList told{
        QStringLiteral(
            "The facts of the site and TsmBootstrap.ini are those of the reference media "
            "\"old.iso\"."),
        QStringLiteral("Variables of the reference media that Bootwright does not know are kept: "
                       "_SMSTSFirstSecret, _SMSTSLast, _SMSTSUnknownSwitch."),
        QStringLiteral("Variables that were entered when the reference media were made are kept: "
                       "OldTech."),
        QStringLiteral("The boot images of the disc are those of the reference media.")};
    QCOMPARE(files->warnings.first(4), told);
    Control control;
    const auto built = buildMedia(m_lab->plan(),
                                  m_lab->secrets,
                                  m_lab->site,
                                  m_lab->chance,
                                  openIsoFile(m_lab->path("out.iso"), false),
                                  ReadBack::Yes,
                                  control);
    QVERIFY2(built, built ? "" : qPrintable(built.error().message));
    const auto media = inspectMedia(m_lab->path("out.iso"), m_lab->secrets.password);
    QVERIFY2(media, media ? "" : qPrintable(media.error().message));
    QCOMPARE(media->manifest->reference, told);
    QCOMPARE(media->certificate->subject(), QStringLiteral("CN=") + media->manifest->mediaGuid);
    // the boot images as others see them
    QVERIFY(runTool(QStringLiteral("xorriso"),
                    {QStringLiteral("-osirrox"),
                     QStringLiteral("on"),
                     QStringLiteral("-indev"),
                     m_lab->path("out.iso"),
                     QStringLiteral("-extract_boot_images"),
                     m_lab->path("images")}));
    QFile efi(m_lab->path("images/eltorito_img2_uefi.img"));
    QVERIFY(efi.open(QIODevice::ReadOnly));
    QCOMPARE(efi.read(m_console->efiImage.size()),
             m_console->efiImage); // xorriso guesses the size, and more
}

void tst_ReferenceMediaTools::withoutAPassword()
{
    m_lab->put("console/SMS/data/Variables.dat",
               *sealVariables(*ConsoleMedia::variables().toPlaintext(), {}));
    auto ini = m_console->ini;
    m_lab->put("console/SMS/data/TsmBootstrap.ini", ini.replace("Required=true", "Required=false"));
    m_console->pack();
    m_lab->secrets.referencePassword = {};
    QCOMPARE(collected().version(), QStringLiteral("5.00.9128.1000"));
}

void tst_ReferenceMediaTools::refusals_data()
{
    using Spoil = std::function<void(tst_ReferenceMediaTools &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const Spoil &spoil, Error::Kind kind, const char *why) {
        QTest::newRow(name) << spoil << kind << QString::fromUtf8(why);
    };
    row(
        "wrong password",
        [](auto &test) { test.m_lab->secrets.referencePassword = secret("wrong"); },
        Error::Kind::WrongPassword,
        "The password is not that of the media.");
    row(
        "no password",
        [](auto &test) { test.m_lab->secrets.referencePassword = {}; },
        Error::Kind::WrongPassword,
        "The media are protected, and their password was not given.");
    row(
        "another site",
        [](auto &test) {
            auto variables = ConsoleMedia::variables();
            variables.set(QStringLiteral("_SMSTSSiteCode"), QStringLiteral("ABC"));
            test.m_console->write(variables);
        },
        Error::Kind::InvalidInput,
        "They were made at the site ABC, and the new media are for the site LAB. Take media that "
        "were made there.");
    row(
        "stand-alone media",
        [](auto &test) {
            test.m_lab->put("console/SMS/data/TsmBootstrap.ini",
                            "[MediaInfo]\r\nMediaType=FullMedia\r\n");
            test.m_console->pack();
        },
        Error::Kind::Unsupported,
        "These are no boot media of Configuration Manager. They say that they are \"FullMedia\".");
    row(
        "no data",
        [](auto &test) {
            QVERIFY(QFile::remove(test.m_lab->path("console/SMS/data/Variables.dat")));
            test.m_console->pack();
        },
        Error::Kind::Unsupported,
        "These are no boot media of Configuration Manager. They have no Variables.dat or no "
        "TsmBootstrap.ini.");
    row(
        "damaged",
        [](auto &test) {
            test.m_lab->put("console/SMS/data/Variables.dat", noise(1000, 1));
            test.m_console->pack();
        },
        Error::Kind::Corrupt,
        "");
    row(
        "no image",
        [](auto &test) { test.m_lab->put("old.iso", noise(100'000, 1)); },
        Error::Kind::Unsupported,
        "");
}

void tst_ReferenceMediaTools::refusals()
{
    QFETCH(std::function<void(tst_ReferenceMediaTools &)>, spoil);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, why);
    spoil(*this);
    const auto files = collect();
    QVERIFY(!files);
    QCOMPARE(files.error().kind, kind);
    const auto sentence =
        QStringLiteral("Cannot follow the reference media \"%1\". ").arg(m_lab->path("old.iso"));
    QVERIFY2(files.error().message.startsWith(sentence), qPrintable(files.error().message));
    if (!why.isEmpty())
        QCOMPARE(files.error().message, sentence + why);
}

void tst_ReferenceMediaTools::anAbsentReference()
{
    m_lab->draft.reference = m_lab->path("absent.iso");
    Control control;
    const auto plan =
        planMedia(m_lab->draft, m_lab->secrets, *m_lab->site.facts(control), m_lab->chance.now());
    QCOMPARE(plan.problems.size(), size_t(1));
    QCOMPARE(plan.problems[0].path, QStringLiteral("reference"));
    QCOMPARE(
        plan.problems[0].message,
        QStringLiteral("Cannot find the reference media \"%1\".").arg(m_lab->path("absent.iso")));
}

QTEST_GUILESS_MAIN(tst_ReferenceMediaTools)
#include "tst_ReferenceMediaTools.moc"

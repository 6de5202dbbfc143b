// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReport.h"
#include "core/builder/buildMedia.h"
#include "core/builder/verifyMedia.h"
#include "core/variables/Seal.h"
#include "support/ImageFixtures.h"
#include "support/LabRecipe.h"

#include <QTest>

using namespace bootwright;

namespace {

Secret password()
{
    return Secret(QStringLiteral("correct horse battery staple"));
}

} // namespace

class tst_MediaReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void open();
    void boot();
    void hashes();
    void locked();
    void wrongPassword();
    void withoutPassword();
    void folder();
    void withoutVariables();
    void damagedVariables_data();
    void damagedVariables();
    void damagedCertificate();
    void texts_data();
    void texts();
    void damagedManifest();

private:
    //! The lab's medium with some files replaced (removed: null), as a folder; its path.
    QString changed(const QHash<QString, QByteArray> &files);
    QString build(LabRecipe &lab);

    LabRecipe m_lab;
    QString m_iso;
    std::unique_ptr<QTemporaryDir> m_copy;
};

QString tst_MediaReport::build(LabRecipe &lab)
{
    Control control;
    const auto built = buildMedia(lab.plan(),
                                  lab.secrets,
                                  lab.site,
                                  lab.chance,
                                  openIsoFile(lab.draft.target.path, true),
                                  ReadBack::No,
                                  control);
    return built ? lab.draft.target.path : QString();
}

void tst_MediaReport::initTestCase()
{
    m_lab.draft.variables = {{QStringLiteral("OSDTech"), QStringLiteral("anna"), false},
                             {QStringLiteral("OSDKey"), {}, true}};
    m_lab.secrets.hidden[QStringLiteral("OSDKey")] = Secret(QStringLiteral("geheim"));
    m_iso = build(m_lab);
    QVERIFY(!m_iso.isEmpty());
}

QString tst_MediaReport::changed(const QHash<QString, QByteArray> &files)
{
    const auto tree = openMedia(m_iso);
    m_copy = std::make_unique<QTemporaryDir>();
    for (const auto &entry : tree->entries()) {
        if (entry.isFolder)
            continue;
        const auto path = m_copy->filePath(entry.path);
        const auto bytes =
            files.contains(entry.path) ? files[entry.path] : *entry.content.readAll();
        if (bytes.isNull())
            continue;
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
    }
    return m_copy->path();
}

void tst_MediaReport::open()
{
    const auto report = inspectMedia(m_iso, password());
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->path, m_iso);
    QCOMPARE(report->volumeLabel, QStringLiteral("Training lab"));
    QCOMPARE(report->mediaLabel, QStringLiteral("Training lab"));
    QCOMPARE(report->mediaType, QStringLiteral("BootMedia"));
    QCOMPARE(report->passwordRequired, std::optional(true));
    QCOMPARE(report->unattended, std::optional(false));
    QCOMPARE(report->files.size(), size_t(22));
    quint64 size = 0;
    for (const auto &file : report->files)
        size += file.size;
    QCOMPARE(report->size, size);
    QVERIFY(report->manifest);
    QCOMPARE(report->manifest->files.size(), qsizetype(21));
    QCOMPARE(report->variablesState, MediaReport::Variables::Open);
    QCOMPARE(report->variables.find(u"OSDTech")->value.text(), QStringLiteral("anna"));
    QCOMPARE(report->variables.find(u"osdkey")->value.text(), QStringLiteral("geheim"));
    QVERIFY(report->certificate);
    QCOMPARE(report->certificate->subject(), QStringLiteral("CN=") + report->manifest->mediaGuid);
    QCOMPARE(report->certificate->notAfter(), m_lab.draft.security.certificate.expireTime);
}

void tst_MediaReport::boot()
{
    const auto report = inspectMedia(m_iso, {});
    QVERIFY(report);
    QCOMPARE(report->kind, MediaKind::ConfigMgr);
    QCOMPARE(report->fileSystem, std::optional(FileSystem::Udf));
    QCOMPARE(report->imageSize, quint64(QFileInfo(m_iso).size()));
    QCOMPARE(report->origin.program, QStringLiteral("BOOTWRIGHT"));
    QCOMPARE(report->origin.created, report->manifest->madeAt);
    const auto x64 = QStringLiteral("x64");
    QCOMPARE(report->boot.starts,
             (std::vector<MediaStart>{{MediaLife::Disc, Firmware::Bios, {}},
                                      {MediaLife::Disc, Firmware::Uefi, x64},
                                      {MediaLife::Disk, Firmware::Uefi, x64}}));
    QCOMPARE(report->boot.catalog.size(), size_t(2));
    QCOMPARE(report->boot.partitions.scheme, PartitionScheme::Gpt);
    QCOMPARE(report->boot.partitions.partitions.at(0).type, QStringLiteral("basic data"));
    QStringList loaders;
    for (const auto &loader : report->boot.loaders)
        loaders.append(QStringLiteral("%1 %2 %3")
                           .arg(int(loader.place))
                           .arg(loader.path, loader.architecture));
    QCOMPARE(
        loaders.join(u'\n'),
        QStringLiteral("0 bootmgr.efi x64\n0 efi/boot/bootx64.efi x64\n1 EFI/BOOT/BOOTX64.EFI x64\n"
                       "2 BOOTMGR.EFI x64\n2 EFI/BOOT/BOOTX64.EFI x64"));
    QCOMPARE(report->boot.stores.size(), size_t(2));
    const auto &entry = report->boot.stores.at(1).entries.at(0);
    QCOMPARE(entry.image, QStringLiteral("\\sources\\boot.wim"));
    QCOMPARE(entry.sdi, QStringLiteral("\\boot\\boot.sdi"));
    QCOMPARE(entry.loader, QStringLiteral("\\windows\\system32\\boot\\winload.efi"));
    QVERIFY(report->bootImage);
    QCOMPARE(report->bootImage->name, QStringLiteral("Bootwright training lab (x64)"));
    QCOMPARE(report->bootImage->version, report->manifest->bootImageVersion);
    QCOMPARE(report->bootImage->architecture, x64);
}

void tst_MediaReport::hashes()
{
    auto report = inspectMedia(m_iso, {});
    QVERIFY(report);
    Control control;
    QVERIFY(addHashes(*report, control));
    for (const auto &file : report->manifest->files)
        QCOMPARE(report->find(file.path)->sha256, file.sha256);
    std::stop_source stop;
    stop.request_stop();
    Control stopped(stop.get_token());
    QCOMPARE(addHashes(*report, stopped).error().kind, Error::Kind::Cancelled);
}

void tst_MediaReport::locked()
{
    const auto report = inspectMedia(m_iso, {});
    QVERIFY(report);
    QCOMPARE(report->variablesState, MediaReport::Variables::Locked);
    QVERIFY(report->variables.all().empty());
    QVERIFY(!report->certificate);
    QVERIFY(report->manifest);
}

void tst_MediaReport::wrongPassword()
{
    const auto report = inspectMedia(m_iso, Secret(QStringLiteral("Correct horse")));
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::WrongPassword);
}

void tst_MediaReport::withoutPassword()
{
    LabRecipe lab;
    lab.draft.security.passwordProtected = false;
    lab.draft.allowUnattended = true;
    lab.secrets.password = {};
    const auto iso = build(lab);
    QVERIFY(!iso.isEmpty());
    const auto report = inspectMedia(iso, {});
    QVERIFY(report);
    QCOMPARE(report->variablesState, MediaReport::Variables::Open);
    QCOMPARE(report->passwordRequired, std::optional(false));
    QCOMPARE(report->unattended, std::optional(true));
    QVERIFY(report->certificate);
    QCOMPARE(report->passwordProtected, std::optional(false));
    const auto again = inspectMedia(iso, password()); // which nobody needs
    QVERIFY(again);
    QCOMPARE(again->variablesState, MediaReport::Variables::Open);
}

void tst_MediaReport::folder()
{
    const auto report = inspectMedia(changed({}), password());
    QVERIFY(report);
    QVERIFY(report->volumeLabel.isEmpty());
    QCOMPARE(report->mediaLabel, QStringLiteral("Training lab"));
    QCOMPARE(report->variablesState, MediaReport::Variables::Open);
    QCOMPARE(report->files.size(), size_t(22));
}

void tst_MediaReport::withoutVariables()
{
    const auto media = changed({{QStringLiteral("SMS/data/Variables.dat"), QByteArray()},
                                {QStringLiteral("SMS/data/TsmBootstrap.ini"), QByteArray()},
                                {manifestPath(), QByteArray()}});
    const auto report = inspectMedia(media, password());
    QVERIFY(report);
    QCOMPARE(report->variablesState, MediaReport::Variables::Missing);
    QVERIFY(report->mediaType.isEmpty());
    QVERIFY(!report->passwordRequired.has_value());
    QVERIFY(!report->unattended.has_value());
    QVERIFY(!report->manifest.has_value());
}

void tst_MediaReport::damagedVariables_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("text") << QByteArray("no variables at all, but longer than a header");
    QTest::newRow("zeros") << QByteArray(100, '\0');
}

void tst_MediaReport::damagedVariables()
{
    QFETCH(QByteArray, bytes);
    const auto report =
        inspectMedia(changed({{QStringLiteral("SMS/data/Variables.dat"), bytes}}), password());
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->variablesState, MediaReport::Variables::Damaged);
    QVERIFY(!report->variablesProblem.isEmpty());
    QVERIFY(report->variables.all().empty());
    QVERIFY(!report->certificate);
}

void tst_MediaReport::damagedCertificate()
{
    MediaVariables variables;
    variables.set(QStringLiteral("_SMSMediaGuid"),
                  QStringLiteral("8AE6B618-77EC-46CB-B1B5-88F693E2A1B7"));
    variables.set(QStringLiteral("_SMSTSMediaPFX"), QStringLiteral("3082"));
    const auto sealedFile = sealVariables(*variables.toPlaintext(), password());
    const auto report = inspectMedia(
        changed({{QStringLiteral("SMS/data/Variables.dat"), *sealedFile}}), password());
    QVERIFY(report);
    QCOMPARE(report->variablesState, MediaReport::Variables::Damaged);
    QVERIFY(!report->certificate);
}

void tst_MediaReport::texts_data()
{
    QTest::addColumn<QByteArray>("label");
    QTest::addColumn<QString>("read");
    QTest::newRow("UTF-8") << QByteArray("label=Büro\r\n") << QStringLiteral("Büro");
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFE") + utf16le(u"label=Büro\r\n")
                            << QStringLiteral("Büro");
    QTest::newRow("capitals and blanks") << QByteArray("LABEL = x y \n") << QStringLiteral("x y");
    QTest::newRow("other key") << QByteArray("labels=x\n") << QString();
    QTest::newRow("no key") << QByteArray("=x\nlabel\n") << QString();
    QTest::newRow("odd UTF-16") << QByteArray("\xFF\xFE\x6C", 3) << QString();
}

void tst_MediaReport::texts()
{
    QFETCH(QByteArray, label);
    QFETCH(QString, read);
    const auto report =
        inspectMedia(changed({{QStringLiteral("MediaLabel.txt"), label}}), password());
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->mediaLabel, read);
}

void tst_MediaReport::damagedManifest()
{
    const auto report = inspectMedia(changed({{manifestPath(), "{"}}), password());
    QVERIFY(report);
    QVERIFY(!report->manifest);
    QCOMPARE(report->manifestProblem, QStringLiteral("The manifest of the media is damaged."));
}

QTEST_GUILESS_MAIN(tst_MediaReport)
#include "tst_MediaReport.moc"

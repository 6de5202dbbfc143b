// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Embedded.h"
#include "core/base/Units.h"
#include "core/builder/Manifest.h"
#include "core/builder/MediaFiles.h"
#include "support/ImageFixtures.h"
#include "support/LabRecipe.h"

#include <QTest>

using namespace bootwright;

class tst_MediaFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_lab = std::make_unique<LabRecipe>(); }
    void pathsInOrder();
    void whatIsRenewedHasRoom();
    void additionsComeInTheirPlaces();
    void manifestHasTheHashesOfWhatWasWritten();
    void bootImagesForTheCatalog();
    void loaderSigner_data();
    void loaderSigner();
    void warnings();
    void collisions_data();
    void collisions();
    void bootImageIsAbsent();

private:
    Result<MediaFiles> collect()
    {
        Control control;
        return collectFiles(m_lab->plan(), m_lab->secrets, m_lab->site, m_lab->chance, control);
    }
    static QStringList pathsOf(const FileTree &tree)
    {
        QStringList paths;
        for (const auto &entry : tree.entries()) {
            if (!entry.isFolder)
                paths.append(entry.path);
        }
        return paths;
    }

    std::unique_ptr<LabRecipe> m_lab;
};

void tst_MediaFiles::pathsInOrder()
{
    const auto files = collect();
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    QCOMPARE(pathsOf(files->tree).join(u'\n'),
             QStringLiteral("bootmgr.efi\n"
                            "boot/boot.sdi\n"
                            "efi/boot/bootx64.efi\n"
                            "efi/microsoft/boot/bcd\n"
                            "efi/microsoft/boot/boot.stl\n"
                            "efi/microsoft/boot/fonts/segmono_boot.ttf\n"
                            "efi/microsoft/boot/fonts/segoe_slboot.ttf\n"
                            "efi/microsoft/boot/fonts/segoen_slboot.ttf\n"
                            "efi/microsoft/boot/fonts/wgl4_boot.ttf\n"
                            "bootmgr\n"
                            "boot/bcd\n"
                            "boot/fonts/segmono_boot.ttf\n"
                            "boot/fonts/segoe_slboot.ttf\n"
                            "boot/fonts/segoen_slboot.ttf\n"
                            "boot/fonts/wgl4_boot.ttf\n"
                            "SMS/data/TsmBootstrap.ini\n"
                            "SMS/data/Variables.dat\n"
                            "SMS/bin/x64/TsmBootstrap.exe\n"
                            "MediaLabel.txt\n"
                            "Bootwright/bench-card.html\n"
                            "sources/boot.wim\n"
                            "Bootwright/manifest.json"));
}

void tst_MediaFiles::whatIsRenewedHasRoom()
{
    m_lab->draft.target.includeAutorun = true;
    const auto files = collect();
    QVERIFY(files);
    QStringList withRoom;
    for (const auto &entry : files->tree.entries()) {
        if (entry.room > 0)
            withRoom.append(QStringLiteral("%1 %2").arg(entry.path).arg(entry.room));
    }
    QCOMPARE(withRoom,
             QStringList({QStringLiteral("SMS/data/TsmBootstrap.ini 2048"),
                          QStringLiteral("SMS/data/Variables.dat 65536"),
                          QStringLiteral("MediaLabel.txt 2048"),
                          QStringLiteral("autorun.inf 2048"),
                          QStringLiteral("Bootwright/bench-card.html 16384"),
                          QStringLiteral("Bootwright/manifest.json 16384")}));
}

void tst_MediaFiles::additionsComeInTheirPlaces()
{
    m_lab->draft.target.includeAutorun = true;
    m_lab->put("extra/Tools/Größe.txt", "x");
    m_lab->put("extra/SMS/data/more.ini", "y");
    m_lab->draft.extraFiles.folder = m_lab->path("extra");
    const auto files = collect();
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    const auto paths = pathsOf(files->tree);
    QCOMPARE(paths.sliced(paths.indexOf(QStringLiteral("MediaLabel.txt"))),
             QStringList({QStringLiteral("MediaLabel.txt"),
                          QStringLiteral("autorun.inf"),
                          QStringLiteral("Bootwright/bench-card.html"),
                          QStringLiteral("sources/boot.wim"),
                          QStringLiteral("SMS/data/more.ini"),
                          QStringLiteral("Tools/Größe.txt"),
                          QStringLiteral("Bootwright/manifest.json")}));
}

void tst_MediaFiles::manifestHasTheHashesOfWhatWasWritten()
{
    m_lab->put("extra/large.bin", noise(3_MiB + 7, 1));
    m_lab->put("extra/empty.bin", {});
    m_lab->draft.extraFiles.folder = m_lab->path("extra");
    m_lab->draft.prestart.command = QStringLiteral("cmd /c ask.cmd"); // boot.wim gets an overlay
    const auto files = collect();
    QVERIFY(files);
    auto options = fixedOptions();
    options.efiBoot = files->efiBoot;
    const auto image = imageOf(files->tree, options);
    QVERIFY(!image.isEmpty());

    // read after the image was written: only now the hashes are there
    const auto json = files->tree.find(manifestPath())->content.readAll();
    QVERIFY(json);
    const auto manifest = readManifest(*json);
    QVERIFY(manifest);
    QCOMPARE(manifest->files.size(), qsizetype(pathsOf(files->tree).size() - 1));
    for (const auto &file : manifest->files) {
        const auto bytes = files->tree.find(file.path)->content.readAll();
        QVERIFY(bytes);
        QCOMPARE(file.size, quint64(bytes->size()));
        QCOMPARE(file.sha256.toHex(), sha256(*bytes).toHex());
    }
    QCOMPARE(manifest->label, QStringLiteral("Training lab"));
    QCOMPARE(manifest->bootImagePackage, QStringLiteral("LAB00005"));
    QCOMPARE(manifest->bootImageName, QStringLiteral("Boot image (x64)"));
    QCOMPARE(manifest->architecture, QStringLiteral("x64"));
    QCOMPARE(manifest->mediaGuid, files->identity.guid);
    QCOMPARE(manifest->madeAt, m_lab->chance.now());
    QVERIFY(manifest->reproducible);
}

void tst_MediaFiles::bootImagesForTheCatalog()
{
    const auto files = collect();
    QVERIFY(files);
    QCOMPARE(files->biosBoot.size(), qsizetype(2048));
    QVERIFY(files->biosBoot.contains("BOOTMGR"));
    QCOMPARE(files->efiBoot.mid(510, 2), QByteArray("\x55\xAA"));
    QVERIFY(files->efiBoot.size() % 512 == 0 && quint64(files->efiBoot.size()) < 32_MiB);
}

void tst_MediaFiles::loaderSigner_data()
{
    QTest::addColumn<SignerChoice>("choice");
    QTest::addColumn<QByteArray>("program");
    QTest::newRow("2011") << SignerChoice::Microsoft2011 << QByteArray("bootmgfw.efi");
    QTest::newRow("2023") << SignerChoice::Microsoft2023 << QByteArray("bootmgfw_EX.efi");
}

void tst_MediaFiles::loaderSigner()
{
    QFETCH(SignerChoice, choice);
    QFETCH(QByteArray, program);
    m_lab->draft.bootImage.loaderSigner = choice;
    const auto files = collect();
    QVERIFY2(files, files ? "" : qPrintable(files.error().message));
    const auto loader = files->tree.find(QStringLiteral("efi/boot/bootx64.efi"))->content.readAll();
    QVERIFY(loader);
    QVERIFY(*loader == embeddedFile(program));
    QVERIFY(files->efiBoot.contains(*loader));
}

void tst_MediaFiles::warnings()
{
    // from a file that the site does not know: two facts are left off
    Control control;
    const auto wim = m_lab->site.bootImageFile(m_lab->draft.bootImage.packageId, {}, control);
    QVERIFY(wim);
    m_lab->draft.bootImage.file = *wim;
    m_lab->draft.bootImage.packageId.clear();
    const auto files = collect();
    QVERIFY(files);
    auto unique = files->warnings;
    unique.removeDuplicates();
    QCOMPARE(unique, files->warnings);
    // the training site knows every fact; what is left are the unsigned stand-ins
    QCOMPARE(files->warnings.filter(QStringLiteral("not signed")).size(), qsizetype(1));
    QVERIFY(files->warnings.filter(QStringLiteral("do not carry them")).isEmpty());
}

void tst_MediaFiles::collisions_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const auto *path : {"Boot/BCD",
                             "sources/BOOT.WIM",
                             "SMS/Data/variables.dat",
                             "medialabel.txt",
                             "bootwright/Manifest.json",
                             "bootmgr/file.txt"})
        QTest::newRow(path) << QByteArray(path);
}

void tst_MediaFiles::collisions()
{
    QFETCH(QByteArray, path);
    m_lab->put("extra/" + path, "x");
    m_lab->draft.extraFiles.folder = m_lab->path("extra");
    const auto files = collect();
    QVERIFY(!files);
    QCOMPARE(files.error().kind, Error::Kind::InvalidInput);
}

void tst_MediaFiles::bootImageIsAbsent()
{
    m_lab->put("boot.wim", "x");
    m_lab->draft.bootImage.file = m_lab->path("boot.wim");
    const auto recipe = m_lab->plan();
    QVERIFY(QFile::remove(m_lab->path("boot.wim")));
    Control control;
    const auto files = collectFiles(recipe, m_lab->secrets, m_lab->site, m_lab->chance, control);
    QVERIFY(!files);
    QCOMPARE(files.error().kind, Error::Kind::NotFound);
    QVERIFY2(files.error().message.contains(m_lab->path("boot.wim")),
             qPrintable(files.error().message));
}

QTEST_GUILESS_MAIN(tst_MediaFiles)
#include "tst_MediaFiles.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/image/FatImage.h"
#include "core/image/FileSink.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
#include "core/image/readImage.h"
#include "core/image/verifyImage.h"
#include "support/ImageFixtures.h"
#include "support/ImageJudges.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

FileTree randomTree(quint32 seed)
{
    static const QString letters = QString::fromUtf8("abcXYZ019 _-.+()äßéЖ漢字\xF0\x9F\x8E\x89");
    QRandomGenerator chance(seed);
    FileTree tree;
    QStringList folders = {QString()};
    for (int i = 0; i < 150; ++i) {
        QString name;
        const auto length = 1 + chance.bounded(60);
        const auto points = letters.toUcs4();
        for (int k = 0; k < length; ++k) {
            const char32_t point = points[chance.bounded(int(points.size()))];
            name += QString::fromUcs4(&point, 1);
        }
        const auto parent = folders[chance.bounded(int(folders.size()))];
        const auto path = parent.isEmpty() ? name : parent + QLatin1Char('/') + name;
        // A name that Windows refuses, or one that is there, is not added.
        if (chance.bounded(4) == 0) {
            if (tree.addFolder(path))
                folders << path;
        } else if (!tree.addFile(path,
                                 ContentSource::bytes(noise(chance.bounded(20'000), chance())))) {
            continue;
        }
    }
    return tree;
}

} // namespace

class tst_LayoutIsoTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyReaderSeesEveryFile_data();
    void everyReaderSeesEveryFile();
    void structuresAreSound_data();
    void structuresAreSound();
    void bootCatalogIsRead();
    void efiBootImageIsSound();

private:
    QString makeImage(const FileTree &tree, const IsoOptions &options);
    Hashes extracted(const QString &command, const QString &image);
    QString partitionOf(const QString &image);

    QTemporaryDir m_folder;
    QMap<QString, FileTree> m_trees;
    QMap<QString, QString> m_images;
    QMap<QString, Hashes> m_hashes;
    IsoOptions m_options = fixedOptions();
    int m_runs = 0;
};

QString tst_LayoutIsoTools::makeImage(const FileTree &tree, const IsoOptions &options)
{
    const auto path = m_folder.filePath(QStringLiteral("%1.iso").arg(m_images.size()));
    const auto layout = layoutIso(tree, options);
    if (!layout)
        return layout.error().message;
    auto sink = FileSink::create(path, Overwrite::No, layout->size(), layout->contentSize());
    if (!sink)
        return sink.error().message;
    Control control;
    const auto report = writeImage(*layout, **sink, control);
    if (!report)
        return report.error().message;
    const auto outcome = verifyImage(*layout, *report, **sink, control);
    if (!outcome || !outcome->equal || outcome->firstDifference.size() > 0)
        return QStringLiteral("not equal");
    if (const auto done = (*sink)->commit(); !done)
        return done.error().message;
    return outcome->sha256 == hashOfFile(path) ? path : QStringLiteral("wrong SHA-256");
}

void tst_LayoutIsoTools::initTestCase()
{
    QVERIFY(m_folder.isValid());
    FileTree boot;
    QVERIFY(boot.addFile(QStringLiteral("EFI/BOOT/BOOTX64.EFI"),
                         ContentSource::bytes(noise(1'557'304, 6))));
    const auto efi =
        makeEfiBootImage(boot, QStringLiteral("EFIBOOT"), 0x01020304, m_options.created);
    QVERIFY(efi);
    m_options.efiBoot = *efi;
    m_options.biosBoot = noise(4096, 99);

    FileTree media;
    addMedia(media);
    m_trees.insert(QStringLiteral("media"), media);
    m_trees.insert(QStringLiteral("strange names, 2,000 files in a folder"), strangeTree());
    for (quint32 seed = 1; seed <= 2; ++seed)
        m_trees.insert(QStringLiteral("random %1").arg(seed), randomTree(seed));
    for (auto it = m_trees.begin(); it != m_trees.end(); ++it) {
        const auto path = makeImage(it.value(), m_options);
        QVERIFY2(QFileInfo(path).isFile(), qPrintable(path));
        m_images.insert(it.key(), path);
        m_hashes.insert(it.key(), hashesOf(it.value()));
    }
}

Hashes tst_LayoutIsoTools::extracted(const QString &command, const QString &image)
{
    const auto folder = m_folder.filePath(QStringLiteral("out%1").arg(++m_runs));
    QDir().mkpath(folder);
    const auto good = run(QStringLiteral("sh"), {QStringLiteral("-c"), command, image, folder});
    run(QStringLiteral("chmod"), {QStringLiteral("-R"), QStringLiteral("u+rwX"), folder});
    const auto hashes =
        good.isGood ? hashesIn(folder) : Hashes{{QStringLiteral("the reader failed"), {}}};
    QDir(folder).removeRecursively();
    return hashes;
}

//! A file with the FAT32 partition of the image.
QString tst_LayoutIsoTools::partitionOf(const QString &image)
{
    const auto path = image + QStringLiteral(".fat");
    if (QFileInfo::exists(path))
        return path;
    const auto file = FileImage::open(image);
    const auto partitions = file ? readPartitions(*file) : std::vector<PartitionRange>();
    if (partitions.size() != 1)
        return {};
    const auto bytes = file->read(partitions[0].offset, partitions[0].size);
    QFile out(path);
    return bytes && out.open(QIODevice::WriteOnly) && out.write(*bytes) == bytes->size()
               ? path
               : QString();
}

void tst_LayoutIsoTools::everyReaderSeesEveryFile_data()
{
    QTest::addColumn<QString>("tree");
    QTest::addColumn<QString>("reader");
    for (const auto &tree : m_trees.keys()) {
        for (const auto *reader : {"ours",
                                   "ours, ISO9660",
                                   "ours, FAT32",
                                   "7z, UDF",
                                   "7z, ISO9660",
                                   "7z, FAT32",
                                   "xorriso, ISO9660",
                                   "mcopy, FAT32"})
            QTest::addRow("%s: %s", qPrintable(tree), reader)
                << tree << QString::fromLatin1(reader);
    }
}

void tst_LayoutIsoTools::everyReaderSeesEveryFile()
{
    QFETCH(QString, tree);
    QFETCH(QString, reader);
    const auto image = m_images[tree];
    const auto partition = partitionOf(image);
    QVERIFY(!partition.isEmpty());
    Hashes got;
    if (reader == u"ours") {
        const auto read = readImage(image);
        QVERIFY(read);
        got = hashesOf(*read);
    } else if (reader == u"ours, ISO9660") {
        const auto file = FileImage::open(image);
        const auto read = readIso9660(*file);
        QVERIFY(read);
        got = hashesOf(*read);
    } else if (reader == u"ours, FAT32") {
        const auto read = readImage(partition);
        QVERIFY(read);
        got = hashesOf(*read);
    } else if (reader == u"7z, UDF") {
        got = extracted(QStringLiteral("7z x -y -tudf -o\"$1\" \"$0\""), image);
    } else if (reader == u"7z, ISO9660") {
        got = extracted(QStringLiteral("7z x -y -tiso -o\"$1\" \"$0\" && rm -r \"$1/[BOOT]\""),
                        image);
    } else if (reader == u"7z, FAT32") {
        got = extracted(QStringLiteral("7z x -y -tfat -o\"$1\" \"$0\""), partition);
    } else if (reader == u"xorriso, ISO9660") {
        got =
            extracted(QStringLiteral("xorriso -osirrox on -indev \"$0\" -extract / \"$1\""), image);
    } else if (reader == u"mcopy, FAT32") {
        got = extracted(QStringLiteral("test -z \"$(mdir -b -i \"$0\" ::/)\" || "
                                       "mcopy -s -n -i \"$0\" '::/*' \"$1\""),
                        partition);
    }
    auto wanted = m_hashes[tree];
    if (reader.startsWith(u"xorriso") || reader.startsWith(u"mcopy")) {
        got = withoutForeignNames(got);
        wanted = withoutForeignNames(wanted);
    }
    QCOMPARE(difference(got, wanted), QString());
}

void tst_LayoutIsoTools::structuresAreSound_data()
{
    QTest::addColumn<QString>("tree");
    for (const auto &tree : m_trees.keys())
        QTest::newRow(qPrintable(tree)) << tree;
}

void tst_LayoutIsoTools::structuresAreSound()
{
    QFETCH(QString, tree);
    const auto image = m_images[tree];
    const auto disk = run(QStringLiteral("/usr/sbin/sgdisk"), {QStringLiteral("-v"), image});
    QVERIFY(disk.isGood);
    QVERIFY2(disk.text.contains(QStringLiteral("No problems found")), qPrintable(disk.text));
    const auto fat = run(QStringLiteral("/usr/sbin/fsck.fat"),
                         {QStringLiteral("-n"), QStringLiteral("-v"), partitionOf(image)});
    QVERIFY2(fat.isGood, qPrintable(fat.text));
    QVERIFY2(!fat.text.contains(QStringLiteral("differ")), qPrintable(fat.text));
    const auto udf = run(QStringLiteral("udfinfo"), {image});
    QVERIFY(udf.isGood);
    for (const auto *line : {"udfrev=1.02", "integrity=closed", "label=Configuration Manager"})
        QVERIFY2(udf.text.contains(QLatin1String(line)), qPrintable(udf.text));
    QVERIFY2(!udf.text.contains(QStringLiteral("Warning")), qPrintable(udf.text));
    const auto iso =
        run(QStringLiteral("isoinfo"), {QStringLiteral("-d"), QStringLiteral("-i"), image});
    QVERIFY(iso.isGood);
    QVERIFY2(iso.text.contains(QStringLiteral("Volume id: Configuration Manager")),
             qPrintable(iso.text));
    const auto list =
        run(QStringLiteral("isoinfo"), {QStringLiteral("-f"), QStringLiteral("-i"), image});
    const auto paths = list.text.split(u'\n').filter(QRegularExpression(QStringLiteral("^/")));
    QCOMPARE(paths.size(), m_hashes[tree].size());
    QCOMPARE(readVolumeLabel(image).value(), QStringLiteral("Configuration Manager"));
    QCOMPARE(readVolumeLabel(partitionOf(image)).value(), QStringLiteral("CONFIGURATI"));
}

void tst_LayoutIsoTools::bootCatalogIsRead()
{
    const auto report = run(QStringLiteral("xorriso"),
                            {QStringLiteral("-indev"),
                             m_images[QStringLiteral("media")],
                             QStringLiteral("-report_el_torito"),
                             QStringLiteral("plain")});
    QVERIFY(report.isGood);
    const auto lines = report.text.split(u'\n').filter(QStringLiteral("El Torito boot img"));
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(QStringLiteral("BIOS  y   none  0x0000  0x00      8")),
             qPrintable(report.text));
    const auto sectors = QString::number(m_options.efiBoot.size() / 512);
    QVERIFY2(lines[1].contains(QStringLiteral("UEFI  y   none  0x0000  0x00")),
             qPrintable(lines[1]));
    QVERIFY2(lines[1].contains(sectors), qPrintable(lines[1]));
}

void tst_LayoutIsoTools::efiBootImageIsSound()
{
    const auto path = m_folder.filePath(QStringLiteral("efi.img"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(m_options.efiBoot), m_options.efiBoot.size());
    file.close();
    const auto check = run(QStringLiteral("/usr/sbin/fsck.fat"), {QStringLiteral("-n"), path});
    QVERIFY2(check.isGood, qPrintable(check.text));
    const auto got = extracted(QStringLiteral("mcopy -s -n -i \"$0\" '::/*' \"$1\""), path);
    const auto wanted = sha256(noise(1'557'304, 6));
    QCOMPARE(got.value(QStringLiteral("efi/boot/bootx64.efi")), wanted);
    // with case, as some firmware compares
    const auto list =
        run(QStringLiteral("mdir"),
            {QStringLiteral("-b"), QStringLiteral("-i"), path, QStringLiteral("::/EFI/BOOT")});
    QCOMPARE(list.text.trimmed(), QStringLiteral("::/EFI/BOOT/BOOTX64.EFI"));
    const auto read = readImage(path);
    QVERIFY(read);
    QCOMPARE(difference(hashesOf(*read), got), QString());
}

QTEST_GUILESS_MAIN(tst_LayoutIsoTools)
#include "tst_LayoutIsoTools.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/FatFolder.h"
#include "core/image/FatImage.h"
#include "support/ImageFixtures.h"

#include <QTest>

using namespace bootwright;

namespace {

FileTree sampleTree()
{
    FileTree tree;
    const auto added =
        tree.addFile(QStringLiteral("efi/boot/bootx64.efi"), ContentSource::bytes(noise(5000, 1)))
        && tree.addFile(QStringLiteral("efi/empty file.txt"), ContentSource())
        && tree.addFile(QStringLiteral("Grüße 日本.txt"), ContentSource::bytes(noise(2048, 2)));
    return added ? tree : FileTree();
}

//! A volume of \a tree in memory, files and all.
QByteArray volumeOf(const FileTree &tree)
{
    const FolderIndex index(tree);
    const auto fat = Fat32::plan(index, QStringLiteral("MEDIA"));
    if (!fat)
        return {};
    ImageLayout layout(fat->size());
    if (!fat->addStructures(layout, 0, 0xCAFEBABE, fixedOptions().created))
        return {};
    for (size_t i = 0; i < tree.entries().size(); ++i) {
        if (!layout.add(fat->fileOffset(i), tree.entries()[i].content))
            return {};
    }
    MemorySink sink(fat->size());
    Control control;
    return writeImage(layout, sink, control) ? sink.bytes : QByteArray();
}

QString kindOf(const Result<FileTree> &tree)
{
    return tree ? QStringLiteral("read") : kindName(tree.error().kind);
}

//! Every file read through \a tree equals the one in \a wanted.
bool isSame(const FileTree &tree, const FileTree &wanted)
{
    if (tree.entries().size() != wanted.entries().size())
        return false;
    for (const auto &entry : wanted.entries()) {
        const auto *found = tree.find(entry.path);
        if (!found || found->isFolder != entry.isFolder
            || found->content.readAll().value() != entry.content.readAll().value())
            return false;
    }
    return true;
}

} // namespace

class tst_Fat32 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortNames_data();
    void shortNames();
    void longNamesGetFreshShortNames();
    void bootSectorIsGolden();
    void dataLiesOnTheBorderOfASector_data();
    void dataLiesOnTheBorderOfASector();
    void roomIsFree();
    void roundTrip();
    void efiImageRoundTrip();
    void refusesLargeFiles_data();
    void refusesLargeFiles();
    void damagedVolumesAreRefused_data();
    void damagedVolumesAreRefused();
};

void tst_Fat32::shortNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("shortName");
    QTest::newRow("lower case") << QStringLiteral("bootx64.efi") << QByteArray("BOOTX64 EFI");
    QTest::newRow("no extension") << QStringLiteral("bootmgr") << QByteArray("BOOTMGR    ");
    QTest::newRow("mixed case") << QStringLiteral("Boot") << QByteArray("BOOT       ");
    QTest::newRow("tilde") << QStringLiteral("ABCDEF~1.TXT") << QByteArray("ABCDEF~1TXT");
    QTest::newRow("too long") << QStringLiteral("variables.dat") << QByteArray();
    QTest::newRow("long extension") << QStringLiteral("a.html") << QByteArray();
    QTest::newRow("two dots") << QStringLiteral("a.b.c") << QByteArray();
    QTest::newRow("dot first") << QStringLiteral(".a") << QByteArray();
    QTest::newRow("space") << QStringLiteral("a b") << QByteArray();
    QTest::newRow("plus") << QStringLiteral("a+b") << QByteArray();
    QTest::newRow("not ASCII") << QStringLiteral("ä") << QByteArray();
}

void tst_Fat32::shortNames()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, shortName);
    QCOMPARE(fatShortName(name).value_or(QByteArray()), shortName);
}

void tst_Fat32::longNamesGetFreshShortNames()
{
    FatFolder folder(fixedOptions().created);
    folder.add({{QStringLiteral("variables.dat"), false, 5, 100},
                {QStringLiteral("variable long.dat"), false, 6, 100},
                {QStringLiteral("VARIAB~1.DAT"), false, 7, 100}});
    const auto &bytes = folder.bytes();
    // Microsoft FAT specification, section 7: parts in reverse, then the entry of the short name
    QCOMPARE(bytes.size(), 32 * (2 + 3 + 1));
    QCOMPARE(bytes.first(32).toHex(),
             QByteArray("4176006100720069006100"
                        "0f00"
                        "51"
                        "62006c00650073002e006400"
                        "0000"
                        "61007400"));
    QCOMPARE(bytes.sliced(32, 11), QByteArray("VARIAB~2DAT"));
    QCOMPARE(bytes.sliced(5 * 32 - 32, 11), QByteArray("VARIAB~3DAT"));
    QCOMPARE(bytes.sliced(5 * 32, 11), QByteArray("VARIAB~1DAT"));
    QCOMPARE(FatFolder::sizeOf(QStringLiteral("variable long.dat")), quint64(96));
    // 2026-11-22 12:34:56
    QCOMPARE(bytes.sliced(32 + 22, 4).toHex(), QByteArray("5c64765d"));
}

void tst_Fat32::bootSectorIsGolden()
{
    const auto volume = volumeOf(sampleTree());
    // 65,600 clusters: tables of 513 sectors, 34 reserved for data on a border of 2048 bytes
    QCOMPARE(volume.first(90).toHex(),
             QByteArray("eb5890"
                        "4d5357494e342e31"
                        "0002"
                        "04"
                        "2200"
                        "02"
                        "0000"
                        "0000"
                        "f8"
                        "0000"
                        "3f00"
                        "ff00"
                        "00000000"
                        "2405040001020000"
                        "0000"
                        "0000"
                        "02000000"
                        "0100"
                        "0600"
                        "000000000000000000000000"
                        "80"
                        "00"
                        "29"
                        "bebafeca"
                        "4d45444941202020202020"
                        "4641543332202020"));
    QCOMPARE(volume.sliced(510, 6).toHex(), QByteArray("55aa52526141"));
    QCOMPARE(volume.first(1024), volume.sliced(6 * 512, 1024)); // the backup
    QCOMPARE(volume.sliced(512 + 484, 12).toHex(), QByteArray("727241613900010009000000"));
    const auto table = volume.sliced(34 * 512, 513 * 512);
    QCOMPARE(table, volume.sliced((34 + 513) * 512, 513 * 512));
    // media, clean; root, efi, efi/boot; 5000 bytes; 2048 bytes; free
    QCOMPARE(table.first(44).toHex(),
             QByteArray("f8ffff0f"
                        "ffffff0f"
                        "ffffff0f"
                        "ffffff0f"
                        "ffffff0f"
                        "06000000"
                        "07000000"
                        "ffffff0f"
                        "ffffff0f"
                        "00000000"
                        "00000000"));
}

void tst_Fat32::dataLiesOnTheBorderOfASector_data()
{
    QTest::addColumn<quint64>("size");
    for (quint64 clusters = 1'000'000; clusters < 1'000'700; clusters += 100)
        QTest::addRow("%llu clusters", clusters) << clusters * 2048;
}

void tst_Fat32::dataLiesOnTheBorderOfASector()
{
    QFETCH(quint64, size);
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("a"), ContentSource::zeros(size)));
    const FolderIndex index(tree);
    const auto fat = Fat32::plan(index, QString());
    QVERIFY(fat);
    QCOMPARE(fat->fileOffset(0) % 2048, quint64(0));
    QCOMPARE(fat->usedSize() - fat->fileOffset(0), size);
    ImageLayout layout(fat->size());
    QVERIFY(fat->addStructures(layout, 0, 1, fixedOptions().created));
    const auto boot = layout.extents()[0].content.readAll().value();
    QVERIFY(le<quint16>(boot, 14) >= 32);
    QVERIFY(le<quint32>(boot, 36) * quint64(128) >= size / 2048 + 2);
}

void tst_Fat32::roomIsFree()
{
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("grows"), ContentSource::bytes(noise(3000, 1)), 5000));
    QVERIFY(tree.addFile(QStringLiteral("next"), ContentSource::bytes(noise(100, 2))));
    const auto volume = volumeOf(tree);
    const FolderIndex index(tree);
    const auto fat = Fat32::plan(index, QStringLiteral("MEDIA"));
    QVERIFY(fat);
    QCOMPARE(fat->fileOffset(1) - fat->fileOffset(0), quint64(5 * 2048));
    // clusters 2 root, 3 and 4 "grows", 5 to 7 its room, 8 "next", 9… free
    const auto table = qsizetype(le<quint16>(volume, 14)) * 512;
    QCOMPARE(volume.sliced(table, 40).toHex(),
             QByteArray("f8ffff0fffffff0fffffff0f04000000ffffff0f"
                        "000000000000000000000000ffffff0f00000000"));
    const auto clusters = (quint64(volume.size()) - fat->fileOffset(0)) / 2048 + 1;
    QCOMPARE(quint64(le<quint32>(volume, 512 + 488)), clusters - 4);
    const auto read = readFat(MemoryImage(volume));
    QVERIFY(read);
    QVERIFY(isSame(*read, tree));
}

void tst_Fat32::roundTrip()
{
    const auto tree = sampleTree();
    const auto volume = volumeOf(tree);
    const MemoryImage image(volume);
    const auto read = readFat(image);
    QVERIFY(read);
    QVERIFY(isSame(*read, tree));
    QCOMPARE(readFatLabel(image), QStringLiteral("MEDIA"));
    // upper case for what is a short name, as it was for what is none
    QCOMPARE(read->find(QStringLiteral("efi/boot/bootx64.efi"))->path,
             QStringLiteral("EFI/BOOT/BOOTX64.EFI"));
    QVERIFY(read->find(QStringLiteral("Grüße 日本.txt"))->path.startsWith(u'G'));
}

void tst_Fat32::efiImageRoundTrip()
{
    const auto tree = sampleTree();
    const auto volume = makeEfiBootImage(tree, QStringLiteral("EFI"), 7, fixedOptions().created);
    QVERIFY(volume);
    QVERIFY(volume->size() % 512 == 0 && volume->size() < qsizetype(5_MiB));
    const auto read = readFat(MemoryImage(*volume));
    QVERIFY(read);
    QVERIFY(isSame(*read, tree));
    FileTree large;
    QVERIFY(large.addFile(QStringLiteral("a"), ContentSource::zeros(32_MiB)));
    const auto refused = makeEfiBootImage(large, QStringLiteral("EFI"), 7, fixedOptions().created);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unsupported);
}

void tst_Fat32::refusesLargeFiles_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("4 GiB - 1") << 4_GiB - 1 << true;
    QTest::newRow("4 GiB") << 4_GiB << false;
}

void tst_Fat32::refusesLargeFiles()
{
    QFETCH(quint64, size);
    QFETCH(bool, fits);
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("extra/big.wim"), ContentSource::zeros(size)));
    const FolderIndex index(tree);
    const auto fat = Fat32::plan(index, QString());
    QCOMPARE(fat.has_value(), fits);
    if (fits)
        return;
    QCOMPARE(fat.error().kind, Error::Kind::Unsupported);
    QCOMPARE(fat.error().message,
             QStringLiteral("Cannot put \"extra/big.wim\" on the media. Files of 4 GiB and more do "
                            "not fit on it, because its partition for sticks is FAT32."));
}

void tst_Fat32::damagedVolumesAreRefused_data()
{
    // of the sample: tables at 34 * 512; root cluster 2 at (34 + 2 * 513) * 512, efi 3, efi/boot 4
    constexpr int table = 34 * 512;
    constexpr int data = (34 + 2 * 513) * 512;
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    QTest::newRow("untouched") << 0 << QByteArray("\xEB") << QStringLiteral("read");
    QTest::newRow("no jump") << 0 << QByteArray("\x00", 1) << QStringLiteral("NotFound");
    QTest::newRow("sector of 511 bytes")
        << 11 << QByteArray("\xFF\x01") << QStringLiteral("NotFound");
    QTest::newRow("cluster of 0 sectors")
        << 13 << QByteArray(1, '\0') << QStringLiteral("NotFound");
    QTest::newRow("larger than it is")
        << 32 << QByteArray("\xFF\xFF\xFF\x7F") << QStringLiteral("Corrupt");
    QTest::newRow("tables too small")
        << 36 << QByteArray("\x01\x00\x00\x00", 4) << QStringLiteral("Corrupt");
    QTest::newRow("root is no cluster")
        << 44 << QByteArray("\xFF\xFF\xFF\x0F") << QStringLiteral("Corrupt");
    QTest::newRow("root without end")
        << table + 8 << QByteArray("\x02\x00\x00\x00", 4) << QStringLiteral("Corrupt");
    QTest::newRow("file chain too short")
        << table + 20 << QByteArray("\xFF\xFF\xFF\x0F") << QStringLiteral("Corrupt");
    QTest::newRow("folder that is its parent")
        << data + 2048 + 2 * 32 + 26 << QByteArray("\x03\x00", 2) << QStringLiteral("Corrupt");
    QTest::newRow("name with a slash")
        << data + 2048 + 2 * 32 << QByteArray("A/B") << QStringLiteral("Corrupt");
    QTest::newRow("chains that meet")
        << data + 2048 + 2 * 32 + 26 << QByteArray("\x02\x00", 2) << QStringLiteral("Corrupt");
    QTest::newRow("name that Windows has not")
        << data + 2048 + 2 * 32 << QByteArray("A?B") << QStringLiteral("read");
}

void tst_Fat32::damagedVolumesAreRefused()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    auto volume = volumeOf(sampleTree());
    QVERIFY(!volume.isEmpty());
    putBytes(volume, offset, bytes);
    QCOMPARE(kindOf(readFat(MemoryImage(volume))), kind);
}

QTEST_GUILESS_MAIN(tst_Fat32)
#include "tst_Fat32.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Embedded.h"
#include "core/image/Gpt.h"
#include "core/image/layoutStick.h"
#include "core/image/readImage.h"
#include "support/ImageFixtures.h"

#include <QTest>

using namespace bootwright;

namespace {

StickOptions options()
{
    return {QStringLiteral("CONFIGURATI"), 0x12345678, 0xCAFEBABE, fixedOptions().created};
}

FileTree sampleTree()
{
    FileTree tree;
    const auto added =
        tree.addFile(QStringLiteral("bootmgr"), ContentSource::bytes(noise(70'000, 1)))
        && tree.addFile(QStringLiteral("efi/boot/bootx64.efi"),
                        ContentSource::bytes(noise(5000, 2)))
        && tree.addFile(QStringLiteral("efi/empty file.txt"), ContentSource())
        && tree.addFile(QStringLiteral("sources/boot.wim"),
                        ContentSource::bytes(noise(2_MiB + 77, 3)));
    return added ? tree : FileTree();
}

//! A stick that was full of something else before.
QByteArray stickOf(const FileTree &tree, quint64 size)
{
    const auto layout = layoutStick(tree, size, options());
    if (!layout)
        return {};
    MemorySink sink(size, false);
    Control control;
    control.expect(layout->contentSize());
    return writeImage(*layout, sink, control) ? sink.bytes : QByteArray();
}

//! The bytes of the structure that lies at \a offset.
QByteArray structureAt(const ImageLayout &layout, quint64 offset)
{
    for (const auto &extent : layout.extents()) {
        if (extent.offset == offset && extent.content.memory())
            return *extent.content.memory();
    }
    return {};
}

} // namespace

class tst_LayoutStick : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partitionTableIsGolden();
    void bootRecordIsOurs();
    void shapeFollowsTheSize_data();
    void shapeFollowsTheSize();
    void roundTrip();
    void isOnePieceFromTheStart();
    void nothingOfBeforeShinesThrough();
    void refusals_data();
    void refusals();
    void everyStickIsItsOwn();
};

void tst_LayoutStick::partitionTableIsGolden()
{
    const auto stick = stickOf(sampleTree(), 64_MiB);
    QCOMPARE(stick.first(440), embeddedFile("mbr.bin").first(440));
    QCOMPARE(stick.sliced(440, 72).toHex(),
             QByteArray("78563412"
                        "0000"
                        "80202100" // active; head 32, sector 33, cylinder 0
                        "0c282008" // FAT32 by sector number; head 40, sector 32, cylinder 8
                        "00080000" // from 1 MiB
                        "00f80100" // 63 MiB
                        + QByteArray(96, '0') + "55aa"));
    const auto partitions = readPartitions(MemoryImage(stick));
    QCOMPARE(partitions.size(), size_t(1));
    QCOMPARE(partitions[0].offset, 1_MiB);
    QCOMPARE(partitions[0].size, 63_MiB);
}

void tst_LayoutStick::bootRecordIsOurs()
{
    const auto stick = stickOf(sampleTree(), 64_MiB);
    const auto record = embeddedFile("fatboot.bin");
    QCOMPARE(record.size(), qsizetype(3 * 512));
    const auto volume = stick.sliced(1_MiB);
    QCOMPARE(volume.first(3).toHex(), QByteArray("eb5890"));
    QCOMPARE(volume.sliced(90, 422), record.sliced(90, 422));
    QCOMPARE(volume.sliced(12 * 512, 1024), record.sliced(512));
    QCOMPARE(volume.first(1024), volume.sliced(6 * 512, 1024)); // the backup
    QCOMPARE(le<quint32>(volume, 28), quint32(2048));           // as the boot manager wants it
    QCOMPARE(le<quint32>(volume, 67), quint32(0xCAFEBABE));
    QCOMPARE(volume.sliced(71, 11), QByteArray("CONFIGURATI"));
}

void tst_LayoutStick::shapeFollowsTheSize_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<int>("sectorsPerCluster");
    QTest::addColumn<quint64>("partition");
    QTest::newRow("36 MiB") << 36_MiB << 1 << 35_MiB;
    QTest::newRow("64 MiB, fewer than 65,525 clusters of 1 KiB") << 66_MiB << 1 << 65_MiB;
    QTest::newRow("100 MiB") << 100_MiB << 2 << 99_MiB;
    QTest::newRow("1 GB") << quint64(1'000'000'000) << 8 << quint64(1'000'000'000) - 1_MiB;
    QTest::newRow("16 GB") << quint64(16'000'000'000) << 16 << quint64(16'000'000'000) - 1_MiB;
    QTest::newRow("64 GB") << quint64(64'000'000'000) << 64 << quint64(64'000'000'000) - 1_MiB;
    QTest::newRow("512 GB") << quint64(512'000'000'000) << 64 << quint64(512'000'000'000) - 1_MiB;
    QTest::newRow("2 TiB") << 2048_GiB << 64 << 2048_GiB - 512 - 1_MiB;
    QTest::newRow("8 TB: the first 2 TiB")
        << quint64(8'000'000'000'000) << 64 << 2048_GiB - 512 - 1_MiB;
}

void tst_LayoutStick::shapeFollowsTheSize()
{
    QFETCH(quint64, size);
    QFETCH(int, sectorsPerCluster);
    QFETCH(quint64, partition);
    const auto layout = layoutStick(sampleTree(), size, options());
    QVERIFY(layout);
    QCOMPARE(layout->size(), size);
    QVERIFY(layout->gaps() == ImageLayout::Gaps::Untouched);
    const auto boot = structureAt(*layout, kStickPartition);
    QCOMPARE(int(quint8(boot[13])), sectorsPerCluster);
    const quint64 cluster = quint64(sectorsPerCluster) * 512;
    const quint64 volume = le<quint32>(boot, 32) * quint64(512);
    QVERIFY(volume <= partition && volume + cluster > partition); // all but a part of a cluster
    const auto tables = le<quint16>(boot, 14) * quint64(512);
    const auto data = tables + 2 * le<quint32>(boot, 36) * quint64(512);
    QCOMPARE(data % 1_MiB, quint64(0));
    const auto clusters = (volume - data) / cluster;
    QVERIFY2(clusters >= 65'525 && clusters < 268'435'445, qPrintable(QString::number(clusters)));
    QVERIFY(le<quint32>(boot, 36) * quint64(128) >= clusters + 2);
    QCOMPARE(le<quint32>(boot, 512 + 488) + quint64(le<quint32>(boot, 512 + 492)) - 2, clusters);
}

void tst_LayoutStick::roundTrip()
{
    const auto tree = sampleTree();
    for (const auto size : {40_MiB, 100_MiB, 300_MiB}) {
        const auto read = readImage(MemoryImage(stickOf(tree, size)));
        QVERIFY(read);
        QCOMPARE(read->entries().size(), tree.entries().size());
        for (const auto &entry : tree.entries()) {
            const auto *found = read->find(entry.path);
            QVERIFY2(found, qPrintable(entry.path));
            QCOMPARE(found->content.readAll().value(), entry.content.readAll().value());
        }
        QVERIFY(read->find(QStringLiteral("efi/boot/bootx64.efi"))->path
                == u"EFI/BOOT/BOOTX64.EFI");
    }
}

void tst_LayoutStick::isOnePieceFromTheStart()
{
    const auto layout = layoutStick(sampleTree(), 1_GiB, options());
    QVERIFY(layout);
    quint64 position = 0;
    for (const auto &extent : layout->extents()) {
        QCOMPARE(extent.offset, position);
        position = extent.end();
    }
    QCOMPARE(position % 4096, quint64(0));
    QVERIFY(position < 8_MiB);
}

void tst_LayoutStick::nothingOfBeforeShinesThrough()
{
    const auto stick = stickOf(sampleTree(), 40_MiB);
    const auto layout = layoutStick(sampleTree(), 40_MiB, options());
    QVERIFY(layout);
    auto known = zeroBytes(layout->extents().back().end());
    for (const auto &extent : layout->extents())
        putBytes(known, qsizetype(extent.offset), extent.content.readAll().value());
    QCOMPARE(stick.first(known.size()), known);
    QCOMPARE(stick.sliced(known.size()).count('\x5A'), stick.size() - known.size());
}

void tst_LayoutStick::refusals_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<quint64>("fileSize");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("no room for a partition")
        << quint64(4096) << quint64(1) << QStringLiteral("A") << QStringLiteral("Unsupported")
        << QStringLiteral(
               "Cannot lay out the media. There is less room than FAT32 needs at least.");
    QTest::newRow("too small for FAT32")
        << 34_MiB << quint64(1) << QStringLiteral("A") << QStringLiteral("Unsupported")
        << QStringLiteral(
               "Cannot lay out the media. There is less room than FAT32 needs at least.");
    QTest::newRow("too small for the files")
        << 1_GiB << 2_GiB << QStringLiteral("A") << QStringLiteral("NoSpace")
        << QStringLiteral("Cannot lay out the media. The files need 2.00 GiB, and there is room "
                          "for 1023.00 MiB.");
    QTest::newRow("a file of 4 GiB")
        << 64_GiB << 4_GiB << QStringLiteral("A") << QStringLiteral("Unsupported")
        << QStringLiteral("Cannot put \"a.wim\" on the media. Files of 4 GiB and more do not fit "
                          "on it, because its partition for sticks is FAT32.");
    QTest::newRow("a label in lower case")
        << 1_GiB << quint64(1) << QStringLiteral("media") << QStringLiteral("InvalidInput")
        << QStringLiteral("Cannot name the partition \"media\". Its label has at most 11 "
                          "characters: upper-case letters, digits, spaces and some signs.");
}

void tst_LayoutStick::refusals()
{
    QFETCH(quint64, size);
    QFETCH(quint64, fileSize);
    QFETCH(QString, label);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    QLocale::setDefault(QLocale::c());
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("a.wim"), ContentSource::zeros(fileSize)));
    auto wished = options();
    wished.label = label;
    const auto layout = layoutStick(tree, size, wished);
    QVERIFY(!layout);
    QCOMPARE(kindName(layout.error().kind), kind);
    QCOMPARE(layout.error().message, message);
}

void tst_LayoutStick::everyStickIsItsOwn()
{
    const Chance chance;
    const auto one = StickOptions::fresh(QStringLiteral("A"), chance);
    const auto other = StickOptions::fresh(QStringLiteral("A"), chance);
    QVERIFY(one.diskSignature != 0);
    QVERIFY(one.diskSignature != other.diskSignature);
    QVERIFY(one.fatSerial != other.fatSerial);
}

QTEST_GUILESS_MAIN(tst_LayoutStick)
#include "tst_LayoutStick.moc"

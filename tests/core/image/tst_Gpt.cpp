// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Guid.h"
#include "core/image/BootMessage.h"
#include "core/image/ElTorito.h"
#include "core/image/FatImage.h"
#include "core/image/Gpt.h"
#include "support/ImageFixtures.h"

#include <QTest>

using namespace bootwright;

namespace {

constexpr quint64 kSectors = 4096;

GptFacts sampleFacts()
{
    return {kSectors,
            2048,
            4000,
            QUuid(QStringLiteral("{11111111-2222-4333-8444-555555555555}")),
            QUuid(QStringLiteral("{66666666-7777-4888-9999-aaaaaaaaaaaa}")),
            0x12345678,
            QStringLiteral("Media")};
}

QByteArray sampleDisk()
{
    const auto front = gptFront(sampleFacts());
    const auto back = gptBack(sampleFacts());
    return front + zeroBytes(kSectors * 512 - quint64(front.size() + back.size())) + back;
}

} // namespace

class tst_Gpt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void protectiveMbrIsGolden();
    void headersPointAtEachOther();
    void partitionsAreRead_data();
    void partitionsAreRead();
    void messageIsGolden();
    void catalogIsGolden_data();
    void catalogIsGolden();
    void catalogIsRead();
    void badCatalogs_data();
    void badCatalogs();
    void tables_data();
    void tables();
};

void tst_Gpt::protectiveMbrIsGolden()
{
    const auto mbr = gptFront(sampleFacts()).first(512);
    // UEFI 2.10, table 5.4: one entry, head 0 sector 2, type EE, to FF FF FF, sector 1, all the rest
    QCOMPARE(mbr.sliced(440, 6).toHex(), QByteArray("785634120000"));
    QCOMPARE(mbr.sliced(446, 16).toHex(), QByteArray("00000200eeffffff01000000ff0f0000"));
    QCOMPARE(mbr.sliced(462, 48), zeroBytes(48));
    QCOMPARE(mbr.sliced(510).toHex(), QByteArray("55aa"));
    // Not to be taken for a FAT volume: no jump, no parameter block's sector size (demand 32).
    QVERIFY(mbr[0] != '\xEB' && mbr[0] != '\xE9');
    QVERIFY(le<quint16>(mbr, 11) != 512);
}

void tst_Gpt::headersPointAtEachOther()
{
    const auto disk = sampleDisk();
    QCOMPARE(disk.size(), qsizetype(kSectors * 512));
    const auto first = disk.sliced(512, 92);
    const auto backup = disk.sliced(qsizetype((kSectors - 1) * 512), 92);
    // UEFI 2.10, table 5.5
    QCOMPARE(first.first(16).toHex(), QByteArray("4546492050415254000001005c000000"));
    QCOMPARE(le<quint64>(first, 24), quint64(1));
    QCOMPARE(le<quint64>(first, 32), kSectors - 1);
    QCOMPARE(le<quint64>(backup, 24), kSectors - 1);
    QCOMPARE(le<quint64>(backup, 32), quint64(1));
    QCOMPARE(le<quint64>(first, 40), quint64(34));
    QCOMPARE(le<quint64>(first, 48), kSectors - 34);
    QCOMPARE(le<quint64>(first, 72), quint64(2));
    QCOMPARE(le<quint64>(backup, 72), kSectors - 33);
    QCOMPARE(guidFromBytes(first.sliced(56)), sampleFacts().diskGuid);
    const auto entry = disk.sliced(1024, 128);
    QCOMPARE(bareGuid(guidFromBytes(entry)),
             QStringLiteral("EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"));
    QCOMPARE(guidFromBytes(entry.sliced(16)), sampleFacts().partitionGuid);
    QCOMPARE(fromUtf16le(entry.sliced(56, 10)), QStringLiteral("Media"));
    QCOMPARE(disk.sliced(1024, 16384), disk.sliced(qsizetype((kSectors - 33) * 512), 16384));
}

void tst_Gpt::partitionsAreRead_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<int>("found");
    const auto disk = sampleDisk();
    QTest::newRow("as written") << disk << 1;
    auto damaged = disk;
    damaged[512 + 60] = '\x7F';
    QTest::newRow("first header damaged") << damaged << 1;
    damaged = disk;
    damaged[1024] = '\x7F';
    QTest::newRow("first entries damaged") << damaged << 1;
    damaged[qsizetype((kSectors - 33) * 512)] = '\x7F';
    QTest::newRow("both damaged") << damaged << 0;
    QTest::newRow("cut in the middle") << disk.first(3000 * 512) << 0;
    QTest::newRow("one sector") << disk.first(512) << 0;
    QTest::newRow("nothing") << QByteArray() << 0;
    QByteArray mbr = zeroBytes(100 * 512);
    putBytes(mbr,
             446,
             QByteArray::fromHex("80000200"
                                 "0c000000"
                                 "08000000"
                                 "20000000"));
    putBytes(mbr,
             462,
             QByteArray::fromHex("00000200"
                                 "0c000000"
                                 "50000000"
                                 "15000000"));
    putBytes(mbr, 510, "\x55\xAA");
    QTest::newRow("MBR, one inside, one past the end") << mbr << 1;
}

void tst_Gpt::partitionsAreRead()
{
    QFETCH(QByteArray, disk);
    QFETCH(int, found);
    const auto partitions = readPartitions(MemoryImage(disk));
    QCOMPARE(int(partitions.size()), found);
    if (found == 1 && disk.size() == qsizetype(kSectors * 512)) {
        QCOMPARE(partitions[0].offset, quint64(2048 * 512));
        QCOMPARE(partitions[0].size, quint64(1953 * 512));
    }
}

void tst_Gpt::messageIsGolden()
{
    const auto code = bootMessage(90, "Hi");
    QCOMPARE(code.toHex(),
             QByteArray("31c08ed88ed0bc007cfcbe787cac84c07409b40ebb0700cd10ebf2f4ebfd48690d0a00"));
}

void tst_Gpt::catalogIsGolden_data()
{
    QTest::addColumn<int>("biosCount");
    QTest::addColumn<int>("efiCount");
    QTest::addColumn<QByteArray>("entries"); // after the validation entry
    QTest::addColumn<int>("platform");
    // 88, no emulation, segment 0, count, sector
    const QByteArray bios = "88000000 00000800 07000000" + QByteArray(40, '0');
    const QByteArray efi = "88000000 0000d020 09000000" + QByteArray(40, '0');
    const QByteArray section = "91ef0100" + QByteArray(56, '0');
    QTest::newRow("BIOS and UEFI") << 8 << 8400 << bios + section + efi << 0;
    QTest::newRow("UEFI only") << 0 << 8400 << efi << 0xEF;
    const QByteArray none = "00000000 00000000 09000000";
    QTest::newRow("none: not bootable") << 0 << 0 << none << 0;
}

void tst_Gpt::catalogIsGolden()
{
    QFETCH(int, biosCount);
    QFETCH(int, efiCount);
    QFETCH(QByteArray, entries);
    QFETCH(int, platform);
    const auto catalog = elToritoCatalog({7, quint16(biosCount)}, {9, quint16(efiCount)});
    QCOMPARE(catalog.size(), 2048);
    QCOMPARE(int(quint8(catalog[1])), platform);
    QCOMPARE(catalog.sliced(30, 2).toHex(), QByteArray("55aa"));
    quint16 sum = 0;
    for (qsizetype i = 0; i < 32; i += 2)
        sum = quint16(sum + le<quint16>(catalog, i));
    QCOMPARE(sum, quint16(0));
    auto wanted = QByteArray::fromHex(entries); // blanks are left out
    wanted.append(2048 - 32 - wanted.size(), '\0');
    QCOMPARE(catalog.sliced(32).toHex(), wanted.toHex());
}

namespace {

//! A disc of 20 sectors: primary descriptor, El Torito in sector 17, \a catalog in sector 19.
QByteArray discWith(const QByteArray &catalog)
{
    QByteArray disc = zeroBytes(20 * 2048);
    putBytes(disc,
             16 * 2048,
             "\x01"
             "CD001\x01");
    putBytes(disc, 17 * 2048, elToritoDescriptor(19));
    putBytes(disc, 19 * 2048, catalog);
    return disc;
}

} // namespace

void tst_Gpt::catalogIsRead()
{
    const auto entries = readBootCatalog(MemoryImage(discWith(elToritoCatalog({7, 8}, {9, 8400}))));
    QCOMPARE(entries.size(), size_t(2));
    QVERIFY(!entries[0].isEfi && entries[0].isBootable && !entries[0].isEmulated);
    QCOMPARE(entries[0].sector, 7U);
    QCOMPARE(entries[0].count512, quint16(8));
    QVERIFY(entries[1].isEfi && entries[1].isBootable);
    QCOMPARE(entries[1].sector, 9U);
    QCOMPARE(entries[1].count512, quint16(8400));
    // a section of two, an extension between them, a floppy, and one that is switched off
    auto catalog = elToritoCatalog({7, 8}, {9, 8400});
    putLe<quint16>(catalog, 66, 2);
    catalog[97] = 0x02;
    catalog[128] = 0x44;
    putLe<quint32>(catalog, 160 + 8, 11);
    const auto more = readBootCatalog(MemoryImage(discWith(catalog)));
    QCOMPARE(more.size(), size_t(3));
    QVERIFY(more[1].isEmulated);
    QVERIFY(!more[2].isBootable && more[2].isEfi);
    QCOMPARE(more[2].sector, 11U);
}

void tst_Gpt::badCatalogs_data()
{
    QTest::addColumn<QByteArray>("disc");
    const auto catalog = elToritoCatalog({7, 8}, {9, 8400});
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no disc") << zeroBytes(40 * 2048);
    QTest::newRow("cut before the catalog") << discWith(catalog).first(19 * 2048);
    auto disc = discWith(catalog);
    disc[17 * 2048 + 8] = 'x';
    QTest::newRow("another boot system") << disc;
    disc = discWith(catalog);
    disc[19 * 2048] = 2;
    QTest::newRow("no validation entry") << disc;
    disc = discWith(catalog);
    disc[19 * 2048 + 30] = 0;
    QTest::newRow("no key bytes") << disc;
    disc = discWith(catalog);
    putLe<quint32>(disc, 17 * 2048 + 71, 0xFFFFFFFF);
    QTest::newRow("catalog outside") << disc;
}

void tst_Gpt::badCatalogs()
{
    QFETCH(QByteArray, disc);
    QVERIFY(readBootCatalog(MemoryImage(disc)).empty());
}

void tst_Gpt::tables_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<PartitionScheme>("scheme");
    QTest::addColumn<bool>("startsByBios");
    QTest::addColumn<QString>("type");
    const auto none = PartitionScheme::None;
    const auto gpt = sampleDisk();
    QTest::newRow("GPT") << gpt << PartitionScheme::Gpt << false << QStringLiteral("basic data");
    auto hybrid = gpt;
    hybrid[446] = '\x80';
    QTest::newRow("GPT beside an active MBR")
        << hybrid << PartitionScheme::Gpt << true << QStringLiteral("basic data");
    QByteArray mbr = zeroBytes(100 * 512);
    putBytes(mbr,
             446,
             QByteArray::fromHex("80000200"
                                 "0c000000"
                                 "08000000"
                                 "20000000"));
    putBytes(mbr, 510, "\x55\xAA");
    QTest::newRow("MBR without code")
        << mbr << PartitionScheme::Mbr << false << QStringLiteral("FAT32");
    mbr[0] = '\xFA';
    QTest::newRow("MBR") << mbr << PartitionScheme::Mbr << true << QStringLiteral("FAT32");
    auto other = mbr;
    other[450] = '\x42';
    QTest::newRow("another type") << other << PartitionScheme::Mbr << true << QStringLiteral("42");
    other = mbr;
    other[478] = 'x';
    QTest::newRow("code in place of entries") << other << none << false << QString();
    const auto fat = makeEfiBootImage({}, QStringLiteral("EFI"), 1, fixedOptions().created);
    other = *fat;
    putBytes(other,
             446,
             QByteArray::fromHex("80000200"
                                 "0c000000"
                                 "08000000"
                                 "20000000"));
    QTest::newRow("FAT volume") << other << none << false << QString();
    QTest::newRow("nothing") << QByteArray() << none << false << QString();
}

void tst_Gpt::tables()
{
    QFETCH(QByteArray, disk);
    QFETCH(QString, type);
    const auto table = readPartitionTable(MemoryImage(disk));
    QTEST(table.scheme, "scheme");
    QTEST(table.startsByBios, "startsByBios");
    QCOMPARE(table.partitions.size(), type.isEmpty() ? size_t(0) : size_t(1));
    if (!type.isEmpty())
        QCOMPARE(table.partitions[0].type, type);
}

QTEST_GUILESS_MAIN(tst_Gpt)
#include "tst_Gpt.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Guid.h"
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/Gpt.h"
#include "core/image/Iso9660.h"
#include "core/image/Udf.h"
#include "core/image/UdfField.h"
#include "core/image/readImage.h"
#include "support/ImageFixtures.h"

#include <QTest>

using namespace bootwright;

// The numbers are demands that an independent boot manager was seen to make (docs/formats/universal-image.md).

namespace {

FileTree sampleTree()
{
    FileTree tree;
    const auto add = [&](const QString &path, quint64 size) {
        return tree.addFile(path, ContentSource::bytes(noise(size, quint32(size)))).has_value();
    };
    const auto added = add(QStringLiteral("bootmgr"), 5000) && add(QStringLiteral("boot/bcd"), 4096)
                       && add(QStringLiteral("efi/boot/bootx64.efi"), 70'000)
                       && add(QStringLiteral("efi/microsoft/boot/bcd"), 12'288)
                       && add(QStringLiteral("sources/boot.wim"), 1'000'001)
                       && add(QStringLiteral("SMS/data/Variables.dat"), 4000)
                       && add(QStringLiteral("empty"), 0);
    return added ? tree : FileTree();
}

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

//! What reading \a image by \a reader gives: "read", or the kind of the error.
QString outcome(const QString &reader, const QByteArray &image)
{
    const MemoryImage source(image);
    const auto tree = reader == u"UDF" ? readUdf(source) : readIso9660(source);
    return tree ? QStringLiteral("read") : kindName(tree.error().kind);
}

} // namespace

class tst_LayoutIso : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void descriptorsAreGolden();
    void udfIsGolden();
    void everyTreeIsTheSame();
    void filesLieOnceInTheOrderOfTheTree();
    void demand4_signatureIsNeverZero();
    void demand5_identityIsFresh();
    void demand6_partitionTableIsThere();
    void demand7_imageEndsOnWholeBlocks();
    void demand25_descriptorsAreInTheirSectors();
    void demand26_attributeLengthIsZero();
    void demand27_bootFilesLieBelow4GiB_data();
    void demand27_bootFilesLieBelow4GiB();
    void demand28_noFileHasSeveralRecords();
    void demand29_recordsDoNotCrossSectors();
    void demand30_namesAreWholeAndAsTheyWere();
    void demand32_firstSectorIsNoFatVolume();
    void optionsAreJudged_data();
    void optionsAreJudged();
    void namesAreJudged_data();
    void namesAreJudged();
    void damagedDiscsAreRefused_data();
    void damagedDiscsAreRefused();
    void randomDamageIsSurvived();

private:
    FileTree m_tree;
    QByteArray m_image;
    quint64 m_rootSector = 0;
};

void tst_LayoutIso::initTestCase()
{
    m_tree = sampleTree();
    auto options = fixedOptions();
    options.efiBoot = noise(64 * 512, 1);
    options.biosBoot = noise(2048, 2);
    m_image = imageOf(m_tree, options);
    QVERIFY(!m_image.isEmpty());
    m_rootSector = le<quint32>(m_image, 16 * 2048 + 156 + 2);
}

void tst_LayoutIso::descriptorsAreGolden()
{
    const auto at = [this](quint64 sector, qsizetype offset, qsizetype size) {
        return m_image.sliced(qsizetype(sector * 2048) + offset, size);
    };
    QCOMPARE(at(16, 0, 8).toHex(), QByteArray("0143443030310100"));
    QCOMPARE(at(16, 40, 32), QByteArray("Configuration Manager           "));
    QCOMPARE(at(16, 120, 12).toHex(), QByteArray("010000010100000100080800"));
    QCOMPARE(le<quint32>(at(16, 80, 8), 0), quint32(m_image.size() / 2048));
    QCOMPARE(be<quint32>(at(16, 80, 8), 4), quint32(m_image.size() / 2048));
    QCOMPARE(at(16, 813, 17), QByteArray("2026112212345600\0", 17));
    QCOMPARE(at(17, 0, 30), QByteArray("\0CD001\1EL TORITO SPECIFICATION", 30));
    QCOMPARE(at(18, 0, 7),
             QByteArray("\xFF"
                        "CD001\1"));
    // the record of the root: 34 bytes, folder, named 00
    QCOMPARE(at(16, 156, 2).toHex(), QByteArray("2200"));
    QCOMPARE(at(16, 156 + 18, 16).toHex(),
             QByteArray("7e0b160c2238000200000100000101"
                        "00"));
    // path table: root, then the folders level by level
    const auto table = at(le<quint32>(at(16, 140, 4), 0), 0, 100);
    QCOMPARE(table.first(2).toHex(), QByteArray("0100"));
    QCOMPARE(table.sliced(6, 4).toHex(), QByteArray("01000000"));
    QCOMPARE(table.sliced(10 + 8, 4), QByteArray("SMS\0", 4));
    QCOMPARE(table.sliced(22 + 8, 4), QByteArray("boot"));
}

void tst_LayoutIso::udfIsGolden()
{
    // CRC-16 check value of polynomial 0x1021 from 0 (XMODEM): "123456789" gives 31C3
    QCOMPARE(udf::crc16("123456789"), quint16(0x31C3));
    const auto anchor = m_image.sliced(256 * 2048, 32);
    QCOMPARE(anchor.first(4).toHex(), QByteArray("02000200"));
    QCOMPARE(anchor.sliced(10).toHex(),
             QByteArray("f001"
                        "00010000"
                        "0080000020000000"
                        "0080000030000000"));
    const auto sectors = m_image.size() / 2048;
    const auto last = m_image.sliced((sectors - 257) * 2048, 512);
    QVERIFY(udf::hasTag(last, udf::Tag::Anchor));
    QCOMPARE(le<quint32>(last, 12), quint32(sectors - 257));
    QCOMPARE(m_image.sliced(19 * 2048 + 1, 6), QByteArray("BEA01\1"));
    QCOMPARE(m_image.sliced(20 * 2048 + 1, 6), QByteArray("NSR02\1"));
    QCOMPARE(m_image.sliced(21 * 2048 + 1, 6), QByteArray("TEA01\1"));
    QCOMPARE(m_image.sliced(32 * 2048 + 72, 18),
             QByteArray("\x08"
                        "0123456789abcdefC"));
    const auto partition = m_image.sliced(34 * 2048, 512);
    QVERIFY(udf::hasTag(partition, udf::Tag::Partition));
    QCOMPARE(le<quint32>(partition, 188), quint32(257));
    QCOMPARE(quint64(le<quint32>(partition, 192)), quint64(sectors - 257 - 257));
    QCOMPARE(udf::dstring(QStringLiteral("日本語"), 6).toHex(), QByteArray("1065e5672c05"));
    QCOMPARE(udf::dstring(QStringLiteral("日本語"), 5).toHex(), QByteArray("1065e50003"));
    QCOMPARE(udf::fromDstring(udf::dstring(QStringLiteral("Grüße"), 32)), QStringLiteral("Grüße"));
}

void tst_LayoutIso::everyTreeIsTheSame()
{
    const MemoryImage image(m_image);
    const auto udf = readUdf(image);
    QVERIFY(udf);
    QVERIFY(isSame(*udf, m_tree));
    const auto iso = readIso9660(image);
    QVERIFY(iso);
    QVERIFY(isSame(*iso, m_tree));
    const auto partitions = readPartitions(image);
    QCOMPARE(partitions.size(), size_t(1));
    const auto fat = readFat(PartOfImage(image, partitions[0].offset, partitions[0].size));
    QVERIFY(fat);
    QVERIFY(isSame(*fat, m_tree));
    QCOMPARE(readUdfLabel(image), QStringLiteral("Configuration Manager"));
    QCOMPARE(readIso9660Label(image), QStringLiteral("Configuration Manager"));
}

void tst_LayoutIso::filesLieOnceInTheOrderOfTheTree()
{
    const auto layout = layoutIso(m_tree, fixedOptions());
    QVERIFY(layout);
    QStringList paths;
    for (const auto &extent : layout->extents()) {
        if (!extent.path.isEmpty())
            paths << extent.path;
    }
    QStringList wanted;
    for (const auto &entry : m_tree.entries()) {
        if (!entry.isFolder)
            wanted << entry.path;
    }
    QCOMPARE(paths, wanted);
}

void tst_LayoutIso::demand4_signatureIsNeverZero()
{
    QVERIFY(le<quint32>(m_image, 440) != 0);
    for (int i = 0; i < 100; ++i)
        QVERIFY(ImageIdentity::fresh(Chance()).mbrSignature != 0);
}

void tst_LayoutIso::demand5_identityIsFresh()
{
    const auto one = ImageIdentity::fresh(Chance());
    const auto other = ImageIdentity::fresh(Chance());
    QVERIFY(one.diskGuid != other.diskGuid);
    QVERIFY(one.partitionGuid != other.partitionGuid);
    QVERIFY(one.diskGuid != one.partitionGuid);
    QVERIFY(one.udfVolumeSetId != other.udfVolumeSetId);
    QCOMPARE(one.udfVolumeSetId.size(), 16);
    QCOMPARE(guidFromBytes(m_image.sliced(512 + 56, 16)), fixedOptions().identity.diskGuid);
    QCOMPARE(guidFromBytes(m_image.sliced(1024 + 16, 16)), fixedOptions().identity.partitionGuid);
}

void tst_LayoutIso::demand6_partitionTableIsThere()
{
    QCOMPARE(m_image.sliced(512, 8), QByteArray("EFI PART"));
    QCOMPARE(m_image.sliced(m_image.size() - 512, 8), QByteArray("EFI PART"));
    QCOMPARE(m_image.sliced(510, 2).toHex(), QByteArray("55aa"));
    const auto partition = readPartitions(MemoryImage(m_image)).at(0);
    QCOMPARE(partition.offset % 1_MiB, quint64(0));
}

void tst_LayoutIso::demand7_imageEndsOnWholeBlocks()
{
    QCOMPARE(m_image.size() % (16 * 2048), qsizetype(0));
}

void tst_LayoutIso::demand25_descriptorsAreInTheirSectors()
{
    QCOMPARE(m_image.sliced(16 * 2048, 7), QByteArray("\1CD001\1"));
    QCOMPARE(m_image.sliced(17 * 2048, 30), QByteArray("\0CD001\1EL TORITO SPECIFICATION", 30));
}

void tst_LayoutIso::demand26_attributeLengthIsZero()
{
    const auto root = m_image.sliced(qsizetype(m_rootSector * 2048), 2048);
    for (qsizetype at = 0; root[at] != 0; at += quint8(root[at]))
        QCOMPARE(root[at + 1], '\0');
}

void tst_LayoutIso::demand27_bootFilesLieBelow4GiB_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<quint64>("before");
    QTest::addColumn<bool>("fits");
    const auto wim = QStringLiteral("sources/boot.wim");
    QTest::newRow("below") << wim << 3_GiB << true;
    QTest::newRow("across") << wim << 4_GiB - 10_MiB << false;
    QTest::newRow("not for the boot manager") << QStringLiteral("extra/a.bin") << 4_GiB - 1 << true;
    QTest::newRow("in any case of letters")
        << QStringLiteral("EFI/Boot/x.efi") << 4_GiB - 1 << false;
}

void tst_LayoutIso::demand27_bootFilesLieBelow4GiB()
{
    QFETCH(QString, path);
    QFETCH(quint64, before);
    QFETCH(bool, fits);
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("extra/first.bin"), ContentSource::zeros(before)));
    QVERIFY(tree.addFile(path, ContentSource::zeros(500_MiB)));
    const auto layout = layoutIso(tree, fixedOptions());
    QCOMPARE(layout.has_value(), fits);
    if (fits)
        return;
    QCOMPARE(layout.error().kind, Error::Kind::Unsupported);
    QCOMPARE(layout.error().message,
             QStringLiteral("Cannot put \"%1\" on the media. It would lie beyond the first 4 GiB, "
                            "where the boot manager cannot read it.")
                 .arg(path));
}

void tst_LayoutIso::demand28_noFileHasSeveralRecords()
{
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("a.wim"), ContentSource::zeros(4_GiB - 1)));
    const auto layout = layoutIso(tree, fixedOptions());
    QVERIFY(layout);
    const auto root = layout->extents();
    for (const auto &extent : root) {
        if (extent.offset != 16 * 2048)
            continue;
        const auto pvd = extent.content.readAll().value();
        const auto sector = le<quint32>(pvd, 158);
        // path tables and folders are one extent
        for (const auto &structures : root) {
            if (structures.offset > sector * quint64(2048)
                || structures.end() <= sector * quint64(2048))
                continue;
            const auto bytes = structures.content.readAll().value();
            const auto at = qsizetype(sector * quint64(2048) - structures.offset) + 68;
            QCOMPARE(quint8(bytes[at + 25]), quint8(0)); // neither folder nor "more extents"
            QCOMPARE(le<quint32>(bytes, at + 10), quint32(0xFFFFFFFF));
            QCOMPARE(quint8(bytes[at + quint8(bytes[at])]), quint8(0)); // the last record
            return;
        }
    }
    QFAIL("no folder found");
}

void tst_LayoutIso::demand29_recordsDoNotCrossSectors()
{
    FileTree tree;
    for (int i = 0; i < 300; ++i)
        QVERIFY(tree.addFile(QStringLiteral("many/%1").arg(i, 1 + i % 90, 10, QLatin1Char('x')),
                             ContentSource::bytes("x")));
    const auto image = imageOf(tree, fixedOptions());
    const auto root = qsizetype(le<quint32>(image, 16 * 2048 + 158)) * 2048;
    const auto many = image.sliced(root + 68, 38);
    const auto start = qsizetype(le<quint32>(many, 2)) * 2048;
    const auto size = qsizetype(le<quint32>(many, 10));
    QVERIFY(size > 4096);
    QCOMPARE(size % 2048, qsizetype(0));
    int records = 0;
    QByteArray last;
    for (qsizetype at = 0; at < size;) {
        const auto length = qsizetype(quint8(image[start + at]));
        if (length == 0) {
            at = (at / 2048 + 1) * 2048;
            continue;
        }
        QVERIFY(at / 2048 == (at + length - 1) / 2048);
        QCOMPARE(length % 2, qsizetype(0));
        const auto name = image.sliced(start + at + 33, quint8(image[start + at + 32]));
        if (++records > 2)
            QVERIFY(last < name); // sorted
        last = name;
        at += length;
    }
    QCOMPARE(records, 302);
}

void tst_LayoutIso::demand30_namesAreWholeAndAsTheyWere()
{
    const auto root = m_image.sliced(qsizetype(m_rootSector * 2048), 2048);
    QList<QByteArray> names;
    for (qsizetype at = 0; root[at] != 0; at += quint8(root[at]))
        names << root.sliced(at + 33, quint8(root[at + 32]));
    const QList<QByteArray> wanted = {
        QByteArray(1, '\0'), "\1", "SMS", "boot", "bootmgr", "efi", "empty", "sources"};
    QCOMPARE(names, wanted);
}

void tst_LayoutIso::demand32_firstSectorIsNoFatVolume()
{
    const auto tree = readFat(MemoryImage(m_image));
    QVERIFY(!tree);
    QCOMPARE(tree.error().kind, Error::Kind::NotFound);
}

void tst_LayoutIso::optionsAreJudged_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("fatLabel");
    QTest::addColumn<int>("efiSize");
    QTest::addColumn<bool>("isGood");
    const auto fat = QStringLiteral("CONFIG MGR");
    QTest::newRow("good") << QStringLiteral("Media") << fat << 0 << true;
    QTest::newRow("not ASCII") << QStringLiteral("Medien für Büro 東京") << fat << 0 << true;
    QTest::newRow("32 characters") << QString(32, u'x') << fat << 0 << true;
    QTest::newRow("no label") << QString() << fat << 0 << false;
    QTest::newRow("33 characters") << QString(33, u'x') << fat << 0 << false;
    QTest::newRow("no FAT label") << QStringLiteral("Media") << QString() << 0 << true;
    QTest::newRow("lower case") << QStringLiteral("Media") << QStringLiteral("media") << 0 << false;
    QTest::newRow("12 characters") << QStringLiteral("Media") << QString(12, u'A') << 0 << false;
    QTest::newRow("dot") << QStringLiteral("Media") << QStringLiteral("A.B") << 0 << false;
    QTest::newRow("boot image of 32 MiB") << QStringLiteral("Media") << fat << (32 << 20) << false;
}

void tst_LayoutIso::optionsAreJudged()
{
    QFETCH(QString, label);
    QFETCH(QString, fatLabel);
    QFETCH(int, efiSize);
    QFETCH(bool, isGood);
    auto options = fixedOptions();
    options.label = label;
    options.fatLabel = fatLabel;
    options.efiBoot = zeroBytes(quint64(efiSize));
    const auto layout = layoutIso(FileTree(), options);
    QCOMPARE(layout.has_value(), isGood);
    if (!isGood)
        QCOMPARE(layout.error().kind, Error::Kind::InvalidInput);
}

void tst_LayoutIso::namesAreJudged_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    const QString ok;
    QTest::newRow("207 letters") << QString(207, u'a') << ok;
    QTest::newRow("208 letters") << QString(208, u'a') << QStringLiteral("207 bytes in UTF-8");
    QTest::newRow("103 umlauts") << QString(103, u'ä') << ok;
    QTest::newRow("104 umlauts") << QString(104, u'ä') << QStringLiteral("207 bytes in UTF-8");
    QTest::newRow("69 characters of CJK") << QString(69, u'長') << ok;
}

void tst_LayoutIso::namesAreJudged()
{
    QFETCH(QString, name);
    QFETCH(QString, why);
    FileTree tree;
    QVERIFY(tree.addFile(name, ContentSource()));
    const auto layout = layoutIso(tree, fixedOptions());
    QCOMPARE(layout.has_value(), why.isEmpty());
    if (!layout) {
        QCOMPARE(layout.error().kind, Error::Kind::Unsupported);
        QVERIFY2(layout.error().message.contains(why), qPrintable(layout.error().message));
    }
}

void tst_LayoutIso::damagedDiscsAreRefused_data()
{
    QTest::addColumn<QString>("reader");
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name,
                        const char *reader,
                        quint64 offset,
                        const QByteArray &bytes,
                        const char *kind) {
        QTest::newRow(name) << QString::fromLatin1(reader) << offset << bytes
                            << QString::fromLatin1(kind);
    };
    const auto root = m_rootSector * 2048;
    const QByteArray far("\xFF\xFF\xFF\x7F");
    row("ISO: untouched", "ISO", 0, QByteArray(1, m_image[0]), "read");
    row("ISO: no descriptor", "ISO", 16 * 2048 + 1, "XX001", "NotFound");
    row("ISO: other block size", "ISO", 16 * 2048 + 128, QByteArray("\0\2", 2), "Unsupported");
    row("ISO: root outside", "ISO", 16 * 2048 + 158, far, "Corrupt");
    row("ISO: root of 2 GiB", "ISO", 16 * 2048 + 166, far, "Corrupt");
    row("ISO: record shorter than its head", "ISO", root + 68, "\x14", "Corrupt");
    row("ISO: name longer than its record", "ISO", root + 68 + 32, "\xF0", "Corrupt");
    row("ISO: folder is its parent",
        "ISO",
        root + 68 + 2,
        m_image.sliced(16 * 2048 + 158, 4),
        "Corrupt");
    row("ISO: two of a name", "ISO", root + 68 + 36 + 33, "SMS\0", "read");
    row("UDF: untouched", "UDF", 0, QByteArray(1, m_image[0]), "read");
    row("UDF: first anchor gone", "UDF", 256 * 2048, zeroBytes(16), "read");
    row("UDF: main sequence damaged", "UDF", 34 * 2048 + 188, far, "read");
    row("UDF: file set damaged", "UDF", 257 * 2048 + 404, far, "Corrupt");
    row("UDF: entry of the root damaged", "UDF", 259 * 2048 + 56, far, "Corrupt");
    row("UDF: entry of a file damaged", "UDF", 260 * 2048 + 56, far, "Corrupt");
}

void tst_LayoutIso::damagedDiscsAreRefused()
{
    QFETCH(QString, reader);
    QFETCH(quint64, offset);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, kind);
    auto image = m_image;
    putBytes(image, qsizetype(offset), bytes);
    QCOMPARE(outcome(reader, image), kind);
}

void tst_LayoutIso::randomDamageIsSurvived()
{
    // Whatever happens to the structures, every reader ends, with files or with an error.
    QRandomGenerator chance(20261122);
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
        auto image = m_image.first(qsizetype(4_MiB)); // a cut one, too
        for (int i = 0; i < 20; ++i)
            image[qsizetype(chance.bounded(600 * 2048))] = char(chance.bounded(256));
        for (const auto *reader : {"UDF", "ISO"})
            refused += outcome(QString::fromLatin1(reader), image) != u"read";
    }
    QVERIFY(refused > 0);
}

QTEST_GUILESS_MAIN(tst_LayoutIso)
#include "tst_LayoutIso.moc"

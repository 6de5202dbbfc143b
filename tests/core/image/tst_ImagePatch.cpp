// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/ImagePatch.h"
#include "core/image/Iso9660.h"
#include "core/image/Udf.h"
#include "core/image/UdfField.h"
#include "support/ImageFixtures.h"

#include <QTest>

using namespace bootwright;

namespace {

const auto variables = QStringLiteral("SMS/data/Variables.dat");
const auto manifest = QStringLiteral("Bootwright/manifest.json");
constexpr quint64 variablesClusters = 34;
constexpr quint64 manifestClusters = 10;

quint64 roomIn(quint64 clusters, quint64 size)
{
    return clusters * 2048 - roundUp(size, 2048);
}

//! Media whose two files that change have as many bytes as said, in as many clusters as ever.
FileTree mediaTree(const QByteArray &variablesBytes, const QByteArray &manifestBytes)
{
    FileTree tree;
    const auto add = [&](const QString &path, const QByteArray &bytes, quint64 room = 0) {
        return tree.addFile(path, ContentSource::bytes(bytes), room).has_value();
    };
    const auto isWhole =
        add(QStringLiteral("bootmgr.efi"), noise(70'000, 1))
        && add(variables, variablesBytes, roomIn(variablesClusters, quint64(variablesBytes.size())))
        && add(QStringLiteral("SMS/bin/x64/TsmBootstrap.exe"), noise(5000, 2))
        && add(QStringLiteral("sources/boot.wim"), noise(300'001, 3))
        && add(manifest, manifestBytes, roomIn(manifestClusters, quint64(manifestBytes.size())));
    return isWhole ? tree : FileTree();
}

IsoOptions labelled(const QString &label, const QString &fatLabel)
{
    auto options = fixedOptions();
    options.efiBoot = noise(64 * 512, 4);
    options.label = label;
    options.fatLabel = fatLabel;
    return options;
}

//! \a image with the changes of \a patch written into it.
QByteArray applied(QByteArray image, const ImagePatch &patch)
{
    const auto changes = patch.image().changes();
    if (!changes)
        return {};
    for (const auto &[block, bytes] : *changes)
        putBytes(image, qsizetype(block * ImageOverlay::kBlock), bytes);
    return image;
}

//! The first place where two images differ; -1 if they are equal.
qsizetype firstDifference(const QByteArray &a, const QByteArray &b)
{
    if (a == b)
        return -1;
    const auto size = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < size; ++i) {
        if (a[i] != b[i])
            return i;
    }
    return size;
}

//! Where the FAT of the partition in \a image begins, and the first cluster of Variables.dat.
std::pair<qsizetype, qsizetype> chainOfVariables(const QByteArray &image)
{
    const MemoryImage whole(image);
    const auto volume = readPartitions(whole).front();
    const auto record =
        fatRecords(PartOfImage(whole, volume.offset, volume.size))->value(variables.toCaseFolded());
    const auto reserved = le<quint16>(image, qsizetype(volume.offset) + 14); // sectors
    return {qsizetype(volume.offset) + reserved * qsizetype(512),
            le<quint16>(image, qsizetype(volume.offset + record) + 26)};
}

} // namespace

class tst_ImagePatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalsANewImage_data();
    void equalsANewImage();
    void manyTimesInARow();
    void nothingChangesNothing();
    void whatItChangesIsSmall();
    void wipesWhatWasThere();
    void readsAsItWillBe();
    void refusesWhatDoesNotFit();
    void refusesRoomThatIsTaken();
    void spoilsNoAnchor();
    void refusesAnAbsentFile();
    void refusesDisagreement_data();
    void refusesDisagreement();
    void refusesScatteredFiles();
    void refusesOtherImages_data();
    void refusesOtherImages();
    void relabelsWithoutTheBackupTable();

private:
    QByteArray m_image;
};

void tst_ImagePatch::initTestCase()
{
    m_image =
        imageOf(mediaTree(noise(9000, 10), noise(4000, 11)),
                labelled(QStringLiteral("Configuration Manager"), QStringLiteral("CONFIGURATI")));
    QVERIFY(!m_image.isEmpty());
}

void tst_ImagePatch::equalsANewImage_data()
{
    QTest::addColumn<int>("variablesSize");
    QTest::addColumn<int>("manifestSize");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("fatLabel");
    const auto old = QStringLiteral("Configuration Manager");
    const auto oldFat = QStringLiteral("CONFIGURATI");
    QTest::newRow("same size") << 9000 << 4000 << old << oldFat;
    QTest::newRow("one byte more") << 9001 << 4001 << old << oldFat;
    QTest::newRow("a cluster more") << 11'048 << 4097 << old << oldFat;
    QTest::newRow("smaller") << 1 << 1 << old << oldFat;
    QTest::newRow("whole clusters") << 4096 << 2048 << old << oldFat;
    QTest::newRow("all of the room")
        << int(variablesClusters * 2048) << int(manifestClusters * 2048) << old << oldFat;
    QTest::newRow("label") << 9000 << 4000 << QStringLiteral("Außenstelle 東京 2027")
                           << QStringLiteral("AU_ENSTELLE");
    QTest::newRow("short label") << 9000 << 4000 << QStringLiteral("x") << QStringLiteral("X");
    QTest::newRow("all") << 20'000 << 5000
                         << QStringLiteral("Thirty-two characters are allowed").left(32)
                         << QString();
}

void tst_ImagePatch::equalsANewImage()
{
    QFETCH(int, variablesSize);
    QFETCH(int, manifestSize);
    QFETCH(QString, label);
    QFETCH(QString, fatLabel);
    const auto newVariables = noise(quint64(variablesSize), 20);
    const auto newManifest = noise(quint64(manifestSize), 21);
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY2(patch, patch ? "" : qPrintable(patch.error().detail));
    QVERIFY(patch->replace(variables, newVariables));
    QVERIFY(patch->replace(manifest.toUpper(), newManifest));
    QVERIFY(patch->relabel(label, fatLabel));
    const auto wanted = imageOf(mediaTree(newVariables, newManifest), labelled(label, fatLabel));
    QVERIFY(!wanted.isEmpty());
    QCOMPARE(firstDifference(applied(m_image, *patch), wanted), qsizetype(-1));
}

void tst_ImagePatch::manyTimesInARow()
{
    QRandomGenerator chance(4711);
    auto image = m_image;
    QByteArray newVariables;
    QByteArray newManifest;
    for (int round = 0; round < 40; ++round) {
        newVariables =
            noise(chance.bounded(1u, quint32(variablesClusters) * 2048 + 1), 100 + round);
        newManifest = noise(chance.bounded(1u, quint32(manifestClusters) * 2048 + 1), 200 + round);
        const MemoryImage source(image);
        auto patch = ImagePatch::open(source);
        QVERIFY(patch);
        QVERIFY(patch->replace(variables, newVariables));
        QVERIFY(patch->replace(manifest, newManifest));
        image = applied(image, *patch);
    }
    const auto wanted =
        imageOf(mediaTree(newVariables, newManifest),
                labelled(QStringLiteral("Configuration Manager"), QStringLiteral("CONFIGURATI")));
    QCOMPARE(firstDifference(image, wanted), qsizetype(-1));
}

void tst_ImagePatch::nothingChangesNothing()
{
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    QVERIFY(patch->replace(variables, noise(9000, 10)));
    QVERIFY(patch->relabel(QStringLiteral("Configuration Manager"), QStringLiteral("CONFIGURATI")));
    const auto changes = patch->image().changes();
    QVERIFY(changes);
    QVERIFY(changes->empty());
}

void tst_ImagePatch::whatItChangesIsSmall()
{
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    QVERIFY(patch->replace(variables, noise(9500, 30)));
    const auto changes = patch->image().changes();
    QVERIFY(changes);
    // five of content, ISO9660 folder, UDF file entry, FAT folder
    QCOMPARE(changes->size(), size_t(8));
}

void tst_ImagePatch::wipesWhatWasThere()
{
    const QByteArray secret("the sealed variables that nobody shall find any more");
    const auto image = imageOf(mediaTree(secret.repeated(300), noise(4000, 11)),
                               labelled(QStringLiteral("x"), QStringLiteral("X")));
    const MemoryImage source(image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    QVERIFY(patch->replace(variables, "new"));
    QVERIFY(!applied(image, *patch).contains(secret));
}

void tst_ImagePatch::readsAsItWillBe()
{
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    const auto content = noise(30'000, 31);
    QVERIFY(patch->replace(variables, content));
    const auto tree = readUdf(patch->image());
    QVERIFY(tree);
    QCOMPARE(tree->find(variables)->content.readAll().value(), content);
    QCOMPARE(tree->find(QStringLiteral("sources/boot.wim"))->content.readAll().value(),
             noise(300'001, 3));
    QCOMPARE(readUdf(source)->find(variables)->content.size(), quint64(9000));
}

void tst_ImagePatch::refusesWhatDoesNotFit()
{
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    const auto done = patch->replace(variables, noise(variablesClusters * 2048 + 1, 32));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::NoSpace);
    QCOMPARE(done.error().message,
             QStringLiteral("There is not enough free room behind a file that has to grow."));
}

void tst_ImagePatch::refusesRoomThatIsTaken()
{
    // somebody else has the second cluster of the room
    auto image = m_image;
    const auto [table, first] = chainOfVariables(image);
    putLe<quint32>(image, table + (first + 6) * 4, 0x0FFFFFFF);
    const MemoryImage source(image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    QVERIFY(patch->replace(variables, noise(6 * 2048, 33)));
    const auto done = patch->replace(variables, noise(6 * 2048 + 1, 33));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::NoSpace);
}

void tst_ImagePatch::spoilsNoAnchor()
{
    // behind the last file's room lies a UDF anchor in a free cluster
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    QVERIFY(patch->replace(manifest, noise(manifestClusters * 2048, 34)));
    QCOMPARE(patch->replace(manifest, noise(manifestClusters * 2048 + 1, 34)).error().kind,
             Error::Kind::NoSpace);
}

void tst_ImagePatch::refusesAnAbsentFile()
{
    const MemoryImage source(m_image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    const auto done = patch->replace(QStringLiteral("autorun.inf"), "x");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::NotFound);
    QCOMPARE(done.error().message, QStringLiteral("It holds no file \"autorun.inf\"."));
}

void tst_ImagePatch::refusesDisagreement_data()
{
    QTest::addColumn<bool>("isUdf");
    QTest::newRow("UDF") << true;
    QTest::newRow("ISO9660") << false;
}

void tst_ImagePatch::refusesDisagreement()
{
    // the file was written anew on the stick, and lies elsewhere than the disc says
    QFETCH(bool, isUdf);
    auto image = m_image;
    const auto records =
        isUdf ? udfRecords(MemoryImage(image)) : iso9660Records(MemoryImage(image));
    QVERIFY(records);
    const auto at = qsizetype(records->value(variables.toCaseFolded()));
    if (isUdf) {
        auto entry = image.sliced(at, 2048);
        putLe<quint32>(entry, 180, le<quint32>(entry, 180) + 1);
        udf::seal(entry, 0, 184, udf::Tag::File, le<quint32>(entry, 12));
        putBytes(image, at, entry);
    } else {
        putLe<quint32>(image, at + 2, le<quint32>(image, at + 2) + 1);
    }
    const MemoryImage source(image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    const auto done = patch->replace(variables, "new");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Unsupported);
    QCOMPARE(done.error().message,
             QStringLiteral("Its file systems do not agree about where a file lies."));
}

void tst_ImagePatch::refusesScatteredFiles()
{
    auto image = m_image;
    const auto [table, first] = chainOfVariables(image);
    putLe<quint32>(image, table + (first + 3) * 4, quint32(first + 5));
    putLe<quint32>(image, table + (first + 4) * 4, 0);
    putLe<quint32>(image, table + (first + 5) * 4, 0x0FFFFFFF);
    const MemoryImage source(image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    const auto done = patch->replace(variables, "new");
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::Unsupported);
    QCOMPARE(done.error().message,
             QStringLiteral("A file that has to change is scattered over the FAT file system."));
}

void tst_ImagePatch::refusesOtherImages_data()
{
    QTest::addColumn<QByteArray>("image");
    QTest::newRow("nothing") << QByteArray(2 << 20, '\0');
    auto other = m_image;
    putBytes(other, 16 * 2048 + 574, "GENISOIMAGE");
    QTest::newRow("a disc of another program") << other;
    auto bare = m_image;
    putBytes(bare, 512, QByteArray(512, '\0'));
    putBytes(bare, bare.size() - 512, QByteArray(512, '\0'));
    QTest::newRow("no partition") << bare;
}

void tst_ImagePatch::refusesOtherImages()
{
    QFETCH(QByteArray, image);
    const MemoryImage source(image);
    const auto patch = ImagePatch::open(source);
    QVERIFY(!patch);
    QCOMPARE(patch.error().kind, Error::Kind::Unsupported);
    QCOMPARE(patch.error().message,
             QStringLiteral("Only media that Bootwright laid out can change where they are."));
}

void tst_ImagePatch::relabelsWithoutTheBackupTable()
{
    // written onto a stick by a program that stopped at the last file
    auto image = m_image;
    putBytes(image, image.size() - 512, QByteArray(512, '\0'));
    const MemoryImage source(image);
    auto patch = ImagePatch::open(source);
    QVERIFY(patch);
    QVERIFY(patch->relabel(QStringLiteral("New"), QStringLiteral("NEW")));
    const auto changed = applied(image, *patch);
    QCOMPARE(readUdfLabel(MemoryImage(changed)), QStringLiteral("New"));
    QCOMPARE(readPartitions(MemoryImage(changed)).size(), size_t(1));
}

QTEST_GUILESS_MAIN(tst_ImagePatch)
#include "tst_ImagePatch.moc"

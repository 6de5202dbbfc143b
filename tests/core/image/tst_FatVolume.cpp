// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/image/Fat32.h"
#include "core/image/FatImage.h"
#include "core/image/FatVolume.h"
#include "core/image/layoutStick.h"
#include "core/image/readImage.h"
#include "support/ImageFixtures.h"
#include "support/MemoryStore.h"

#include <QTest>

using namespace bootwright;

namespace {

constexpr quint64 kSize = 40_MiB; // clusters of 512 bytes
const QDateTime kTime(QDate(2026, 12, 24), QTime(18, 0), Qt::UTC);

using Files = QMap<QString, QByteArray>;

Files sampleFiles()
{
    Files files{{QStringLiteral("BOOTMGR"), noise(70'000, 1)},
                {QStringLiteral("EFI/BOOT/BOOTX64.EFI"), noise(5000, 2)},
                {QStringLiteral("a long name.txt"), noise(100, 3)},
                {QStringLiteral("empty"), {}}};
    for (int i = 0; i < 30; ++i)
        files[QStringLiteral("crowd/member number %1.txt").arg(i)] = noise(600, quint32(100 + i));
    return files;
}

QByteArray imageOf(const Files &files)
{
    FileTree tree;
    for (auto it = files.begin(); it != files.end(); ++it) {
        if (!tree.addFile(it.key(), ContentSource::bytes(it.value())))
            return {};
    }
    const auto layout =
        layoutStick(tree, kSize, {QStringLiteral("STICK"), 1, 2, fixedOptions().created});
    MemorySink sink(kSize, false);
    Control control;
    return layout && writeImage(*layout, sink, control) ? sink.bytes : QByteArray();
}

PartitionRange rangeOf(const MemoryStore &store)
{
    return readPartitions(store).front();
}

//! All files; the only key is "!" when there is something wrong with the volume.
Files filesOn(const QByteArray &image)
{
    const auto tree = readImage(MemoryImage(image));
    if (!tree)
        return {{QStringLiteral("!"), tree.error().detail.toUtf8()}};
    Files files;
    for (const auto &entry : tree->entries()) {
        if (entry.isFolder)
            continue;
        const auto bytes = entry.content.readAll();
        files.insert(entry.path, bytes ? *bytes : QByteArray("unreadable"));
    }
    return files;
}

//! Writes \a bytes into free clusters of \a volume.
FatVolume::Content staged(FatVolume &volume, MemoryStore &store, const QByteArray &bytes)
{
    const auto content = volume.reserve(quint64(bytes.size()));
    qsizetype at = 0;
    for (const auto &place : volume.placesOf(content)) {
        auto part = bytes.sliced(at, std::min(qsizetype(place.size), bytes.size() - at));
        at += part.size();
        part.append(qsizetype(roundUp(quint64(part.size()), 512)) - part.size(), '\0');
        static_cast<void>(store.write(place.offset, part));
    }
    static_cast<void>(store.flush());
    return content;
}

//! Both tables are the same, no cluster belongs to two chains, and the free ones are counted.
QString faultIn(const QByteArray &image)
{
    const MemoryStore store(image);
    const auto range = rangeOf(store);
    const auto geometry = readFatGeometry(PartOfImage(store, range.offset, range.size));
    if (!geometry)
        return QStringLiteral("geometry");
    const auto tables = range.offset + geometry->tableOffset;
    const auto table = image.sliced(qsizetype(tables), qsizetype(geometry->tableSize));
    if (table != image.sliced(qsizetype(tables + geometry->tableSize), table.size()))
        return QStringLiteral("the tables differ");
    QSet<quint32> successors;
    quint32 free = 0;
    for (quint32 cluster = 2; cluster < geometry->clusters + 2; ++cluster) {
        const auto next = le<quint32>(table, cluster * 4) & 0x0FFFFFFF;
        free += next == 0;
        if (next == 0 || next >= 0x0FFFFFF8)
            continue;
        if (successors.contains(next))
            return QStringLiteral("cluster %1 is in two chains").arg(next);
        successors.insert(next);
    }
    const auto counted = le<quint32>(image, qsizetype(range.offset) + 512 + 488);
    return counted == free ? QString()
                           : QStringLiteral("%1 free clusters, not %2").arg(free).arg(counted);
}

} // namespace

class tst_FatVolume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exchangesAndAddsAndRemoves();
    void nothingChangedWritesNothing();
    void usesEveryFreeCluster();
    void releasedClustersWaitForTheFlush();
    void longNamesGetShortOnesOfTheirOwn();
    void foldersGrow();
    void fileInTheWayOfAFolder();
    void cutOffAnywhereIsOldOrNew();
    void refusesOtherVolumes();
    void damagedChainIsAnError();
};

void tst_FatVolume::exchangesAndAddsAndRemoves()
{
    auto files = sampleFiles();
    MemoryStore store(imageOf(files));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    const auto free = volume->freeSize();
    const QMap<QString, QString> changes{
        {QStringLiteral("bootmgr"), QStringLiteral("BOOTMGR")}, // whatever the case
        {QStringLiteral("efi/boot/bootx64.efi"), QStringLiteral("EFI/BOOT/BOOTX64.EFI")},
        {QStringLiteral("A LONG NAME.TXT"), QStringLiteral("a long name.txt")},
        {QStringLiteral("empty"), QStringLiteral("EMPTY")},
        {QStringLiteral("new/deep/Größe 日本.txt"), QStringLiteral("NEW/DEEP/Größe 日本.txt")},
    };
    files[QStringLiteral("EMPTY")] = files.take(QStringLiteral("empty"));
    quint32 seed = 50;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        files[it.value()] = noise(1000 * seed, seed);
        const auto content = staged(*volume, store, files[it.value()]);
        QVERIFY(volume->setFile(it.key(), content, kTime));
        ++seed;
    }
    QVERIFY(volume->removeFile(QStringLiteral("crowd/Member Number 7.txt")));
    QVERIFY(volume->removeFile(QStringLiteral("crowd/nobody.txt")));
    QVERIFY(volume->removeFile(QStringLiteral("nowhere/nobody.txt")));
    files.remove(QStringLiteral("crowd/member number 7.txt"));
    QVERIFY(volume->flush());
    auto got = filesOn(store.bytes);
    QMap<QString, QByteArray> folded;
    for (auto it = files.begin(); it != files.end(); ++it)
        folded.insert(it.key().toUpper(), it.value());
    Files gotFolded;
    for (auto it = got.begin(); it != got.end(); ++it)
        gotFolded.insert(it.key().toUpper(), it.value());
    QCOMPARE(gotFolded.keys(), folded.keys());
    QVERIFY(gotFolded == folded);
    QCOMPARE(faultIn(store.bytes), QString());
    QVERIFY(volume->freeSize() < free);
    QCOMPARE(readFatLabel(PartOfImage(store, rangeOf(store).offset, rangeOf(store).size)),
             QStringLiteral("STICK"));
}

void tst_FatVolume::nothingChangedWritesNothing()
{
    MemoryStore store(imageOf(sampleFiles()));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    QVERIFY(volume->removeFile(QStringLiteral("not there")));
    QVERIFY(volume->flush());
    QCOMPARE(store.writes, 0);
}

void tst_FatVolume::usesEveryFreeCluster()
{
    MemoryStore store(imageOf(sampleFiles()));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    // holes: every second member of the crowd goes
    for (int i = 0; i < 30; i += 2)
        QVERIFY(volume->removeFile(QStringLiteral("crowd/member number %1.txt").arg(i)));
    QVERIFY(volume->flush());
    const auto bytes = noise(volume->freeSize(), 9);
    const auto content = staged(*volume, store, bytes);
    QVERIFY(content.runs.size() > 10);
    QCOMPARE(volume->freeSize(), quint64(0));
    QVERIFY(volume->setFile(QStringLiteral("BOOTMGR"), content, kTime));
    const auto full = volume->setFile(QStringLiteral("one/more"), {}, kTime);
    QVERIFY(!full);
    QCOMPARE(full.error().kind, Error::Kind::NoSpace);
    QVERIFY(volume->flush());
    QVERIFY(filesOn(store.bytes)[QStringLiteral("BOOTMGR")] == bytes);
    QCOMPARE(faultIn(store.bytes), QString());
}

void tst_FatVolume::releasedClustersWaitForTheFlush()
{
    MemoryStore store(imageOf(sampleFiles()));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    const auto free = volume->freeSize();
    QVERIFY(volume->removeFile(QStringLiteral("BOOTMGR")));
    QCOMPARE(volume->freeSize(), free);
    QVERIFY(volume->flush());
    QCOMPARE(volume->freeSize(), free + roundUp(70'000, 512));
}

void tst_FatVolume::longNamesGetShortOnesOfTheirOwn()
{
    MemoryStore store(imageOf(sampleFiles()));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    for (int i = 0; i < 20; ++i)
        QVERIFY(volume->setFile(QStringLiteral("crowd/member number x%1.txt").arg(i), {}, kTime));
    QVERIFY(volume->flush());
    QCOMPARE(filesOn(store.bytes).size(), sampleFiles().size() + 20);
    QSet<QByteArray> names;
    const auto folder = store.bytes.indexOf("MEMBER~1TXT");
    QVERIFY(folder > 0);
    for (int i = 1; i <= 50; ++i) {
        const auto tail = QByteArray("~") + QByteArray::number(i);
        const auto name = QByteArray("MEMBER").first(8 - tail.size()) + tail + "TXT";
        QVERIFY2(store.bytes.indexOf(name) == store.bytes.lastIndexOf(name)
                     && store.bytes.contains(name),
                 name.constData());
    }
}

void tst_FatVolume::foldersGrow()
{
    MemoryStore store(imageOf(sampleFiles()));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    auto files = sampleFiles();
    for (int i = 0; i < 300; ++i) {
        const auto path = QStringLiteral("%1a rather long name of a file, number %2.bin")
                              .arg(i % 2 ? QStringLiteral("sub folder/") : QString())
                              .arg(i);
        files[path] = noise(quint64(i), quint32(i + 1));
        QVERIFY(volume->setFile(path, staged(*volume, store, files[path]), kTime));
        if (i % 50 == 0)
            QVERIFY(volume->flush());
    }
    QVERIFY(volume->flush());
    auto got = filesOn(store.bytes);
    files[QStringLiteral("EMPTY")] = files.take(QStringLiteral("empty"));
    QCOMPARE(got.size(), files.size());
    for (int i = 0; i < 300; i += 17) {
        const auto path = QStringLiteral("%1a rather long name of a file, number %2.bin")
                              .arg(i % 2 ? QStringLiteral("sub folder/") : QString())
                              .arg(i);
        QVERIFY(got[path] == files[path]);
    }
    QCOMPARE(faultIn(store.bytes), QString());
}

void tst_FatVolume::fileInTheWayOfAFolder()
{
    MemoryStore store(imageOf(sampleFiles()));
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    const auto below = volume->setFile(QStringLiteral("BOOTMGR/x"), {}, kTime);
    QVERIFY(!below);
    QCOMPARE(below.error().kind, Error::Kind::InvalidInput);
    const auto over = volume->setFile(QStringLiteral("efi"), {}, kTime);
    QVERIFY(!over);
    QCOMPARE(over.error().message,
             QStringLiteral("Cannot write \"efi\". There is a folder of that name."));
}

void tst_FatVolume::cutOffAnywhereIsOldOrNew()
{
    const auto before = sampleFiles();
    MemoryStore store(imageOf(before));
    const auto old = filesOn(store.bytes);
    auto volume = FatVolume::open(store, rangeOf(store));
    QVERIFY(volume);
    for (const auto &path : {QStringLiteral("BOOTMGR"), QStringLiteral("EFI/BOOT/BOOTX64.EFI")})
        QVERIFY(volume->setFile(path, staged(*volume, store, noise(90'000, 77)), kTime));
    for (int i = 0; i < 12; ++i)
        QVERIFY(volume->setFile(QStringLiteral("fresh folder/a long name, number %1").arg(i),
                                staged(*volume, store, noise(700, 88)),
                                kTime));
    QVERIFY(volume->flush());
    QVERIFY(volume->removeFile(QStringLiteral("a long name.txt")));
    QVERIFY(volume->flush());
    const auto now = filesOn(store.bytes);
    QVERIFY(store.epochs.size() > 10);
    QRandomGenerator chance(4711);
    for (size_t epoch = 0; epoch < store.epochs.size(); ++epoch) {
        for (int round = 0; round < (store.epochs[epoch].empty() ? 1 : 5); ++round) {
            const auto there = filesOn(store.cutIn(epoch, chance));
            QVERIFY2(!there.contains(QStringLiteral("!")),
                     there.value(QStringLiteral("!")).constData());
            for (auto it = there.begin(); it != there.end(); ++it) {
                const auto isKnown = (old.contains(it.key()) && old[it.key()] == it.value())
                                     || (now.contains(it.key()) && now[it.key()] == it.value());
                QVERIFY2(isKnown, qPrintable(it.key()));
            }
            for (auto it = old.begin(); it != old.end(); ++it)
                QVERIFY2(there.contains(it.key()) || !now.contains(it.key()), qPrintable(it.key()));
        }
    }
}

void tst_FatVolume::refusesOtherVolumes()
{
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("a"), ContentSource::bytes("x")));
    const auto fat16 = makeEfiBootImage(tree, QStringLiteral("EFI"), 7, kTime);
    QVERIFY(fat16);
    MemoryStore small(*fat16);
    const auto other = FatVolume::open(small, {0, small.size()});
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::Unsupported);
    MemoryStore none(zeroBytes(1_MiB));
    const auto nothing = FatVolume::open(none, {0, none.size()});
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().kind, Error::Kind::NotFound);
    MemoryStore single(imageOf(sampleFiles()));
    single.bytes[qsizetype(kStickPartition) + 40] = '\x80'; // only one of the tables counts
    const auto unmirrored = FatVolume::open(single, rangeOf(single));
    QVERIFY(!unmirrored);
    QCOMPARE(unmirrored.error().kind, Error::Kind::Unsupported);
}

void tst_FatVolume::damagedChainIsAnError()
{
    MemoryStore store(imageOf(sampleFiles()));
    const auto range = rangeOf(store);
    const auto geometry = readFatGeometry(PartOfImage(store, range.offset, range.size));
    QVERIFY(geometry);
    // the root leads to itself
    putLe<quint32>(store.bytes, qsizetype(range.offset + geometry->tableOffset) + 8, 2);
    auto volume = FatVolume::open(store, range);
    QVERIFY(volume);
    const auto written = volume->setFile(QStringLiteral("x"), {}, kTime);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Corrupt);
}

QTEST_GUILESS_MAIN(tst_FatVolume)
#include "tst_FatVolume.moc"

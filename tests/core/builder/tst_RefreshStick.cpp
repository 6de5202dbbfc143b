// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/builder/refreshStick.h"
#include "core/image/layoutStick.h"
#include "core/image/readImage.h"
#include "core/tree/FolderTree.h"
#include "support/ImageFixtures.h"
#include "support/MemoryStore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

constexpr quint64 kSize = 40_MiB;

using Files = QMap<QString, QByteArray>;

//! Media with a manifest; \a version tells one from another.
FileTree mediaOf(const Files &files, const QString &version)
{
    FileTree tree;
    Manifest manifest;
    manifest.madeBy = version;
    manifest.label = version;
    for (auto it = files.begin(); it != files.end(); ++it) {
        manifest.files.append({it.key(), quint64(it.value().size()), sha256(it.value())});
        if (!tree.addFile(it.key(), ContentSource::bytes(it.value())))
            qFatal("%s", qPrintable(it.key()));
    }
    if (!tree.addFile(manifestPath(), ContentSource::bytes(writeManifest(manifest))))
        qFatal("manifest");
    return tree;
}

Files oldFiles()
{
    return {{QStringLiteral("bootmgr"), noise(70'000, 1)},
            {QStringLiteral("efi/boot/bootx64.efi"), noise(50'000, 2)},
            {QStringLiteral("boot/bcd"), noise(8192, 3)},
            {QStringLiteral("sources/boot.wim"), noise(3_MiB, 4)},
            {QStringLiteral("SMS/data/Variables.dat"), noise(4000, 5)},
            {QStringLiteral("extra/gone in the new media.txt"), noise(100, 6)}};
}

Files newFiles()
{
    auto files = oldFiles();
    files.remove(QStringLiteral("extra/gone in the new media.txt"));
    files[QStringLiteral("sources/boot.wim")] = noise(4_MiB, 14);
    files[QStringLiteral("SMS/data/Variables.dat")] = noise(4000, 15);
    files[QStringLiteral("boot/bcd")] = noise(8192, 13);
    files[QStringLiteral("fresh/added to the media.txt")] = noise(500, 17);
    return files;
}

QByteArray stickOf(const FileTree &media, quint64 size = kSize)
{
    auto tree = media;
    if (!tree.addFile(QStringLiteral("mine/holiday.jpg"), ContentSource::bytes(noise(30'000, 99))))
        return {};
    const auto layout =
        layoutStick(tree, size, {QStringLiteral("STICK"), 1, 2, fixedOptions().created});
    MemorySink sink(size, false);
    Control control;
    return layout && writeImage(*layout, sink, control) ? sink.bytes : QByteArray();
}

//! What verifying a stick would say.
enum class Verdict { Old, New, Incomplete };

Verdict verdictOf(const Result<FileTree> &tree)
{
    const auto manifest = tree ? manifestOn(*tree) : Result<std::optional<Manifest>>(tree.error());
    if (!manifest || !*manifest)
        return Verdict::Incomplete;
    for (const auto &file : (*manifest)->files) {
        const auto *entry = tree->find(file.path);
        const auto bytes = entry ? entry->content.readAll() : Result<QByteArray>(QByteArray());
        if (!entry || !bytes || sha256(*bytes) != file.sha256)
            return Verdict::Incomplete;
    }
    return (*manifest)->label == u"new" ? Verdict::New : Verdict::Old;
}

void fill(const QString &folder, const FileTree &tree)
{
    for (const auto &entry : tree.entries()) {
        const auto path = folder + u'/' + entry.path;
        QDir().mkpath(entry.isFolder ? path : QFileInfo(path).absolutePath());
        QFile file(path);
        if (!entry.isFolder
            && (!file.open(QIODevice::WriteOnly)
                || file.write(entry.content.readAll().value()) != qint64(entry.content.size())))
            qFatal("%s", qPrintable(path));
    }
}

} // namespace

class tst_RefreshStick : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesOnlyWhatDiffers();
    void upToDateWritesNothing();
    void repairsDamagedFiles();
    void powerCutIsOldNewOrIncomplete();
    void brokenDriveIsAnErrorAndHonest();
    void noRoomChangesNothing();
    void damagedMediaChangeNothing();
    void cancelChangesNothing();
    void withoutManifest_data();
    void withoutManifest();
    void folderIsRefreshedByPlainFiles();
    void folderThatWasCutOffIsCleanedUp();
    void noPartition();

private:
    Result<RefreshReport> refresh(MemoryStore &store, const FileTree &media, Control control = {});

    FileTree m_old = mediaOf(oldFiles(), QStringLiteral("old"));
    FileTree m_new = mediaOf(newFiles(), QStringLiteral("new"));
};

void tst_RefreshStick::init()
{
    QLocale::setDefault(QLocale::c());
}

Result<RefreshReport>
tst_RefreshStick::refresh(MemoryStore &store, const FileTree &media, Control control)
{
    const auto stick = openFatStick(store, QStringLiteral("stick"));
    return stick ? refreshStick(media, **stick, QStringLiteral("stick"), control) : stick.error();
}

void tst_RefreshStick::writesOnlyWhatDiffers()
{
    MemoryStore store(stickOf(m_old));
    const auto report = refresh(store, m_new);
    QVERIFY(report);
    QCOMPARE(report->written,
             (QStringList{QStringLiteral("SMS/data/Variables.dat"),
                          QStringLiteral("boot/bcd"),
                          QStringLiteral("fresh/added to the media.txt"),
                          QStringLiteral("sources/boot.wim"),
                          manifestPath()}));
    QCOMPARE(report->removed, QStringList{QStringLiteral("extra/gone in the new media.txt")});
    QCOMPARE(report->unchanged, quint64(2));
    const auto tree = readImage(store);
    QVERIFY(tree);
    QVERIFY(verdictOf(tree) == Verdict::New);
    QVERIFY(!tree->find(QStringLiteral("extra/gone in the new media.txt")));
    QCOMPARE(tree->find(QStringLiteral("mine/holiday.jpg"))->content.readAll().value(),
             noise(30'000, 99));
}

void tst_RefreshStick::upToDateWritesNothing()
{
    MemoryStore store(stickOf(m_new));
    const auto report = refresh(store, m_new);
    QVERIFY(report);
    QVERIFY(report->isUpToDate());
    QCOMPARE(report->unchanged, quint64(newFiles().size()));
    QCOMPARE(store.writes, 0);
}

void tst_RefreshStick::repairsDamagedFiles()
{
    auto image = stickOf(m_new);
    image[image.indexOf(noise(4_MiB, 14).sliced(1'000'000, 64))] ^= 1;
    MemoryStore store(image);
    QVERIFY(verdictOf(readImage(store)) == Verdict::Incomplete);
    const auto report = refresh(store, m_new);
    QVERIFY(report);
    QCOMPARE(report->written, QStringList{QStringLiteral("sources/boot.wim")});
    QVERIFY(verdictOf(readImage(store)) == Verdict::New);
}

void tst_RefreshStick::powerCutIsOldNewOrIncomplete()
{
    MemoryStore store(stickOf(m_old));
    QVERIFY(refresh(store, m_new));
    QRandomGenerator chance(4711);
    QMap<Verdict, int> verdicts;
    for (size_t epoch = 0; epoch < store.epochs.size(); ++epoch) {
        for (int round = 0; round < (store.epochs[epoch].empty() ? 1 : 6); ++round) {
            const auto tree = readImage(MemoryImage(store.cutIn(epoch, chance)));
            QVERIFY2(tree, qPrintable(tree ? QString() : tree.error().detail));
            // what is somebody else's is always whole
            QCOMPARE(tree->find(QStringLiteral("mine/holiday.jpg"))->content.readAll().value(),
                     noise(30'000, 99));
            ++verdicts[verdictOf(tree)];
        }
    }
    QVERIFY(verdicts[Verdict::Old] > 0);
    QVERIFY(verdicts[Verdict::New] > 0);
    QVERIFY(verdicts[Verdict::Incomplete] > 0);
}

void tst_RefreshStick::brokenDriveIsAnErrorAndHonest()
{
    MemoryStore whole(stickOf(m_old));
    QVERIFY(refresh(whole, m_new));
    for (int after = 0; after < whole.writes; after += 1 + after / 8) {
        MemoryStore store(stickOf(m_old));
        store.failsAfter = after;
        const auto report = refresh(store, m_new);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, Error::Kind::Device);
        QVERIFY(readImage(store));
    }
}

void tst_RefreshStick::noRoomChangesNothing()
{
    auto files = newFiles();
    files[QStringLiteral("extra/large.bin")] = noise(39_MiB, 1);
    MemoryStore store(stickOf(m_old));
    const auto before = store.bytes;
    const auto report = refresh(store, mediaOf(files, QStringLiteral("new")));
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NoSpace);
    QVERIFY2(report.error().message.startsWith(
                 QStringLiteral("Cannot refresh \"stick\". The new files need 44.")),
             qPrintable(report.error().message));
    QVERIFY(store.bytes == before);
}

void tst_RefreshStick::damagedMediaChangeNothing()
{
    FileTree media;
    for (const auto &entry : m_new.entries()) {
        auto bytes = entry.content.readAll().value();
        if (entry.path == u"sources/boot.wim")
            bytes[1000] ^= 1;
        const auto added = entry.isFolder ? media.addFolder(entry.path)
                                          : media.addFile(entry.path, ContentSource::bytes(bytes));
        QVERIFY(added);
    }
    MemoryStore store(stickOf(m_old));
    const auto report = refresh(store, media);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Corrupt);
    QCOMPARE(report.error().message,
             QStringLiteral("Cannot refresh \"stick\". The file \"sources/boot.wim\" of the new "
                            "media is not what their manifest says: they were damaged. Make them "
                            "again."));
    QVERIFY(verdictOf(readImage(store)) == Verdict::Old);
}

void tst_RefreshStick::cancelChangesNothing()
{
    std::stop_source stop;
    MemoryStore store(stickOf(m_old));
    const Control control(stop.get_token(), [&](const Progress &progress) {
        if (progress.stage.startsWith(QStringLiteral("Writing")))
            stop.request_stop();
    });
    const auto report = refresh(store, m_new, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Cancelled);
    QVERIFY(verdictOf(readImage(store)) == Verdict::Old);
}

void tst_RefreshStick::withoutManifest_data()
{
    QTest::addColumn<bool>("isOnStick");
    QTest::addColumn<QString>("message");
    QTest::newRow("stick") << true
                           << QStringLiteral(
                                  "Cannot refresh \"stick\". It carries no manifest, so it was not "
                                  "made by Bootwright. Make it with \"bootwright-cli write\".");
    QTest::newRow("media") << false
                           << QStringLiteral(
                                  "Cannot refresh \"stick\". The new media carry no manifest, so "
                                  "they were not made by Bootwright. Use \"bootwright-cli "
                                  "write\".");
}

void tst_RefreshStick::withoutManifest()
{
    QFETCH(bool, isOnStick);
    QFETCH(QString, message);
    FileTree bare;
    QVERIFY(bare.addFile(QStringLiteral("a"), ContentSource::bytes("x")));
    MemoryStore store(stickOf(isOnStick ? bare : m_old));
    const auto report = refresh(store, isOnStick ? m_new : bare);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::NotFound);
    QCOMPARE(report.error().message, message);
    QCOMPARE(store.writes, 0);
}

void tst_RefreshStick::folderIsRefreshedByPlainFiles()
{
    const QTemporaryDir folder;
    fill(folder.path(), m_old);
    QDir(folder.path()).rename(QStringLiteral("efi"), QStringLiteral("EFI")); // as FAT shows it
    QFile mine(folder.filePath(QStringLiteral("mine.txt")));
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    Control control;
    {
        const auto stick = openFolderStick(folder.path());
        QVERIFY(stick);
        const auto report = refreshStick(m_new, **stick, folder.path(), control);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
        QCOMPARE(report->written.size(), 5);
        QCOMPARE(report->unchanged, quint64(2));
    }
    const auto tree = folderTree(folder.path());
    QVERIFY(verdictOf(tree) == Verdict::New);
    QVERIFY(tree->find(QStringLiteral("mine.txt")));
    QVERIFY(!tree->find(QStringLiteral("extra/gone in the new media.txt")));
    QVERIFY(!tree->find(QStringLiteral("Bootwright/refresh")));
    QVERIFY(QDir(folder.filePath(QStringLiteral("EFI"))).exists());
    const auto again = openFolderStick(folder.path());
    QVERIFY(again);
    const auto report = refreshStick(m_new, **again, folder.path(), control);
    QVERIFY(report && report->isUpToDate());
}

void tst_RefreshStick::folderThatWasCutOffIsCleanedUp()
{
    const QTemporaryDir folder;
    fill(folder.path(), m_old);
    QDir(folder.path()).mkpath(QStringLiteral("Bootwright/refresh"));
    QFile left(folder.filePath(QStringLiteral("Bootwright/refresh/3.part")));
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write("half") == 4);
    left.close();
    const auto stick = openFolderStick(folder.path());
    QVERIFY(stick);
    QVERIFY(!(*stick)->files().find(QStringLiteral("Bootwright/refresh/3.part")));
    QVERIFY(!left.exists());
}

void tst_RefreshStick::noPartition()
{
    MemoryStore store(zeroBytes(1_MiB));
    const auto report = refresh(store, m_new);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, Error::Kind::Unsupported);
    QCOMPARE(report.error().message,
             QStringLiteral("Cannot refresh \"stick\". There is no FAT32 partition on it. Make it "
                            "with \"bootwright-cli write\" first."));
}

QTEST_GUILESS_MAIN(tst_RefreshStick)
#include "tst_RefreshStick.moc"

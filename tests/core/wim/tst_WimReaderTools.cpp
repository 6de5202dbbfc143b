// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimReader.h"
#include "core/wim/WimTree.h"
#include "support/WimTool.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <functional>

using namespace bootwright;

//! wimlib-imagex makes the images; every byte has to agree.
class tst_WimReaderTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryByte_data();
    void readsEveryByte();
    void readsSeveralImages();
    void readsLinks();
    void streamsContent();
    void refuses_data();
    void refuses();
    void findsDamage_data();
    void findsDamage();
    void checkCanBeCancelled();

private:
    QString at(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

//! What the selected image holds, or the trouble as the content of "".
static TestTree treeOf(const WimReader &wim)
{
    TestTree tree;
    const std::function<void(const WimEntry &, const QString &)> walk = [&](const WimEntry &folder,
                                                                            const QString &path) {
        for (const auto *entry : wim.children(folder)) {
            const auto name = path + entry->name;
            if (entry->isFolder) {
                tree.insert(name, testFolder);
                walk(*entry, name + u'/');
                continue;
            }
            const auto bytes = wim.read(*entry);
            tree.insert(name, bytes ? *bytes : bytes.error().detail.toUtf8());
            if (!bytes || quint64(bytes->size()) != entry->size
                || wim.find(name.toUpper()) == nullptr || wim.find(name) != entry)
                tree.insert(QString(), "trouble with " + name.toUtf8());
        }
    };
    walk(*wim.find(u""), {});
    return tree;
}

void tst_WimReaderTools::readsEveryByte_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("none") << QStringList{QStringLiteral("--compress=none")};
    for (int size = 4; size <= 2048; size *= 2) {
        const auto chunk = QStringLiteral("--chunk-size=%1K").arg(size);
        if (size <= 64)
            QTest::addRow("XPRESS %d KiB", size)
                << QStringList{QStringLiteral("--compress=XPRESS"), chunk};
        if (size >= 32)
            QTest::addRow("LZX %d KiB", size)
                << QStringList{QStringLiteral("--compress=LZX"), chunk};
    }
}

// 13 rows of 24 images make 312.
void tst_WimReaderTools::readsEveryByte()
{
    QFETCH(QStringList, options);
    QRandomGenerator random(quint32(qHash(options.join(u' '), 7)));
    for (int i = 0; i < 24; ++i) {
        QTemporaryDir folder;
        const auto tree = randomTree(random);
        writeTree(tree, folder.filePath(QStringLiteral("tree")));
        const auto path = folder.filePath(QStringLiteral("a.wim"));
        QStringList capture{QStringLiteral("capture"),
                            folder.filePath(QStringLiteral("tree")),
                            path,
                            QStringLiteral("An <image> & more")};
        if (i % 2 == 0)
            capture.append(QStringLiteral("--check"));
        if (i % 3 == 0)
            capture.append(QStringLiteral("--boot"));
        QCOMPARE(runWimlib(capture + options), QString());

        auto wim = WimReader::open(path);
        QVERIFY2(wim, wim ? "" : qPrintable(wim.error().detail));
        QCOMPARE(wim->hasIntegrityTable(), i % 2 == 0);
        QCOMPARE(wim->bootIndex(), i % 3 == 0 ? 1 : 0);
        QCOMPARE(wim->images().size(), 1);
        QCOMPARE(wim->images().first().name, QStringLiteral("An <image> & more"));
        const auto selected = wim->selectImage(1);
        QVERIFY2(selected, qPrintable(selected.error().detail));
        QCOMPARE(difference(treeOf(*wim), tree), QString());
        QCOMPARE(WimTree(wim->tree()).bytes(), wim->tree().bytes);
        Control control;
        QVERIFY(wim->checkIntegrity(control));
    }
}

void tst_WimReaderTools::readsSeveralImages()
{
    QRandomGenerator random(3);
    QList<TestTree> trees;
    for (int i = 1; i <= 3; ++i) {
        trees.append(randomTree(random));
        const auto folder = at(QStringLiteral("several%1").arg(i));
        writeTree(trees.last(), folder);
        QCOMPARE(runWimlib({i == 1 ? QStringLiteral("capture") : QStringLiteral("append"),
                            folder,
                            at(QStringLiteral("several.wim")),
                            QStringLiteral("Image %1").arg(i),
                            QStringLiteral("Description %1").arg(i),
                            QStringLiteral("--check")}),
                 QString());
    }
    auto wim = WimReader::open(at(QStringLiteral("several.wim")));
    QVERIFY(wim);
    QCOMPARE(wim->images().size(), 3);
    QVERIFY(!wim->find(u""));
    for (int i = 3; i >= 1; --i) {
        QVERIFY(wim->selectImage(i));
        QCOMPARE(wim->selectedImage(), i);
        QCOMPARE(difference(treeOf(*wim), trees[i - 1]), QString());
        QCOMPARE(wim->images()[i - 1].description, QStringLiteral("Description %1").arg(i));
    }
    const auto none = wim->selectImage(4);
    QCOMPARE(kindName(none.error().kind), QStringLiteral("NotFound"));
    QCOMPARE(none.error().message,
             QStringLiteral("Cannot use \"%1\". It has no image 4.")
                 .arg(at(QStringLiteral("several.wim"))));
}

void tst_WimReaderTools::readsLinks()
{
    writeTree({{QStringLiteral("a/b"), "one content"}, {QStringLiteral("a/c"), "one content"}},
              at(QStringLiteral("links")));
    std::filesystem::create_symlink("b", at(QStringLiteral("links/a/s")).toStdString());
    std::filesystem::create_directory_symlink("a", at(QStringLiteral("links/d")).toStdString());
    QCOMPARE(runWimlib({QStringLiteral("capture"),
                        at(QStringLiteral("links")),
                        at(QStringLiteral("links.wim"))}),
             QString());
    auto wim = WimReader::open(at(QStringLiteral("links.wim")));
    QVERIFY(wim && wim->selectImage(1));
    QCOMPARE(*wim->read(*wim->find(u"a\\C")), "one content");
    QVERIFY(wim->find(u"A/S")->isReparsePoint());
    QCOMPARE(wim->read(*wim->find(u"A/S"))->size(), 0);
    QVERIFY(!wim->find(u"d/b"));
    QCOMPARE(WimTree(wim->tree()).bytes(), wim->tree().bytes);
    const auto folder = wim->read(*wim->find(u"a"));
    QCOMPARE(kindName(folder.error().kind), QStringLiteral("InvalidInput"));
}

void tst_WimReaderTools::streamsContent()
{
    QRandomGenerator random(8);
    const auto bytes = randomContent(random).repeated(9) + QByteArray(3000000, 'x');
    writeTree({{QStringLiteral("big"), bytes}, {QStringLiteral("none"), {}}},
              at(QStringLiteral("big")));
    QCOMPARE(
        runWimlib(
            {QStringLiteral("capture"), at(QStringLiteral("big")), at(QStringLiteral("big.wim"))}),
        QString());
    auto wim = WimReader::open(at(QStringLiteral("big.wim")));
    QVERIFY(wim && wim->selectImage(1));
    const auto content = wim->content(*wim->find(u"big"));
    QVERIFY(content);
    QCOMPARE(content->size(), quint64(bytes.size()));
    QCOMPARE(*content->readAll(), bytes);
    QCOMPARE(*content->readAll(), bytes);
    QCOMPARE(wim->content(*wim->find(u"none"))->size(), 0u);
    const auto tooBig = wim->read(*wim->find(u"big"), 1000);
    QCOMPARE(kindName(tooBig.error().kind), QStringLiteral("Unsupported"));
    QCOMPARE(tooBig.error().message,
             QStringLiteral("Cannot read \"big\" in \"%1\". It is larger than 1000 bytes.")
                 .arg(wim->path()));
}

void tst_WimReaderTools::refuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("why");
    const auto esd = QStringLiteral(
        "It is an ESD or has LZMS compression. Export it to a WIM with LZX compression first.");
    QTest::newRow("solid") << QStringList{QStringLiteral("--solid")} << esd;
    QTest::newRow("solid LZX") << QStringList{QStringLiteral("--solid"),
                                              QStringLiteral("--solid-compress=LZX")}
                               << esd;
    QTest::newRow("LZMS") << QStringList{QStringLiteral("--compress=LZMS")} << esd;
    QTest::newRow("pipable") << QStringList{QStringLiteral(
        "--pipable")} << QStringLiteral("It is a pipable WIM. Export it to a normal WIM first.");
    QTest::newRow("split") << QStringList()
                           << QStringLiteral("It is one part of a split WIM. Join the parts to one "
                                             "file first.");
}

void tst_WimReaderTools::refuses()
{
    QFETCH(QStringList, options);
    QFETCH(QString, why);
    QTemporaryDir folder;
    QRandomGenerator random(1);
    TestTree tree;
    for (int i = 0; i < 3; ++i)
        tree.insert(QString::number(i), QByteArray(1500000, char('a' + i)));
    writeTree(tree, folder.filePath(QStringLiteral("tree")));
    auto path = folder.filePath(QStringLiteral("a.wim"));
    if (options.isEmpty())
        options.append(QStringLiteral("--compress=none"));
    QCOMPARE(runWimlib(QStringList{
                           QStringLiteral("capture"), folder.filePath(QStringLiteral("tree")), path}
                       + options),
             QString());
    if (qstrcmp(QTest::currentDataTag(), "split") == 0) {
        const auto whole = path;
        path = folder.filePath(QStringLiteral("a.swm"));
        QCOMPARE(runWimlib({QStringLiteral("split"), whole, path, QStringLiteral("2")}), QString());
    }
    const auto wim = WimReader::open(path);
    QVERIFY(!wim);
    QCOMPARE(wim.error().message, QStringLiteral("Cannot use \"%1\". %2").arg(path, why));
    QCOMPARE(kindName(wim.error().kind), QStringLiteral("Unsupported"));
}

void tst_WimReaderTools::findsDamage_data()
{
    QTest::addColumn<double>("where");
    for (const double where : {0.0, 0.3, 0.6, 0.999})
        QTest::addRow("at %.3f", where) << where;
}

void tst_WimReaderTools::findsDamage()
{
    QFETCH(double, where);
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("a.wim"));
    QRandomGenerator random(5);
    TestTree tree;
    for (int i = 0; i < 25; ++i)
        tree.insert(QString::number(i), QByteArray(1000000, char(i)) + randomContent(random));
    writeTree(tree, folder.filePath(QStringLiteral("tree")));
    QCOMPARE(runWimlib({QStringLiteral("capture"),
                        folder.filePath(QStringLiteral("tree")),
                        path,
                        QStringLiteral("--compress=none"),
                        QStringLiteral("--check")}),
             QString());
    auto bytes = readFile(path);
    auto wim = WimReader::open(path);
    QVERIFY(wim);
    const auto source = wim->content();
    QCOMPARE(source.watches().size(), 1u);
    auto &watch = *source.watches().front();
    for (qsizetype at = 0; at < bytes.size(); at += 77777)
        watch.add(QByteArrayView(bytes).sliced(at, std::min<qsizetype>(77777, bytes.size() - at)));
    QVERIFY(watch.finish());

    const auto &integrity = *wim->container().integrity;
    QVERIFY(integrity.hashes.size() / 20 == 3);
    const auto at = 208 + qsizetype(where * double(integrity.end - 208 - 1));
    bytes[at] = char(bytes[at] ^ 0x40);
    watch.add(bytes);
    const auto found = watch.finish();
    QVERIFY(!found);
    QCOMPARE(kindName(found.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(found.error().message,
             QStringLiteral("Cannot use \"%1\". Its contents do not match its integrity table: the "
                            "file is damaged. Get a new copy of it.")
                 .arg(path));
    watch.add(bytes.first(bytes.size() / 2));
    QVERIFY(!watch.finish());

    writeFile(path, bytes);
    const auto damaged = WimReader::open(path);
    if (!damaged) // the byte was one of the blob table that open() itself checks
        return;
    Control control;
    const auto checked = damaged->checkIntegrity(control);
    QVERIFY(!checked);
    QCOMPARE(kindName(checked.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(control.progress().done, control.progress().total);
}

void tst_WimReaderTools::checkCanBeCancelled()
{
    writeTree({{QStringLiteral("a"), "a"}}, at(QStringLiteral("cancel")));
    QCOMPARE(runWimlib({QStringLiteral("capture"),
                        at(QStringLiteral("cancel")),
                        at(QStringLiteral("cancel.wim")),
                        QStringLiteral("--check")}),
             QString());
    const auto wim = WimReader::open(at(QStringLiteral("cancel.wim")));
    QVERIFY(wim);
    std::stop_source stop;
    stop.request_stop();
    Control control(stop.get_token());
    const auto checked = wim->checkIntegrity(control);
    QCOMPARE(kindName(checked.error().kind), QStringLiteral("Cancelled"));
}

QTEST_GUILESS_MAIN(tst_WimReaderTools)
#include "tst_WimReaderTools.moc"

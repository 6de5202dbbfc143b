// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/EmptyWim.h"
#include "core/wim/WimOverlay.h"
#include "support/WimTool.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! wimlib-imagex makes what is laid over, and judges and unpacks the result.
class tst_WimOverlayTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsReplacesAndRemoves_data();
    void addsReplacesAndRemoves();
    void keepsOtherImages();
    void reusesIntegrity();
    void countsHardLinks();
    void fillsAnEmptyWim();
    void seesChangedSources();
    void seesDamagedOriginal();
    void refuses_data();
    void refuses();

private:
    QString at(const QString &name) const { return m_folder.filePath(name); }
    void capture(const TestTree &tree, const QString &wim, const QStringList &options);
    TestTree apply(const QString &wim, int image);

    QTemporaryDir m_folder;
};

static const QDateTime someTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

//! Makes a WIM of \a tree, or adds it as a further image.
void tst_WimOverlayTools::capture(const TestTree &tree,
                                  const QString &wim,
                                  const QStringList &options)
{
    QTemporaryDir folder;
    writeTree(tree, folder.filePath(QStringLiteral("tree")));
    const auto verb = QFile::exists(wim) ? QStringLiteral("append") : QStringLiteral("capture");
    const auto name = QStringLiteral("Image %1").arg(QFile::exists(wim) ? 2 : 1);
    QCOMPARE(
        runWimlib(QStringList{verb, folder.filePath(QStringLiteral("tree")), wim, name} + options),
        QString());
}

TestTree tst_WimOverlayTools::apply(const QString &wim, int image)
{
    QTemporaryDir folder;
    const auto target = folder.filePath(QStringLiteral("tree"));
    const auto trouble = runWimlib({QStringLiteral("apply"),
                                    wim,
                                    QString::number(image),
                                    target,
                                    QStringLiteral("--no-acls")});
    return trouble.isEmpty() ? readTree(target) : TestTree{{trouble, {}}};
}

//! Writes the result as a sink does: every byte goes past the watches.
static Result<QByteArray> written(const WimOverlay &overlay)
{
    const auto content = overlay.content();
    if (!content)
        return content.error();
    const auto bytes = content->readAll();
    if (!bytes)
        return bytes.error();
    for (const auto &watch : content->watches()) {
        for (qsizetype i = 0; i < bytes->size(); i += 65000)
            watch->add(
                QByteArrayView(*bytes).sliced(i, std::min<qsizetype>(65000, bytes->size() - i)));
        if (const auto good = watch->finish(); !good)
            return good.error();
    }
    return bytes;
}

//! The counters that "wimlib-imagex info" prints of image 1.
static QStringList counters(const QString &wim)
{
    QProcess process;
    process.start(QStringLiteral("wimlib-imagex"),
                  {QStringLiteral("info"), wim, QStringLiteral("1")});
    process.waitForFinished();
    const auto text = QString::fromUtf8(process.readAll());
    QStringList found;
    for (const auto &name : {"Directory Count", "File Count", "Total Bytes", "Hard Link Bytes"}) {
        const QRegularExpression line(QLatin1String(name) + QStringLiteral(": +(\\d+)"));
        found.append(line.match(text).captured(1));
    }
    return found;
}

void tst_WimOverlayTools::addsReplacesAndRemoves_data()
{
    QTest::addColumn<QStringList>("options");
    for (const auto *codec : {"none", "XPRESS", "LZX"}) {
        const auto compress = QStringLiteral("--compress=") + QLatin1String(codec);
        QTest::addRow("%s", codec) << QStringList{compress, QStringLiteral("--boot")};
        QTest::addRow("%s with integrity", codec)
            << QStringList{compress, QStringLiteral("--boot"), QStringLiteral("--check")};
    }
}

void tst_WimOverlayTools::addsReplacesAndRemoves()
{
    QFETCH(QStringList, options);
    QRandomGenerator random(11);
    for (int round = 0; round < 4; ++round) {
        QTemporaryDir folder;
        const auto base = folder.filePath(QStringLiteral("base.wim"));
        auto tree = randomTree(random);
        tree.insert(QStringLiteral("Keep"), testFolder);
        tree.insert(QStringLiteral("Keep/Old.TXT"), "old bytes");
        tree.insert(QStringLiteral("Keep/same"), "old bytes");
        tree.insert(QStringLiteral("Keep/gone"), "bytes that go");
        capture(tree, base, options);
        const auto original = readFile(base);

        auto path = base;
        for (int layer = 0; layer < 3; ++layer) {
            const auto reader = WimReader::open(path);
            QVERIFY(reader);
            auto overlay = WimOverlay::over(*reader, 1);
            QVERIFY(overlay);
            const auto put =
                [&](const QString &name, const QString &real, const QByteArray &bytes) {
                    tree.insert(real, bytes);
                    return bool(overlay->addFile(name, ContentSource::bytes(bytes), someTime));
                };
            const auto name = QString::number(layer);
            QVERIFY(put(QStringLiteral("keep\\old.txt"),
                        QStringLiteral("Keep/Old.TXT"),
                        "new bytes " + name.toUtf8()));
            for (const auto &one : {QStringLiteral("sms"),
                                    QStringLiteral("sms/data"),
                                    QStringLiteral("sms/data/") + name})
                tree.insert(one, testFolder);
            QVERIFY(put(QStringLiteral("\\sms\\data\\%1\\Variables.dat").arg(name),
                        QStringLiteral("sms/data/%1/Variables.dat").arg(name),
                        randomContent(random) + "x"));
            QVERIFY(put(QStringLiteral("sms/data/%1/empty").arg(name),
                        QStringLiteral("sms/data/%1/empty").arg(name),
                        {}));
            QVERIFY(
                put(QStringLiteral("twice"), QStringLiteral("twice"), "dropped " + name.toUtf8()));
            QVERIFY(put(QStringLiteral("twice"), QStringLiteral("twice"), "new bytes 0"));
            if (layer == 1) {
                QVERIFY(overlay->removeFile(QStringLiteral("KEEP/GONE")));
                tree.remove(QStringLiteral("Keep/gone"));
            }
            const auto bytes = written(*overlay);
            QVERIFY2(bytes, bytes ? "" : qPrintable(bytes.error().message));
            QVERIFY(!bytes->contains("dropped"));
            QCOMPARE(QByteArrayView(*bytes).sliced(208, original.size() - 208),
                     QByteArrayView(original).sliced(208));
            path = folder.filePath(QStringLiteral("layer%1.wim").arg(layer));
            writeFile(path, *bytes);
            QCOMPARE(runWimlib({QStringLiteral("verify"), path}), QString());
            QCOMPARE(difference(apply(path, 1), tree), QString());
            const auto again = WimReader::open(path);
            QVERIFY(again);
            QCOMPARE(again->hasIntegrityTable(), options.contains(QStringLiteral("--check")));
            Control control;
            QVERIFY(again->checkIntegrity(control));
        }
        QTemporaryDir unpacked;
        QCOMPARE(runWimlib({QStringLiteral("apply"), path, unpacked.filePath(QStringLiteral("t"))}),
                 QString());
        const auto recount = folder.filePath(QStringLiteral("recount.wim"));
        QCOMPARE(
            runWimlib({QStringLiteral("capture"), unpacked.filePath(QStringLiteral("t")), recount}),
            QString());
        QCOMPARE(counters(path), counters(recount));
        // A full rewrite keeps only what is in use: wimlib agrees on what that is.
        const auto exported = folder.filePath(QStringLiteral("export.wim"));
        QCOMPARE(runWimlib({QStringLiteral("export"), path, QStringLiteral("1"), exported}),
                 QString());
        QCOMPARE(difference(apply(exported, 1), tree), QString());
    }
}

void tst_WimOverlayTools::keepsOtherImages()
{
    const auto base = at(QStringLiteral("two.wim"));
    TestTree setup{{QStringLiteral("shared"), "shared bytes"},
                   {QStringLiteral("own"), "own bytes"}};
    const TestTree boot{{QStringLiteral("shared"), "shared bytes"}};
    capture(boot, base, {QStringLiteral("--check")});
    capture(setup, base, {QStringLiteral("--boot"), QStringLiteral("--check")});
    const auto reader = WimReader::open(base);
    QVERIFY(reader);
    QCOMPARE(reader->bootIndex(), 2);
    auto overlay = WimOverlay::over(*reader, 2);
    QVERIFY(overlay);
    QVERIFY(overlay->removeFile(QStringLiteral("shared")));
    QVERIFY(overlay->addFile(QStringLiteral("new"), ContentSource::bytes("new"), someTime));
    const auto bytes = written(*overlay);
    QVERIFY(bytes);
    const auto path = at(QStringLiteral("two-over.wim"));
    writeFile(path, *bytes);
    setup.remove(QStringLiteral("shared"));
    setup.insert(QStringLiteral("new"), "new");
    QCOMPARE(runWimlib({QStringLiteral("verify"), path}), QString());
    QCOMPARE(difference(apply(path, 1), boot), QString());
    QCOMPARE(difference(apply(path, 2), setup), QString());
    const auto again = WimReader::open(path); // compares the boot metadata with the header
    QVERIFY(again);
    QCOMPARE(again->bootIndex(), 2);
    QCOMPARE(again->images().first().name, QStringLiteral("Image 1"));
}

void tst_WimOverlayTools::reusesIntegrity()
{
    QRandomGenerator random(2);
    TestTree tree;
    for (int i = 0; i < 12; ++i)
        tree.insert(QString::number(i), QByteArray(1000000, 'a') + char(i));
    const auto base = at(QStringLiteral("large.wim"));
    capture(tree, base, {QStringLiteral("--compress=none"), QStringLiteral("--check")});
    const auto reader = WimReader::open(base);
    QVERIFY(reader);
    auto overlay = WimOverlay::over(*reader, 1);
    QVERIFY(overlay);
    const auto source = at(QStringLiteral("large"));
    writeFile(source, QByteArray(21000000, 'b'));
    tree.insert(QStringLiteral("large"), QByteArray(21000000, 'b'));
    QVERIFY(overlay->addFile(QStringLiteral("large"), *ContentSource::file(source), someTime));
    const auto bytes = written(*overlay);
    QVERIFY(bytes);
    const auto path = at(QStringLiteral("large-over.wim"));
    writeFile(path, *bytes);
    QCOMPARE(runWimlib({QStringLiteral("verify"), path}), QString());
    QCOMPARE(difference(apply(path, 1), tree), QString());
    QCOMPARE(WimReader::open(path)->container().integrity->hashes.first(20),
             reader->container().integrity->hashes.first(20));
}

void tst_WimOverlayTools::countsHardLinks()
{
    const TestTree tree{{QStringLiteral("a"), "linked bytes"},
                        {QStringLiteral("b"), "linked bytes"},
                        {QStringLiteral("c"), "linked bytes"}};
    const auto base = at(QStringLiteral("linked.wim"));
    capture(tree, base, {});
    QCOMPARE(counters(base).last(), QStringLiteral("24"));
    const auto reader = WimReader::open(base);
    QVERIFY(reader);
    auto overlay = WimOverlay::over(*reader, 1);
    QVERIFY(overlay->addFile(QStringLiteral("b"), ContentSource::bytes("other"), someTime));
    const auto bytes = written(*overlay);
    QVERIFY(bytes);
    const auto path = at(QStringLiteral("linked-over.wim"));
    writeFile(path, *bytes);
    QCOMPARE(runWimlib({QStringLiteral("verify"), path}), QString());
    QCOMPARE(
        counters(path),
        (QStringList{
            QStringLiteral("1"), QStringLiteral("3"), QStringLiteral("29"), QStringLiteral("12")}));
    QCOMPARE(apply(path, 1).value(QStringLiteral("c")), "linked bytes");
    QCOMPARE(apply(path, 1).value(QStringLiteral("b")), "other");
}

void tst_WimOverlayTools::fillsAnEmptyWim()
{
    EmptyWimOptions options;
    options.name = QStringLiteral("Lab <1> & more");
    options.arch = 12;
    options.version = QStringLiteral("10.0.26100.1742");
    options.language = QStringLiteral("de-DE");
    options.guid = QUuid(QStringLiteral("{9dea862c-5cdd-4e70-acc1-f32b344d4795}"));
    options.time = someTime;
    const auto empty = emptyWim(options);
    writeFile(at(QStringLiteral("empty.wim")), empty);
    QCOMPARE(runWimlib({QStringLiteral("verify"), at(QStringLiteral("empty.wim"))}), QString());
    QCOMPARE(apply(at(QStringLiteral("empty.wim")), 1).size(), 0);

    const auto reader = WimReader::openBytes(empty, QStringLiteral("lab.wim"));
    QVERIFY(reader);
    const auto &image = reader->images().first();
    QCOMPARE(image.name, options.name);
    QCOMPARE(image.arch, 12);
    QCOMPARE(image.edition, QStringLiteral("WindowsPE"));
    QCOMPARE(image.defaultLanguage, QStringLiteral("de-DE"));
    QCOMPARE(image.languages, QStringList{QStringLiteral("de-DE")});
    QCOMPARE(image.major, 10);
    QCOMPARE(image.minor, 0);
    QCOMPARE(image.build, 26100);
    QCOMPARE(image.spBuild, 1742);
    QCOMPARE(reader->bootIndex(), 1);
    auto overlay = WimOverlay::over(*reader, 1);
    QVERIFY(overlay);
    QVERIFY(
        overlay->addFile(QStringLiteral("Windows/Boot/x"), ContentSource::bytes("x"), someTime));
    const auto bytes = written(*overlay);
    QVERIFY(bytes);
    writeFile(at(QStringLiteral("filled.wim")), *bytes);
    QCOMPARE(runWimlib({QStringLiteral("verify"), at(QStringLiteral("filled.wim"))}), QString());
    QCOMPARE(difference(apply(at(QStringLiteral("filled.wim")), 1),
                        {{QStringLiteral("Windows"), testFolder},
                         {QStringLiteral("Windows/Boot"), testFolder},
                         {QStringLiteral("Windows/Boot/x"), "x"}}),
             QString());
}

void tst_WimOverlayTools::seesChangedSources()
{
    const auto reader = WimReader::openBytes(emptyWim({}), QStringLiteral("lab.wim"));
    QVERIFY(reader);
    auto overlay = WimOverlay::over(*reader, 1);
    const auto source = at(QStringLiteral("changing"));
    writeFile(source, "before");
    QVERIFY(overlay->addFile(QStringLiteral("a"), *ContentSource::file(source), someTime));
    QVERIFY(written(*overlay));
    writeFile(source, "after!");
    const auto bytes = written(*overlay);
    QVERIFY(!bytes);
    QCOMPARE(kindName(bytes.error().kind), QStringLiteral("Corrupt"));
    QCOMPARE(bytes.error().message,
             QStringLiteral("Cannot add files to \"lab.wim\". They changed while they were read."));
}

void tst_WimOverlayTools::seesDamagedOriginal()
{
    const auto base = at(QStringLiteral("damaged.wim"));
    capture({{QStringLiteral("a"), QByteArray(5000, 'a')}},
            base,
            {QStringLiteral("--compress=none"), QStringLiteral("--check")});
    auto bytes = readFile(base);
    bytes[bytes.indexOf("aaaa") + 100] = 'b';
    writeFile(base, bytes);
    const auto reader = WimReader::open(base);
    QVERIFY(reader);
    auto overlay = WimOverlay::over(*reader, 1);
    QVERIFY(overlay);
    const auto result = written(*overlay);
    QVERIFY(!result);
    QCOMPARE(kindName(result.error().kind), QStringLiteral("Corrupt"));
}

void tst_WimOverlayTools::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << QString() << QStringLiteral("That is not the path of a file.");
    QTest::newRow("dots") << QStringLiteral("a/../b") << QStringLiteral("\"..\" is not a name.");
    QTest::newRow("a device") << QStringLiteral("a/NUL.txt")
                              << QStringLiteral("The name \"NUL.txt\" is reserved by Windows.");
    QTest::newRow("a stream") << QStringLiteral(
        "a:b") << QStringLiteral("The name \"a:b\" has a character that Windows does not allow.");
    QTest::newRow("a folder is there")
        << QStringLiteral("FOLDER") << QStringLiteral("A folder of that name is there.");
    QTest::newRow("a file is in the way")
        << QStringLiteral("folder/FILE/x") << QStringLiteral("\"FILE\" is not a folder.");
    QTest::newRow("too deep") << QStringLiteral("a/").repeated(200) + u'b'
                              << QStringLiteral("That is not the path of a file.");
}

void tst_WimOverlayTools::refuses()
{
    QFETCH(QString, path);
    QFETCH(QString, why);
    const auto reader = WimReader::openBytes(emptyWim({}), QStringLiteral("lab.wim"));
    QVERIFY(reader);
    auto overlay = WimOverlay::over(*reader, 1);
    QVERIFY(overlay->addFile(QStringLiteral("folder/file"), ContentSource::bytes("x"), someTime));
    const auto added = overlay->addFile(path, ContentSource::bytes("y"), someTime);
    QVERIFY(!added);
    QCOMPARE(kindName(added.error().kind), QStringLiteral("InvalidInput"));
    QCOMPARE(added.error().message,
             QStringLiteral("Cannot put \"%1\" into \"lab.wim\". %2").arg(path, why));
    QCOMPARE(kindName(overlay->removeFile(QStringLiteral("folder")).error().kind),
             QStringLiteral("InvalidInput"));
    QCOMPARE(kindName(overlay->removeFile(QStringLiteral("x/y")).error().kind),
             QStringLiteral("NotFound"));
    QCOMPARE(kindName(WimOverlay::over(*reader, 2).error().kind), QStringLiteral("NotFound"));
}

QTEST_GUILESS_MAIN(tst_WimOverlayTools)
#include "tst_WimOverlayTools.moc"

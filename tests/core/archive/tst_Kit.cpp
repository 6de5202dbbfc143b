// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/Kit.h"
#include "core/archive/ZipArchive.h"
#include "core/base/Bytes.h"
#include "core/base/Units.h"
#include "support/ImageFixtures.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_Kit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTrip();
    void isAPlainZip();
    void names();
    void replacesNothing();
    void unpacksIntoNewFoldersOnly();
    void truncatedAnywhere();
    void everyChangedByteIsSeen();
    void cancelled();
    void contentThatCannotBeRead();
    void progress();
    void leftoversOfAKilledRun();

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QByteArray bytesOf(const QString &file) const
    {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("(none)");
    }
    void put(const QString &file, const QByteArray &bytes) const
    {
        QFile opened(file);
        QVERIFY(opened.open(QIODevice::WriteOnly) && opened.write(bytes) == bytes.size());
    }
    Result<void> pack(Control &&control = {}) const
    {
        return writeKit(path(QStringLiteral("a.bootkit")), m_tree, control);
    }
    //! What opening and unpacking the kit comes to: "good", or the kind of the error.
    QString outcome() const
    {
        Control control;
        const auto kit = Kit::open(path(QStringLiteral("a.bootkit")));
        const auto done = kit ? kit->unpack(path(QStringLiteral("out")), control) : kit.error();
        const auto isThere = QFile::exists(path(QStringLiteral("out")));
        QDir(path(QStringLiteral("out"))).removeRecursively();
        if (isThere != done.has_value() || QFile::exists(path(QStringLiteral("out.part"))))
            return QStringLiteral("something was left behind");
        return done ? QStringLiteral("good") : kindName(done.error().kind);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FileTree m_tree;
};

void tst_Kit::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_tree = {};
    QVERIFY(m_tree.addFile(QStringLiteral("recipe.json"), ContentSource::bytes("{}")));
    QVERIFY(
        m_tree.addFile(QStringLiteral("prestart/Größe 日本.cmd"), ContentSource::bytes("echo")));
    QVERIFY(m_tree.addFile(QStringLiteral("prestart/empty"), ContentSource()));
    QVERIFY(m_tree.addFile(QStringLiteral("boot.wim"), ContentSource::bytes(noise(3_MiB + 7, 1))));
}

void tst_Kit::roundTrip()
{
    QVERIFY(pack());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files),
             QStringList(QStringLiteral("a.bootkit")));
    const auto kit = Kit::open(path(QStringLiteral("a.bootkit")));
    QVERIFY2(kit, kit ? "" : qPrintable(kit.error().message));
    Control control;
    QVERIFY(kit->unpack(path(QStringLiteral("out")), control));
    int files = 0;
    for (const auto &entry : m_tree.entries()) {
        if (entry.isFolder)
            continue;
        QCOMPARE(bytesOf(path(QStringLiteral("out/") + entry.path)), *entry.content.readAll());
        QVERIFY(kit->tree().find(entry.path));
        ++files;
    }
    QCOMPARE(files, 4);
    QVERIFY(!kit->tree().find(QStringLiteral("kit.json")));
}

void tst_Kit::isAPlainZip()
{
    QVERIFY(pack());
    const auto zip = ZipArchive::open(path(QStringLiteral("a.bootkit")));
    QVERIFY(zip);
    QCOMPARE(zip->entries().back().path, QStringLiteral("kit.json"));
    const auto json = zip->content(zip->entries().size() - 1).readAll();
    QVERIFY(json->contains("\"kitVersion\": 1"));
    // stored: what is in it stands in it
    QVERIFY(bytesOf(path(QStringLiteral("a.bootkit"))).contains(noise(3_MiB + 7, 1)));
}

void tst_Kit::names()
{
    QVERIFY(Kit::isNamedKit(QStringLiteral("/a/Lab.BootKit")));
    QVERIFY(!Kit::isNamedKit(QStringLiteral("recipe.json")));
    QVERIFY(!Kit::isNamedKit(QStringLiteral("bootkit")));
}

void tst_Kit::replacesNothing()
{
    put(path(QStringLiteral("a.bootkit")), "old");
    const auto done = pack();
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(done.error().message,
             QStringLiteral("Cannot write \"%1\". The file is there already. Name another one.")
                 .arg(path(QStringLiteral("a.bootkit"))));
    QCOMPARE(bytesOf(path(QStringLiteral("a.bootkit"))), QByteArray("old"));
}

void tst_Kit::unpacksIntoNewFoldersOnly()
{
    QVERIFY(pack());
    const auto kit = Kit::open(path(QStringLiteral("a.bootkit")));
    Control control;
    const auto full = kit->unpack(m_folder->path(), control);
    QVERIFY(!full);
    QCOMPARE(full.error().kind, Error::Kind::InvalidInput);
    QCOMPARE(full.error().message,
             QStringLiteral("Cannot unpack into \"%1\". It is there already and not empty. Name a "
                            "new folder.")
                 .arg(m_folder->path()));
    QVERIFY(QDir().mkpath(path(QStringLiteral("empty"))));
    QVERIFY(kit->unpack(path(QStringLiteral("empty")), control));
    QVERIFY(QFile::exists(path(QStringLiteral("empty/recipe.json"))));
}

void tst_Kit::truncatedAnywhere()
{
    QVERIFY(pack());
    const auto whole = bytesOf(path(QStringLiteral("a.bootkit")));
    for (qsizetype size = 0; size < whole.size(); size += size < 500 ? 7 : whole.size() / 40) {
        put(path(QStringLiteral("a.bootkit")), whole.first(size));
        QCOMPARE(outcome(), QStringLiteral("Corrupt"));
    }
    put(path(QStringLiteral("a.bootkit")), whole);
    QCOMPARE(outcome(), QStringLiteral("good"));
}

void tst_Kit::everyChangedByteIsSeen()
{
    // small, so that every byte can be tried; the names and times of a zip may change without harm
    m_tree = {};
    const QByteArray content("the content of the only file");
    QVERIFY(m_tree.addFile(QStringLiteral("a.txt"), ContentSource::bytes(content)));
    QVERIFY(pack());
    const auto whole = bytesOf(path(QStringLiteral("a.bootkit")));
    for (qsizetype at = 0; at < whole.size(); ++at) {
        auto changed = whole;
        changed[at] = char(changed[at] ^ 0x01);
        put(path(QStringLiteral("a.bootkit")), changed);
        Control control;
        const auto kit = Kit::open(path(QStringLiteral("a.bootkit")));
        const auto done = kit && kit->unpack(path(QStringLiteral("out")), control);
        if (done)
            QCOMPARE(bytesOf(path(QStringLiteral("out/a.txt"))), content);
        QDir(path(QStringLiteral("out"))).removeRecursively();
        QVERIFY(!QFile::exists(path(QStringLiteral("out.part"))));
    }
}

void tst_Kit::cancelled()
{
    // somebody stops it while the last file is read
    std::stop_source stop;
    const auto last = ContentSource::stream(1_MiB, [&] {
        stop.request_stop();
        return ContentSource::zeros(1_MiB).open();
    });
    QVERIFY(m_tree.addFile(QStringLiteral("last"), last));
    const auto packed = pack(Control(stop.get_token()));
    QVERIFY(!packed);
    QCOMPARE(packed.error().kind, Error::Kind::Cancelled);
    QVERIFY(QDir(m_folder->path()).isEmpty());

    QVERIFY(pack());
    const auto kit = Kit::open(path(QStringLiteral("a.bootkit")));
    Control unpacking(stop.get_token());
    QCOMPARE(kit->unpack(path(QStringLiteral("out")), unpacking).error().kind,
             Error::Kind::Cancelled);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
             QStringList(QStringLiteral("a.bootkit")));
}

void tst_Kit::contentThatCannotBeRead()
{
    QVERIFY(m_tree.addFile(QStringLiteral("gone"),
                           ContentSource::fileSlice(path(QStringLiteral("gone")), 0, 5)));
    const auto done = pack();
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::NotFound);
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void tst_Kit::progress()
{
    Control control;
    QVERIFY(writeKit(path(QStringLiteral("a.bootkit")), m_tree, control));
    QCOMPARE(control.progress().total, 2 * m_tree.contentSize());
    QCOMPARE(control.progress().done, 2 * m_tree.contentSize());
    Control unpacking;
    QVERIFY(Kit::open(path(QStringLiteral("a.bootkit")))
                ->unpack(path(QStringLiteral("out")), unpacking));
    QCOMPARE(unpacking.progress().done, m_tree.contentSize());
}

void tst_Kit::leftoversOfAKilledRun()
{
    put(path(QStringLiteral("a.bootkit.part")), "half a kit");
    QVERIFY(pack());
    QVERIFY(QDir().mkpath(path(QStringLiteral("out.part"))));
    put(path(QStringLiteral("out.part/old.txt")), "half a folder");
    Control control;
    QVERIFY(
        Kit::open(path(QStringLiteral("a.bootkit")))->unpack(path(QStringLiteral("out")), control));
    QVERIFY(!QFile::exists(path(QStringLiteral("out/old.txt"))));
    QVERIFY(!QFile::exists(path(QStringLiteral("out.part"))));
}

QTEST_GUILESS_MAIN(tst_Kit)
#include "tst_Kit.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/FileTree.h"

#include <QTest>

using namespace bootwright;

class tst_FileTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersComeBeforeTheirContents();
    void findsWithoutRegardToCase();
    void keepsTheOrder();
    void addsFoldersOnce();
    void roomStaysWithItsFile();
    void refusesTwice_data();
    void refusesTwice();
    void windowsNames_data();
    void windowsNames();
    void refusesPaths_data();
    void refusesPaths();
    void leavesOut();
};

static QStringList paths(const FileTree &tree)
{
    QStringList result;
    for (const auto &entry : tree.entries())
        result.append(entry.path + (entry.isFolder ? QStringLiteral("/") : QString()));
    return result;
}

void tst_FileTree::foldersComeBeforeTheirContents()
{
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("efi/boot/bootx64.efi"), ContentSource::bytes("MZ")));
    QCOMPARE(paths(tree),
             QStringList({QStringLiteral("efi/"),
                          QStringLiteral("efi/boot/"),
                          QStringLiteral("efi/boot/bootx64.efi")}));
    const auto &file = tree.entries().back();
    QCOMPARE(file.name(), QStringLiteral("bootx64.efi"));
    QCOMPARE(file.parent(), QStringLiteral("efi/boot"));
    QCOMPARE(tree.entries().front().name(), QStringLiteral("efi"));
    QCOMPARE(tree.entries().front().parent(), QString());
    QCOMPARE(tree.contentSize(), 2ULL);
}

void tst_FileTree::findsWithoutRegardToCase()
{
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("SMS/data/Variables.dat"), ContentSource::zeros(7)));
    const auto *found = tree.find(QStringLiteral("sms/DATA/variables.DAT"));
    QVERIFY(found);
    QCOMPARE(found->path, QStringLiteral("SMS/data/Variables.dat"));
    QCOMPARE(found->content.size(), 7ULL);
    QVERIFY(tree.find(QStringLiteral("sms"))->isFolder);
    QVERIFY(!tree.find(QStringLiteral("SMS/data/Variables")));
}

void tst_FileTree::keepsTheOrder()
{
    FileTree tree;
    for (const auto *name : {"z", "a", "m"})
        QVERIFY(tree.addFile(QString::fromLatin1(name), {}));
    QCOMPARE(paths(tree),
             QStringList({QStringLiteral("z"), QStringLiteral("a"), QStringLiteral("m")}));
}

void tst_FileTree::addsFoldersOnce()
{
    FileTree tree;
    QVERIFY(tree.addFolder(QStringLiteral("boot/Fonts")));
    QVERIFY(tree.addFolder(QStringLiteral("BOOT/fonts")));
    QVERIFY(tree.addFolder({}));
    QVERIFY(tree.addFile(QStringLiteral("Boot/fonts/wgl4_boot.ttf"), {}));
    QCOMPARE(paths(tree),
             QStringList({QStringLiteral("boot/"),
                          QStringLiteral("boot/Fonts/"),
                          QStringLiteral("boot/Fonts/wgl4_boot.ttf")})); // as the folder is spelled
}

void tst_FileTree::roomStaysWithItsFile()
{
    FileTree data;
    QVERIFY(data.addFile(QStringLiteral("Variables.dat"), ContentSource::bytes("x"), 4096));
    FileTree tree;
    QVERIFY(tree.addTree(QStringLiteral("SMS"), data));
    QCOMPARE(tree.find(QStringLiteral("SMS/Variables.dat"))->room, 4096ULL);
    QCOMPARE(tree.contentSize(), 1ULL);
}

void tst_FileTree::refusesTwice_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("asFolder");
    QTest::addColumn<QString>("message");
    QTest::newRow("file over file")
        << QStringLiteral("BootMgr") << false
        << QStringLiteral("Cannot put \"BootMgr\" on the media. A file or folder of that name is "
                          "there already.");
    QTest::newRow("file over folder")
        << QStringLiteral("Sources") << false
        << QStringLiteral("Cannot put \"Sources\" on the media. A file or folder of that name is "
                          "there already.");
    QTest::newRow("folder over file")
        << QStringLiteral("BOOTMGR") << true
        << QStringLiteral("Cannot put the folder \"BOOTMGR\" on the media. A file of that name is "
                          "there.");
    QTest::newRow("file in a file")
        << QStringLiteral("bootmgr/efi") << false
        << QStringLiteral("Cannot put the folder \"bootmgr\" on the media. A file of that name is "
                          "there.");
}

void tst_FileTree::refusesTwice()
{
    QFETCH(QString, path);
    QFETCH(bool, asFolder);
    FileTree tree;
    QVERIFY(tree.addFile(QStringLiteral("bootmgr"), {}));
    QVERIFY(tree.addFolder(QStringLiteral("sources")));
    const auto before = paths(tree);
    const auto done = asFolder ? tree.addFolder(path) : tree.addFile(path, {});
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::InvalidInput);
    QTEST(done.error().message, "message");
    QCOMPARE(paths(tree), before);
}

// Microsoft, "Naming Files, Paths, and Namespaces".
void tst_FileTree::windowsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("why");
    const auto row = [](const QString &name, const QString &why) {
        QTest::newRow(qUtf8Printable(name.left(20))) << name << why;
    };
    const auto good = QString();
    row(QStringLiteral("boot.wim"), good);
    row(QStringLiteral("gr\u00fc\u00dfe \u65e5\u672c \U0001F4BF"), good);
    row(QStringLiteral(".hidden"), good);
    row(QStringLiteral("console"), good);
    row(QStringLiteral("COM10"), good);
    row(QStringLiteral("a.con"), good);
    row(QString(255, u'n'), good);
    row(QString(256, u'm'),
        QStringLiteral("The name \"%1…\" is longer than 255 characters.").arg(QString(40, u'm')));
    row(QString(), QStringLiteral("\"\" is not a name."));
    row(QStringLiteral("."), QStringLiteral("\".\" is not a name."));
    row(QStringLiteral(".."), QStringLiteral("\"..\" is not a name."));
    for (const auto &name : {"a:b", "a*", "a?", "a\"", "<a", "a>", "a|b", "a\\b", "a\tb"})
        row(QString::fromLatin1(name),
            QStringLiteral("The name \"%1\" has a character that Windows does not allow.")
                .arg(QString::fromLatin1(name)));
    for (const auto &name : {"a.", "a ", "a..."})
        row(QString::fromLatin1(name),
            QStringLiteral("The name \"%1\" ends with a dot or a space.")
                .arg(QString::fromLatin1(name)));
    for (const auto &name : {"con", "NUL", "aux.txt", "Lpt1", "com9.a.b", "prn"})
        row(QString::fromLatin1(name),
            QStringLiteral("The name \"%1\" is reserved by Windows.")
                .arg(QString::fromLatin1(name)));
}

void tst_FileTree::windowsNames()
{
    QFETCH(QString, name);
    QTEST(whyNotWindowsName(name), "why");
}

void tst_FileTree::refusesPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("nothing") << QString();
    QTest::newRow("leading slash") << QStringLiteral("/boot");
    QTest::newRow("slash at the end") << QStringLiteral("boot/");
    QTest::newRow("two slashes") << QStringLiteral("a//b");
    QTest::newRow("upwards") << QStringLiteral("a/../../b");
    QTest::newRow("backslash") << QStringLiteral("a\\b");
    QTest::newRow("drive") << QStringLiteral("C:/b");
    QTest::newRow("device as folder") << QStringLiteral("a/nul/b");
}

void tst_FileTree::refusesPaths()
{
    QFETCH(QString, path);
    FileTree tree;
    const auto done = tree.addFile(path, ContentSource::bytes("x"));
    QVERIFY(!done);
    QCOMPARE(done.error().kind, Error::Kind::InvalidInput);
    QVERIFY(!tree.find(path));
    QCOMPARE(tree.contentSize(), 0ULL);
}

void tst_FileTree::leavesOut()
{
    FileTree tree;
    for (int i = 0; i < 250; ++i)
        tree.leaveOut(QString::number(i));
    QCOMPARE(tree.leftOutCount(), quint64(250));
    QCOMPARE(tree.leftOut().size(), qsizetype(100));
    QCOMPARE(tree.leftOut().last(), QStringLiteral("99"));
    QVERIFY(tree.entries().empty());
}

QTEST_GUILESS_MAIN(tst_FileTree)
#include "tst_FileTree.moc"

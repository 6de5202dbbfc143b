// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What only a Linux file system can hold: links, pipes, names that Windows refuses.
#include "core/tree/FolderTree.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_FolderTreeTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void theFolderItselfMayBeALink();
};

void tst_FolderTreeTools::refusals_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("message");
    const auto link =
        QStringLiteral("Cannot put \"%1\" on the media. It is a link; copy what it leads to into "
                       "the folder instead.");
    QTest::newRow("link to a file")
        << QStringLiteral("ln -s /etc/hostname x") << QStringLiteral("Unsupported") << link;
    QTest::newRow("link to a folder")
        << QStringLiteral("ln -s / x") << QStringLiteral("Unsupported") << link;
    QTest::newRow("link to its own folder")
        << QStringLiteral("ln -s . x") << QStringLiteral("Unsupported") << link;
    QTest::newRow("broken link") << QStringLiteral("ln -s none x") << QStringLiteral("Unsupported")
                                 << link;
    QTest::newRow("pipe")
        << QStringLiteral("mkfifo x") << QStringLiteral("Unsupported")
        << QStringLiteral("Cannot put \"%1\" on the media. It is not a plain file but a device, "
                          "pipe or socket.");
    QTest::newRow("device name of Windows")
        << QStringLiteral("touch aux.txt") << QStringLiteral("InvalidInput")
        << QStringLiteral(
               "Cannot put \"aux.txt\" on the media. The name \"aux.txt\" is reserved by Windows.");
    QTest::newRow("two names that are one to Windows")
        << QStringLiteral("touch Read.me rEAD.ME") << QStringLiteral("InvalidInput")
        << QStringLiteral("Cannot put \"rEAD.ME\" on the media. A file or folder of that name is "
                          "there already.");
}

void tst_FolderTreeTools::refusals()
{
    QFETCH(QString, command);
    QFETCH(QString, kind);
    QFETCH(QString, message);
    QTemporaryDir folder;
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), command});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 0);
    const auto tree = folderTree(folder.path());
    QVERIFY(!tree);
    QCOMPARE(kindName(tree.error().kind), kind);
    QCOMPARE(tree.error().message,
             message.replace(QLatin1String("%1"), folder.filePath(QStringLiteral("x"))));
    const auto medium = mediumTree(folder.path()); // a medium is read without it
    QVERIFY(medium);
    QCOMPARE(medium->leftOutCount(), quint64(1));
}

void tst_FolderTreeTools::theFolderItselfMayBeALink()
{
    QTemporaryDir folder;
    const auto link = folder.filePath(QStringLiteral("link"));
    QTemporaryDir target;
    QFile file(target.filePath(QStringLiteral("a.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(QFile::link(target.path(), link));
    const auto tree = folderTree(link);
    QVERIFY(tree);
    QVERIFY(tree->find(QStringLiteral("a.txt")));
}

QTEST_GUILESS_MAIN(tst_FolderTreeTools)
#include "tst_FolderTreeTools.moc"

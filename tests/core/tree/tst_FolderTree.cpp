// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/FolderTree.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

namespace {

bool makeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
           && file.write(bytes) == bytes.size();
}

} // namespace

class tst_FolderTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSortedAndWhole();
    void emptyFolder();
    void missingFolder_data();
    void missingFolder();
    void largeFiles();
    void mediumMayHoldLargeFiles();
};

void tst_FolderTree::isSortedAndWhole()
{
    QTemporaryDir folder;
    for (const auto *name : {"b.txt", "a/z.txt", "a/é.txt", "A.txt", ".hidden", "empty/x/y.bin"})
        QVERIFY(makeFile(folder.filePath(QString::fromUtf8(name)), name));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("void")));
    const auto tree = folderTree(folder.path());
    QVERIFY2(tree, tree ? "" : qPrintable(tree.error().message));
    QStringList paths;
    for (const auto &entry : tree->entries()) {
        paths.append(entry.path + (entry.isFolder ? QStringLiteral("/") : QString()));
        if (!entry.isFolder)
            QCOMPARE(*entry.content.readAll(), entry.path.toUtf8());
    }
    QCOMPARE(paths.join(u' '),
             QStringLiteral(
                 ".hidden A.txt a/ a/z.txt a/é.txt b.txt empty/ empty/x/ empty/x/y.bin void/"));
}

void tst_FolderTree::emptyFolder()
{
    QTemporaryDir folder;
    const auto tree = folderTree(folder.path());
    QVERIFY(tree);
    QVERIFY(tree->entries().empty());
}

void tst_FolderTree::missingFolder_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("nothing there") << QStringLiteral("none");
    QTest::newRow("a file") << QStringLiteral("file");
}

void tst_FolderTree::missingFolder()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    QVERIFY(makeFile(folder.filePath(QStringLiteral("file")), "x"));
    const auto path = folder.filePath(name);
    const auto tree = folderTree(path);
    QVERIFY(!tree);
    QCOMPARE(tree.error().kind, Error::Kind::NotFound);
    QCOMPARE(tree.error().message, QStringLiteral("Cannot find the folder \"%1\".").arg(path));
}

void tst_FolderTree::largeFiles()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("large.wim"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(0xFFFFFFFF));
    const auto largest = folderTree(folder.path());
    QVERIFY(largest);
    QCOMPARE(largest->contentSize(), quint64(0xFFFFFFFF));

    QVERIFY(file.resize(qint64(5) << 30));
    const auto larger = folderTree(folder.path());
    QVERIFY(!larger);
    QCOMPARE(larger.error().kind, Error::Kind::Unsupported);
    QCOMPARE(
        larger.error().message,
        QStringLiteral(
            "Cannot put \"%1\" on the media. It is larger than 4 GiB - 1 byte, the most that a "
            "file on FAT32 can have.")
            .arg(path));
}

void tst_FolderTree::mediumMayHoldLargeFiles()
{
    QTemporaryDir folder;
    QVERIFY(makeFile(folder.filePath(QStringLiteral("a/good.txt")), "x"));
    QFile large(folder.filePath(QStringLiteral("large.wim")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(qint64(5) << 30));
    const auto tree = mediumTree(folder.path());
    QVERIFY(tree);
    QCOMPARE(tree->leftOutCount(), quint64(0));
    QVERIFY(tree->find(QStringLiteral("a/good.txt")));
    QCOMPARE(tree->find(QStringLiteral("large.wim"))->content.size(), quint64(5) << 30);
    const auto missing = folder.filePath(QStringLiteral("none"));
    QCOMPARE(mediumTree(missing).error().message,
             QStringLiteral("Cannot find the folder \"%1\".").arg(missing));
}

QTEST_GUILESS_MAIN(tst_FolderTree)
#include "tst_FolderTree.moc"

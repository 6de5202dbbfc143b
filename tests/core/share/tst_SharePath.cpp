// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/share/Share.h"

#include <QDir>
#include <QTest>

using namespace bootwright;

class tst_SharePath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paths_data();
    void paths();
};

void tst_SharePath::paths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isShare");
    QTest::newRow("as Windows writes it") << QStringLiteral("\\\\server\\share\\a.iso") << true;
    QTest::newRow("with slashes") << QStringLiteral("//server/share/a.iso") << true;
    QTest::newRow("as a URL") << QStringLiteral("SMB://server/share/a.iso") << true;
    QTest::newRow("here") << QStringLiteral("/tmp/a.iso") << false;
    QTest::newRow("here, one slash too many")
        << u'/' + QDir::rootPath() + QDir::tempPath().section(u'/', 1) << false;
    QTest::newRow("three slashes") << QStringLiteral("///server/share") << false;
    QTest::newRow("a drive") << QStringLiteral("D:\\a.iso") << false;
    QTest::newRow("relative") << QStringLiteral("server/share") << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no server") << QStringLiteral("//") << false;
}

void tst_SharePath::paths()
{
    QFETCH(QString, path);
    QFETCH(bool, isShare);
    QCOMPARE(isSharePath(path), isShare);
#ifdef Q_OS_WIN
    QVERIFY(!needsShareClient(path)); // the system opens them
#else
    QCOMPARE(needsShareClient(path), isShare);
#endif
}

QTEST_GUILESS_MAIN(tst_SharePath)
#include "tst_SharePath.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/LockFile.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

//! A lock of another process: one that lives, and one that was killed.
class tst_LockFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTakenOnce();
    void emptyLockIsTakenOver();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("lock")); }

    QTemporaryDir m_folder;
};

void tst_LockFile::isTakenOnce()
{
    QLockFile one(path());
    QVERIFY(takeLock(one, 0));
    QLockFile other(path());
    QVERIFY(!takeLock(other, 0));
    one.unlock();
    QVERIFY(takeLock(other, 0));
}

void tst_LockFile::emptyLockIsTakenOver()
{
    QFile left(path());
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    QLockFile lock(path());
    QVERIFY(takeLock(lock, 0));
    QVERIFY(QFileInfo(path()).size() > 0);
}

QTEST_GUILESS_MAIN(tst_LockFile)
#include "tst_LockFile.moc"

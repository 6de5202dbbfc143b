// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/BackgroundDigest.h"

#include <QTest>

#include <set>

using namespace bootwright;

class tst_BackgroundDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashesWhatWasAdded();
    void givesMemoryBack();
    void leavesSharedPiecesAlone();
};

//! More pieces than it holds at a time, of every size, and twice.
void tst_BackgroundDigest::hashesWhatWasAdded()
{
    BackgroundDigest digest;
    for (int round = 0; round < 2; ++round) {
        QByteArray all;
        for (int i = 0; i < 100; ++i) {
            const QByteArray piece(i * 517 % 4001, char('a' + i % 26));
            all += piece;
            digest.add(piece);
        }
        QCOMPARE(digest.finish().toHex(), sha256(all).toHex());
    }
    QCOMPARE(digest.finish().toHex(), sha256({}).toHex());
}

//! However much is added, it lies in the memory of a few pieces: 8 wait, one is hashed, one added, one filled.
void tst_BackgroundDigest::givesMemoryBack()
{
    constexpr qsizetype size = 256 * 1024;
    BackgroundDigest digest;
    QVERIFY(digest.spare().isNull());
    std::set<const char *> places;
    QByteArray piece;
    QByteArray all;
    all.reserve(500 * size); // or it would share the memory of the first piece
    for (int i = 0; i < 500; ++i) {
        piece.reserve(size);
        piece.append(QByteArray(size, char(i)));
        all += piece;
        places.insert(piece.constData());
        digest.add(std::exchange(piece, digest.spare()));
        QVERIFY(piece.isEmpty());
    }
    QCOMPARE(digest.finish().toHex(), sha256(all).toHex());
    QVERIFY2(places.size() <= 11, qPrintable(QString::number(places.size())));
    QVERIFY(digest.spare().capacity() >= size);
}

void tst_BackgroundDigest::leavesSharedPiecesAlone()
{
    const QByteArray mine(1000, 'x');
    BackgroundDigest digest;
    digest.add(mine);
    digest.finish();
    auto spare = digest.spare();
    spare.append("other");
    QCOMPARE(mine, QByteArray(1000, 'x'));
}

QTEST_GUILESS_MAIN(tst_BackgroundDigest)
#include "tst_BackgroundDigest.moc"

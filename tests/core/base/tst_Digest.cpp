// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/BackgroundDigest.h"
#include "core/base/Digest.h"

#include <QTest>

using namespace bootwright;

class tst_Digest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data();
    void vectors();
    void takesPieces();
    void startsAnew();
    void inTheBackground();
};

// NIST, "SHA Test Vectors for Hashing Byte-Oriented Messages" and the examples of FIPS 180-2.
void tst_Digest::vectors_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("sha1Hex");
    QTest::addColumn<QByteArray>("sha256Hex");
    QTest::newRow("empty")
        << QByteArray() << QByteArray("da39a3ee5e6b4b0d3255bfef95601890afd80709")
        << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d")
                         << QByteArray(
                                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks")
        << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        << QByteArray("84983e441c3bd26ebaae4aa1f95129e5e54670f1")
        << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million of a")
        << QByteArray(1'000'000, 'a') << QByteArray("34aa973cd4c4daa4f61eeb2bdbad27316534016f")
        << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void tst_Digest::vectors()
{
    QFETCH(QByteArray, message);
    QTEST(sha1(message).toHex(), "sha1Hex");
    QTEST(sha256(message).toHex(), "sha256Hex");
}

void tst_Digest::takesPieces()
{
    const QByteArray message(1000, 'x');
    for (const int size : {1, 63, 64, 65, 999}) {
        Digest digest(Digest::Kind::Sha256);
        for (qsizetype at = 0; at < message.size(); at += size)
            digest.add(
                QByteArrayView(message).sliced(at, qMin<qsizetype>(size, message.size() - at)));
        QCOMPARE(digest.finish(), sha256(message));
    }
}

void tst_Digest::startsAnew()
{
    Digest digest(Digest::Kind::Sha1);
    digest.add("something else");
    digest.finish();
    digest.add("abc");
    QCOMPARE(digest.finish(), sha1("abc"));
}

void tst_Digest::inTheBackground()
{
    BackgroundDigest digest;
    QCOMPARE(digest.finish(), sha256({}));
    QByteArray all;
    for (int i = 0; i < 100; ++i) {
        const QByteArray piece(i * 1000, char(i));
        all += piece;
        digest.add(piece);
    }
    QCOMPARE(digest.finish(), sha256(all));
    digest.add("abc");
    QCOMPARE(digest.finish(), sha256("abc"));
    digest.add("left behind");
}

QTEST_GUILESS_MAIN(tst_Digest)
#include "tst_Digest.moc"

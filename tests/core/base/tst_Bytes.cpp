// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Units.h"

#include <QTest>

#include <limits>

using namespace bootwright;

class tst_Bytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsWithoutWrapAround_data();
    void fitsWithoutWrapAround();
    void bothByteOrders();
    void utf16();
    void roundsUp();
};

void tst_Bytes::fitsWithoutWrapAround_data()
{
    constexpr auto huge = std::numeric_limits<quint64>::max();
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("inside");
    QTest::newRow("all") << quint64(0) << quint64(10) << true;
    QTest::newRow("last byte") << quint64(9) << quint64(1) << true;
    QTest::newRow("nothing at the end") << quint64(10) << quint64(0) << true;
    QTest::newRow("one too many") << quint64(9) << quint64(2) << false;
    QTest::newRow("begins behind the end") << quint64(11) << quint64(0) << false;
    QTest::newRow("sum wraps around") << quint64(1) << huge << false;
    QTest::newRow("offset is huge") << huge << quint64(2) << false;
}

void tst_Bytes::fitsWithoutWrapAround()
{
    QFETCH(quint64, offset);
    QFETCH(quint64, size);
    QTEST(fits(offset, size, 10), "inside");
}

void tst_Bytes::bothByteOrders()
{
    auto bytes = zeroBytes(8);
    putLe<quint32>(bytes, 0, 0x01020304);
    putBe<quint32>(bytes, 4, 0x01020304);
    QCOMPARE(bytes.toHex(), QByteArray("0403020101020304"));
    QCOMPARE(le<quint32>(bytes, 0), 0x01020304U);
    QCOMPARE(be<quint32>(bytes, 4), 0x01020304U);
    QCOMPARE(le<quint16>(bytes, 3), quint16(0x0101));
    putBytes(bytes, 6, "ab");
    appendLe<quint16>(bytes, 0xFFFE);
    QCOMPARE(bytes.toHex(), QByteArray("0403020101026162feff"));
}

void tst_Bytes::utf16()
{
    const auto text = QStringLiteral("a\u00fc\U0001F4BF"); // the disc takes two units
    QCOMPARE(utf16le(text).toHex(), QByteArray("6100fc003dd8bfdc"));
    QCOMPARE(fromUtf16le(utf16le(text)), text);
    QCOMPARE(fromUtf16le(QByteArrayView("a\0b", 3)), QStringLiteral("a"));
}

void tst_Bytes::roundsUp()
{
    QCOMPARE(roundUp(0, 2_KiB), 0ULL);
    QCOMPARE(roundUp(1, 2_KiB), 2048ULL);
    QCOMPARE(roundUp(2048, 2_KiB), 2048ULL);
    QCOMPARE(roundUp(4_GiB + 1, 1_MiB), 4_GiB + 1_MiB);
}

QTEST_GUILESS_MAIN(tst_Bytes)
#include "tst_Bytes.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageLayout.h"

#include <QTest>

using namespace bootwright;

class tst_ImageLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsExtentsSorted();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void countsWhatIsWritten();
    void keepsThePlaceOfEmptyContent();
};

void tst_ImageLayout::keepsExtentsSorted()
{
    ImageLayout layout(100);
    QVERIFY(layout.add(50, ContentSource::bytes("fifty")));
    QVERIFY(layout.add(0, ContentSource::bytes("zero")));
    QVERIFY(layout.add(4, ContentSource::bytes("four")));
    QCOMPARE(layout.extents().size(), size_t(3));
    QCOMPARE(layout.extents()[0].offset, quint64(0));
    QCOMPARE(layout.extents()[1].offset, quint64(4));
    QCOMPARE(layout.extents()[2].end(), quint64(55));
}

void tst_ImageLayout::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<quint64>("offset");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("before") << quint64(0) << quint64(40) << true;
    QTest::newRow("behind") << quint64(50) << quint64(50) << true;
    QTest::newRow("over the start") << quint64(30) << quint64(11) << false;
    QTest::newRow("over the end") << quint64(49) << quint64(1) << false;
    QTest::newRow("around") << quint64(30) << quint64(50) << false;
    QTest::newRow("past the end of the image") << quint64(60) << quint64(41) << false;
    QTest::newRow("wraps around") << ~quint64(0) << quint64(2) << false;
    QTest::newRow("empty inside of another") << quint64(45) << quint64(0) << false;
    QTest::newRow("empty at the end") << quint64(100) << quint64(0) << true;
}

void tst_ImageLayout::refusesWhatDoesNotFit()
{
    QFETCH(quint64, offset);
    QFETCH(quint64, size);
    QFETCH(bool, fits);
    ImageLayout layout(100);
    QVERIFY(layout.add(40, ContentSource::zeros(10)));
    const auto added = layout.add(offset, ContentSource::zeros(size), QStringLiteral("a.bin"));
    QCOMPARE(added.has_value(), fits);
    if (!fits) {
        QCOMPARE(added.error().kind, Error::Kind::InvalidInput);
        QCOMPARE(added.error().message,
                 QStringLiteral(
                     "Cannot lay out the image. \"a.bin\" does not fit where it should lie."));
    }
    QCOMPARE(layout.extents().size(), size_t(fits ? 2 : 1));
}

void tst_ImageLayout::countsWhatIsWritten()
{
    ImageLayout layout(1000);
    QVERIFY(layout.add(0, ContentSource::bytes("12345")));
    QVERIFY(layout.add(100, ContentSource::zeros(500)));
    QVERIFY(layout.add(700, ContentSource::fileSlice(QStringLiteral("x"), 0, 20)));
    QCOMPARE(layout.contentSize(), quint64(25));
    QCOMPARE(layout.size(), quint64(1000));
}

void tst_ImageLayout::keepsThePlaceOfEmptyContent()
{
    ImageLayout layout(100);
    QVERIFY(layout.add(10, ContentSource(), QStringLiteral("first")));
    QVERIFY(layout.add(10, ContentSource(), QStringLiteral("second")));
    QVERIFY(layout.add(10, ContentSource::bytes("x"), QStringLiteral("third")));
    QCOMPARE(layout.extents()[0].path, QStringLiteral("first"));
    QCOMPARE(layout.extents()[1].path, QStringLiteral("second"));
    QCOMPARE(layout.extents()[2].path, QStringLiteral("third"));
}

QTEST_GUILESS_MAIN(tst_ImageLayout)
#include "tst_ImageLayout.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/WizardTour.h"
#include "ui/Icons.h"
#include "ui/Look.h"

#include <QTest>

using namespace bootwright;

class tst_Look : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrasts_data();
    void contrasts();
    void coloursCanBeSeen_data();
    void coloursCanBeSeen();
    void marksHaveTheirColour();
};

void tst_Look::contrasts_data()
{
    QTest::addColumn<QColor>("one");
    QTest::addColumn<QColor>("other");
    QTest::addColumn<double>("contrast");
    // Understanding WCAG 2, success criterion 1.4.3, and its well-known examples
    QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
    QTest::newRow("the same") << QColor(0x12, 0x34, 0x56) << QColor(0x12, 0x34, 0x56) << 1.0;
    QTest::newRow("the lightest grey for text on white")
        << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
    QTest::newRow("red on white") << QColor(0xff, 0, 0) << QColor(Qt::white) << 4.0;
}

void tst_Look::contrasts()
{
    QFETCH(QColor, one);
    QFETCH(QColor, other);
    QFETCH(double, contrast);
    QVERIFY(qAbs(contrastOf(one, other) - contrast) < 0.01);
    QCOMPARE(contrastOf(one, other), contrastOf(other, one));
}

void tst_Look::coloursCanBeSeen_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
    QTest::newRow("Fusion's own") << QPalette(QColor(0xef, 0xef, 0xef));
    auto faint = lightPalette();
    faint.setColor(QPalette::Highlight, QColor(0xf5, 0xe5, 0x60)); // yellow on white
    faint.setColor(QPalette::HighlightedText, Qt::black);
    QTest::newRow("faint accent") << faint;
    QPalette black(Qt::black, Qt::black);
    black.setColor(QPalette::WindowText, Qt::white);
    black.setColor(QPalette::Highlight, QColor(0x1a, 0xeb, 0xff));
    black.setColor(QPalette::HighlightedText, Qt::black);
    QTest::newRow("high contrast") << black;
}

void tst_Look::coloursCanBeSeen()
{
    QFETCH(QPalette, palette);
    const Look look(palette);
    const auto window = palette.color(QPalette::Window);
    for (const auto &ground : {window, look.side}) {
        QVERIFY(contrastOf(look.hint, ground) >= 4.5);
        QVERIFY(contrastOf(look.problem, ground) >= 4.5);
        QVERIFY(contrastOf(look.warning, ground) >= 3);
        QVERIFY(contrastOf(look.good, ground) >= 3);
        QVERIFY(contrastOf(look.accent, ground) >= 3);
    }
    QVERIFY(contrastOf(look.frame, window) >= 3);
    QVERIFY(contrastOf(look.accentText, look.accent) >= 4.5);
    QCOMPARE(wizardPalette(palette).color(HintRole), look.hint);
    QCOMPARE(wizardPalette(palette).color(ProblemRole), look.problem);
}

void tst_Look::marksHaveTheirColour()
{
    for (const auto ratio : {1.0, 1.5, 2.0, 3.0}) {
        const auto mark = markOf(QStringLiteral("step-done"), Qt::red, 20, ratio);
        QCOMPARE(mark.size(), QSize(int(20 * ratio), int(20 * ratio)));
        QCOMPARE(mark.deviceIndependentSize(), QSizeF(20, 20));
        const auto pixel = mark.toImage().pixelColor(int(3 * ratio), int(10 * ratio));
        QCOMPARE(pixel, QColor(Qt::red));
    }
    QVERIFY(!programIcon().isNull());
}

QTEST_MAIN(tst_Look)
#include "tst_Look.moc"

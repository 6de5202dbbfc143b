// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/ProgressPage.h"

#include <QProgressBar>
#include <QTest>

using namespace bootwright;

class tst_ProgressPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barNeverGoesBack();
    void fullOnlyAtTheEnd();
    void isAccessible();
};

void tst_ProgressPage::barNeverGoesBack()
{
    ProgressPage page;
    page.initializePage();
    const auto *bar = page.findChild<QProgressBar *>();
    page.show({QStringLiteral("Writing the image"), 50, 100});
    const auto half = bar->value();
    QVERIFY(half > 400 && half < 600);
    page.show({QStringLiteral("Reading the image back"), 60, 1000});
    QCOMPARE(bar->value(), half);
    QVERIFY(textsOf(page).contains(QStringLiteral("Reading the image back")));
    page.showStopping();
    page.show({QStringLiteral("Writing the image"), 70, 100});
    QVERIFY(!textsOf(page).contains(QStringLiteral("Writing the image")));
}

void tst_ProgressPage::fullOnlyAtTheEnd()
{
    ProgressPage page;
    page.initializePage();
    const auto *bar = page.findChild<QProgressBar *>();
    page.show({QStringLiteral("Reading the image back"), 100, 100});
    QVERIFY(bar->value() < bar->maximum());
    QVERIFY(!page.isComplete());
    page.setDone();
    QVERIFY(page.isComplete());
}

void tst_ProgressPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(ProgressPage()), QString());
}

QTEST_MAIN(tst_ProgressPage)
#include "tst_ProgressPage.moc"

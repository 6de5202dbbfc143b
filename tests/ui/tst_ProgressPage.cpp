// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/ProgressPage.h"

#include <QPlainTextEdit>
#include <QProgressBar>
#include <QTest>

using namespace bootwright;

class tst_ProgressPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barNeverGoesBack();
    void fullOnlyAtTheEnd();
    void plannedBytesCountFromTheStart();
    void detailsTellStagesAndRecords();
    void isAccessible();
};

void tst_ProgressPage::barNeverGoesBack()
{
    ProgressPage page;
    page.begin(0);
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
    page.begin(0);
    const auto *bar = page.findChild<QProgressBar *>();
    page.show({QStringLiteral("Reading the image back"), 100, 100});
    QVERIFY(bar->value() < bar->maximum());
}

void tst_ProgressPage::plannedBytesCountFromTheStart()
{
    ProgressPage page;
    page.begin(1'000'000);
    const auto *bar = page.findChild<QProgressBar *>();
    page.show({QStringLiteral("Reading the boot image"), 1000, 1000});
    QVERIFY(bar->value() < bar->maximum() / 100);
    page.show({QStringLiteral("Writing the image"), 501'000, 1'001'000});
    QVERIFY(bar->value() > 490 && bar->value() < 510);
}

void tst_ProgressPage::detailsTellStagesAndRecords()
{
    ProgressPage page;
    page.begin(0);
    showWindow(page);
    auto *details = page.findChild<QPlainTextEdit *>();
    QVERIFY(!details->isVisible());
    pressAlt(page, Qt::Key_D);
    QVERIFY(details->isVisible());
    page.show({QStringLiteral("Writing the image"), 1, 100});
    page.show({QStringLiteral("Writing the image"), 2, 100});
    page.addDetail(QStringLiteral("A record of the log"));
    const auto lines = details->toPlainText().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].endsWith(QStringLiteral("  Writing the image")));
    QVERIFY(lines[1].endsWith(QStringLiteral("  A record of the log")));
}

void tst_ProgressPage::isAccessible()
{
    QCOMPARE(whyNotAccessible(ProgressPage()), QString());
}

QTEST_MAIN(tst_ProgressPage)
#include "tst_ProgressPage.moc"

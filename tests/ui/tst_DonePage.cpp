// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BuildSession.h"
#include "tests/ui/PageChecks.h"
#include "ui/pages/DonePage.h"

#include <QPushButton>
#include <QTest>

using namespace bootwright;

class tst_DonePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faces_data();
    void faces();
    void isAccessible();
};

void tst_DonePage::faces_data()
{
    QTest::addColumn<BuildOutcome>("outcome");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<bool>("offersFolder");
    BuildReport report;
    report.verification = BuildReport::Verification::Equal;
    report.output = QStringLiteral("/media/out.iso");
    report.sha256 = QByteArray(32, '\x5a');
    report.certificateExpires = QDateTime(QDate(2027, 11, 22), QTime(12, 0), Qt::UTC);
    report.warnings = {QStringLiteral("Take care.")};
    QTest::newRow("made") << BuildOutcome(report) << "Done"
                          << QStringList({QStringLiteral("out.iso"),
                                          QStringLiteral("5a").repeated(32),
                                          QStringLiteral("Certificate valid until: 2027-11-22"),
                                          QStringLiteral("Take care.")})
                          << true;
    report.verification = BuildReport::Verification::Different;
    report.difference = QStringLiteral("sources/boot.wim");
    QTest::newRow("different") << BuildOutcome(report) << "Not made"
                               << QStringList(QStringLiteral("sources/boot.wim")) << false;
    QTest::newRow("failed") << BuildOutcome(Error{
        Error::Kind::NoSpace, QStringLiteral("The disk is full."), QStringLiteral("errno 28")})
                            << "Failed"
                            << QStringList({QStringLiteral("The disk is full."),
                                            QStringLiteral("Details: errno 28")})
                            << false;
    QTest::newRow("cancelled") << BuildOutcome(Cancelled{}) << "Cancelled"
                               << QStringList(QStringLiteral("Nothing was left behind")) << false;
}

void tst_DonePage::faces()
{
    QFETCH(BuildOutcome, outcome);
    QFETCH(QString, title);
    QFETCH(QStringList, texts);
    QFETCH(bool, offersFolder);
    DonePage page;
    page.show(outcome);
    QCOMPARE(page.title(), title);
    for (const auto &text : texts)
        QVERIFY2(textsOf(page).contains(text), qPrintable(textsOf(page)));
    QCOMPARE(!page.findChild<QPushButton *>()->isHidden(), offersFolder);
}

void tst_DonePage::isAccessible()
{
    QCOMPARE(whyNotAccessible(DonePage()), QString());
}

QTEST_MAIN(tst_DonePage)
#include "tst_DonePage.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "ui/pages/StickDonePage.h"

#include <QDir>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;
using Outcome = StickState::Outcome;

class tst_StickDonePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faces_data();
    void faces();
    void savesTheReport();
    void leadsToMoreSticks();
    void isAccessible();

private:
    static StickResult resultOf(const std::vector<Outcome> &outcomes);
};

StickResult tst_StickDonePage::resultOf(const std::vector<Outcome> &outcomes)
{
    StickResult result;
    result.report.source = QStringLiteral("/images/hall-a.iso");
    result.report.label = QStringLiteral("HALL A");
    result.report.mediaGuid = QStringLiteral("20D2F517");
    result.registration = QStringLiteral("The site knows it.");
    result.warnings = {QStringLiteral("Take care.")};
    for (const auto outcome : outcomes) {
        StickState stick;
        stick.drive = {QStringLiteral("/dev/sdb"),
                       QStringLiteral("SanDisk"),
                       QStringLiteral("Ultra"),
                       QStringLiteral("SN%1").arg(result.report.sticks.size())};
        stick.driveSize = 32'000'000'000;
        stick.phase = StickState::Phase::Ended;
        stick.outcome = outcome;
        stick.isErased = true;
        stick.error = {Error::Kind::Device, QStringLiteral("It broke."), {}};
        stick.difference = QStringLiteral("sources/boot.wim");
        result.report.sticks.push_back(stick);
    }
    return result;
}

void tst_StickDonePage::faces_data()
{
    QTest::addColumn<StickOutcome>("outcome");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("texts");
    const auto done = QStringLiteral("SanDisk Ultra, 32.0 GB, serial SN0\n"
                                     "Written, read back and equal. It can be unplugged.");
    QTest::newRow("done") << StickOutcome(resultOf({Outcome::Done, Outcome::Done})) << "Done"
                          << "2 stick(s) written, read back and equal."
                          << QStringList({done,
                                          QStringLiteral("serial SN1"),
                                          QStringLiteral("hall-a.iso"),
                                          QStringLiteral("HALL A"),
                                          QStringLiteral("The site knows it."),
                                          QStringLiteral("Take care.")});
    QTest::newRow("one failed")
        << StickOutcome(resultOf({Outcome::Done, Outcome::Failed})) << "Partly done"
        << "1 of 2 stick(s) written and verified."
        << QStringList(
               {done,
                QStringLiteral("serial SN1\n"
                               "It broke. It was erased and not finished: it starts nothing.")});
    QTest::newRow("all failed") << StickOutcome(resultOf({Outcome::Failed, Outcome::Different}))
                                << "Failed"
                                << "0 of 2 stick(s) written and verified."
                                << QStringList(QStringLiteral("sources/boot.wim"));
    QTest::newRow("cancelled") << StickOutcome(resultOf({Outcome::Done, Outcome::Cancelled}))
                               << "Cancelled"
                               << "1 of 2 stick(s) written and verified."
                               << QStringList({done, QStringLiteral("Cancelled. It was erased")});
    QTest::newRow("no source") << StickOutcome(
        Error{Error::Kind::NotFound, QStringLiteral("It is gone."), QStringLiteral("ENOENT")})
                               << "Failed"
                               << "It is gone." << QStringList(QStringLiteral("Details: ENOENT"));
    QTest::newRow("cancelled before")
        << StickOutcome(Cancelled{}) << "Cancelled"
        << "No stick was written. Nothing on them was changed." << QStringList();
}

void tst_StickDonePage::faces()
{
    QFETCH(StickOutcome, outcome);
    QFETCH(QString, title);
    QFETCH(QString, verdict);
    QFETCH(QStringList, texts);
    StickDonePage page;
    page.show(StickOutcome(resultOf({Outcome::Different}))); // nothing of it stays
    page.show(outcome);
    QCOMPARE(page.title(), title);
    QCOMPARE(page.verdict(), verdict);
    const auto shown = textsOf(page);
    for (const auto &text : texts)
        QVERIFY2(shown.contains(text), qPrintable(shown));
    const bool hasRun = std::holds_alternative<StickResult>(outcome);
    QCOMPARE(shown.contains(QStringLiteral("HALL A")), hasRun);
    for (const auto *button : page.findChildren<QPushButton *>()) {
        if (button->text() == u"&Save the report…")
            QCOMPARE(!button->isHidden(), hasRun);
    }
}

void tst_StickDonePage::savesTheReport()
{
    const QTemporaryDir folder;
    StickDonePage page;
    page.show(StickOutcome(resultOf({Outcome::Done})));
    for (const auto &name : {QStringLiteral("sticks.html"), QStringLiteral("sticks.csv")}) {
        page.saveReport(folder.filePath(name));
        QVERIFY(textsOf(page).contains(QStringLiteral("Saved: ")
                                       + QDir::toNativeSeparators(folder.filePath(name))));
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("SN0"));
    }
    page.saveReport(folder.filePath(QStringLiteral("sticks.pdf")));
    QVERIFY(textsOf(page).contains(QStringLiteral("Its name must end in .csv or .html.")));
}

void tst_StickDonePage::leadsToMoreSticks()
{
    StickDonePage page;
    page.show(StickOutcome(resultOf({Outcome::Done})));
    QSignalSpy asked(&page, &StickDonePage::againAsked);
    clickButton(page, QStringLiteral("Write &more sticks"));
    QCOMPARE(asked.size(), 1);
}

void tst_StickDonePage::isAccessible()
{
    StickDonePage page;
    page.show(StickOutcome(resultOf({Outcome::Done, Outcome::Failed})));
    QCOMPARE(whyNotAccessible(page), QString());
}

QTEST_MAIN(tst_StickDonePage)
#include "tst_StickDonePage.moc"

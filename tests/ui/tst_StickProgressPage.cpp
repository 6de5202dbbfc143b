// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/PageChecks.h"
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"
#include "ui/pages/StickProgressPage.h"

#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace bootwright;
using namespace std::chrono_literals;
using Outcome = StickState::Outcome;
using Phase = StickState::Phase;

class tst_StickProgressPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void eachStickHasItsRow();
    void barNeverGoesBackAndIsFullOnlyWhenVerified();
    void silenceIsTold();
    void ends_data();
    void ends();
    void offersWhatIsPluggedIn();
    void nothingJoinsAStoppedRun();
    void isAccessible();

private:
    static StickTarget target(const DriveProperties &drive);
    static StickState state(Phase phase, quint64 done = 0, std::chrono::milliseconds duration = {});

    std::unique_ptr<TestDrives> m_drives;
    std::unique_ptr<StickChoice> m_choice;
};

void tst_StickProgressPage::init()
{
    m_choice.reset();
    m_drives = std::make_unique<TestDrives>();
    m_choice = std::make_unique<StickChoice>(*m_drives);
    m_choice->look();
}

StickTarget tst_StickProgressPage::target(const DriveProperties &drive)
{
    return {drive.identity.path, RemovableDrive{drive, {}}, Unlocked::No};
}

StickState
tst_StickProgressPage::state(Phase phase, quint64 done, std::chrono::milliseconds duration)
{
    StickState state;
    state.drive = {QStringLiteral("/dev/sdb"),
                   QStringLiteral("SanDisk"),
                   QStringLiteral("Ultra"),
                   QStringLiteral("SN1")};
    state.driveSize = 32'000'000'000;
    state.phase = phase;
    state.progress = {textOf(phase), done, 1'000'000'000};
    state.duration = duration;
    return state;
}

void tst_StickProgressPage::eachStickHasItsRow()
{
    StickProgressPage page(*m_choice);
    page.begin(
        {target(testStick(QStringLiteral("sdb"))), target(testStick(QStringLiteral("sdc")))});
    QVERIFY(textsOf(page).contains(QStringLiteral("serial SN-sdc")));
    QVERIFY(textsOf(page).contains(QStringLiteral("The system may ask for your permission.")));
    page.show(0, state(Phase::Writing, 100'000'000, 1s));
    page.show(0, state(Phase::Writing, 200'000'000, 5s));
    const auto texts = textsOf(page);
    QVERIFY2(texts.contains(QStringLiteral("Writing")), qPrintable(texts));
    // 100 MB in the four seconds of this phase, 800 MB to go
    QVERIFY2(texts.contains(QStringLiteral("190.73 MiB of 953.67 MiB to write and to read back · "
                                           "23.84 MiB a second · about 32 second(s) left")),
             qPrintable(texts));
    QVERIFY(texts.contains(QStringLiteral("0 of 2 stick(s) written")));
    page.begin({target(testStick(QStringLiteral("sdd")))});
    QVERIFY(!textsOf(page).contains(QStringLiteral("SN1")));
}

void tst_StickProgressPage::barNeverGoesBackAndIsFullOnlyWhenVerified()
{
    StickProgressPage page(*m_choice);
    page.begin({target(testStick(QStringLiteral("sdb")))});
    const auto *bar = page.findChild<QProgressBar *>();
    page.show(0, state(Phase::Writing, 500'000'000));
    const auto half = bar->value();
    QVERIFY(half > 400 && half < 600);
    page.show(0, state(Phase::ReadingBack, 400'000'000));
    QCOMPARE(bar->value(), half);
    page.show(0, state(Phase::Finishing, 1'000'000'000));
    QVERIFY(bar->value() < bar->maximum());
    auto ended = state(Phase::Ended, 1'000'000'000);
    ended.outcome = Outcome::Different;
    page.show(0, ended);
    QVERIFY(bar->value() < bar->maximum());
    ended.outcome = Outcome::Done;
    page.show(0, ended);
    QCOMPARE(bar->value(), bar->maximum());
}

void tst_StickProgressPage::silenceIsTold()
{
    StickProgressPage page(*m_choice);
    page.begin({target(testStick(QStringLiteral("sdb")))});
    auto silent = state(Phase::Writing, 1000);
    silent.isSilent = true;
    page.show(0, silent);
    const auto sentence =
        QStringLiteral("Nothing has moved for a while. The drive may hang: if this stays, unplug "
                       "it. The other sticks go on.");
    QVERIFY(textsOf(page).contains(sentence));
    page.show(0, state(Phase::Writing, 2000));
    QVERIFY(!textsOf(page).contains(sentence));
}

void tst_StickProgressPage::ends_data()
{
    QTest::addColumn<StickState>("ended");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("count");
    auto ended = state(Phase::Ended);
    ended.isErased = true;
    ended.outcome = Outcome::Done;
    QTest::newRow("done") << ended << "Written, read back and equal. It can be unplugged."
                          << "1 of 1 stick(s) written";
    ended.stillOn = QStringLiteral("It is still on.");
    QTest::newRow("still on") << ended << "Written, read back and equal. It is still on."
                              << "1 of 1 stick(s) written";
    ended.stillOn.clear();
    ended.outcome = Outcome::Failed;
    ended.error = {Error::Kind::Device, QStringLiteral("It broke."), {}};
    QTest::newRow("failed") << ended
                            << "It broke. It was erased and not finished: it starts nothing."
                            << "0 of 1 stick(s) written, 1 failed";
    ended.outcome = Outcome::Cancelled;
    ended.isErased = false;
    QTest::newRow("cancelled") << ended << "Cancelled. Nothing on it was changed."
                               << "0 of 1 stick(s) written";
}

void tst_StickProgressPage::ends()
{
    QFETCH(StickState, ended);
    QFETCH(QString, sentence);
    QFETCH(QString, count);
    StickProgressPage page(*m_choice);
    page.begin({target(testStick(QStringLiteral("sdb")))});
    page.show(0, ended);
    const auto lines = textsOf(page).split(u'\n');
    QVERIFY2(lines.contains(sentence), qPrintable(lines.join(u'\n')));
    QVERIFY2(lines.contains(count), qPrintable(lines.join(u'\n')));
}

void tst_StickProgressPage::offersWhatIsPluggedIn()
{
    m_drives->plug(testStick(QStringLiteral("sdb")));
    m_choice->choose(m_choice->offered().front().properties.identity);
    StickProgressPage page(*m_choice);
    QSignalSpy asked(&page, &StickProgressPage::joinAsked);
    const auto buttons = [&page] { return page.findChildren<QPushButton *>().size(); };
    m_drives->plug(testStick(QStringLiteral("sdx"))); // before there is a run
    QCOMPARE(buttons(), 0);
    m_drives->unplug(QStringLiteral("/dev/sdx"));
    page.begin(m_choice->targets());
    QCOMPARE(buttons(), 0); // it is in the run
    m_drives->plug(testDisk(QStringLiteral("sda")));
    QCOMPARE(buttons(), 0); // it would have to be unlocked
    m_drives->plug(testStick(QStringLiteral("sdc")));
    QCOMPARE(buttons(), 1);
    page.findChild<QPushButton *>()->click();
    QCOMPARE(asked.size(), 1);
    const auto joins = asked.front().front().value<StickTarget>();
    QCOMPARE(joins.path, QStringLiteral("/dev/sdc"));
    QCOMPARE(joins.unlocked, Unlocked::No);
    page.add(joins);
    QCOMPARE(buttons(), 0);
    page.show(1, state(Phase::Writing));
    QVERIFY(textsOf(page).contains(QStringLiteral("0 of 2 stick(s) written")));
}

void tst_StickProgressPage::nothingJoinsAStoppedRun()
{
    StickProgressPage page(*m_choice);
    page.begin({});
    page.showStopping();
    m_drives->plug(testStick(QStringLiteral("sdc")));
    QCOMPARE(page.findChildren<QPushButton *>().size(), 0);
    QVERIFY(textsOf(page).contains(QStringLiteral("Stopping")));
}

void tst_StickProgressPage::isAccessible()
{
    StickProgressPage page(*m_choice);
    page.begin({target(testStick(QStringLiteral("sdb")))});
    m_drives->plug(testStick(QStringLiteral("sdc")));
    QCOMPARE(whyNotAccessible(page), QString());
    page.show(0, state(Phase::Writing, 1000));
    const auto *bar = page.findChild<QProgressBar *>();
    QCOMPARE(bar->accessibleName(), QStringLiteral("SanDisk Ultra, 32.0 GB, serial SN1"));
    QCOMPARE(bar->accessibleDescription(), QStringLiteral("Writing"));
    QCOMPARE(page.findChild<QPushButton *>()->accessibleName(),
             QStringLiteral("Write this one, too: SanDisk Ultra USB 3.0, 31.9 GB, serial SN-sdc"));
}

QTEST_MAIN(tst_StickProgressPage)
#include "tst_StickProgressPage.moc"

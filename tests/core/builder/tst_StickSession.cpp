// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Units.h"
#include "core/builder/StickSession.h"
#include "support/FakeDrive.h"
#include "support/ImageFixtures.h"

#include <QTest>

using namespace bootwright;
using namespace std::chrono_literals;

namespace {

//! Everything that a session says, heard on the thread of the test.
struct Ear : QObject
{
    explicit Ear(StickSession &session)
    {
        connect(
            &session, &StickSession::changed, this, [this](int number, const StickState &state) {
                last[number] = state;
                isOnItsThread = isOnItsThread && QThread::currentThread() == thread();
            });
        connect(&session, &StickSession::finished, this, [this](const StickOutcome &outcome) {
            outcomes.push_back(outcome);
            isOnItsThread = isOnItsThread && QThread::currentThread() == thread();
        });
    }
    std::map<int, StickState> last;
    std::vector<StickOutcome> outcomes;
    bool isOnItsThread = true;
};

Result<StickSession::Work> sample(Control &)
{
    StickSource source;
    source.name = QStringLiteral("sample");
    source.label = QStringLiteral("SAMPLE");
    source.mediaGuid = QStringLiteral("guid");
    source.warnings = {QStringLiteral("Take care.")};
    if (!source.tree.addFile(QStringLiteral("bootmgr"), ContentSource::bytes(noise(70'000, 2))))
        qFatal("tree");
    return StickSession::Work{std::move(source)};
}

StickSession::Add stick(const std::shared_ptr<FakeDrive> &drive)
{
    return [drive](StickRun &run) {
        const DriveFacts facts{QStringLiteral("fake")};
        run.add(facts, [drive, facts](quint64, const std::stop_token &stop, Control &) {
            return Result<std::unique_ptr<DriveSink>>(
                std::make_unique<DriveSink>(drive, facts, stop, DrivePatience{1min, 1s}));
        });
    };
}

std::shared_ptr<FakeDrive> drive()
{
    return std::make_shared<FakeDrive>(100_MiB);
}

} // namespace

class tst_StickSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void done();
    void stickMayJoin();
    void sourceThatCannotBeRead();
    void cancelledBeforeItWrites();
    void cancelledWhileItWrites();
    void destroyedWhileRunning();
    void destroyedWithoutStart();
};

void tst_StickSession::done()
{
    StickSession session;
    Ear ear(session);
    session.start(sample, {stick(drive()), stick(drive())});
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QTest::qWait(20);
    QCOMPARE(ear.outcomes.size(), size_t(1));
    const auto *result = std::get_if<StickResult>(&ear.outcomes[0]);
    QVERIFY(result);
    QCOMPARE(result->report.source, QStringLiteral("sample"));
    QCOMPARE(result->report.label, QStringLiteral("SAMPLE"));
    QCOMPARE(result->report.mediaGuid, QStringLiteral("guid"));
    QVERIFY(result->report.endedAt.isValid());
    QCOMPARE(result->warnings, QStringList(QStringLiteral("Take care.")));
    QCOMPARE(result->report.sticks.size(), size_t(2));
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(result->report.sticks[size_t(i)].outcome, StickState::Outcome::Done);
        QCOMPARE(ear.last[i].outcome, StickState::Outcome::Done);
    }
    QVERIFY(ear.isOnItsThread);
    QVERIFY(!session.add(stick(drive()))); // too late
}

//! Before there is a run, and while it writes.
void tst_StickSession::stickMayJoin()
{
    const auto hangs = drive();
    hangs->stallsWriting = true;
    std::atomic<bool> mayGo = false;
    StickSession session;
    Ear ear(session);
    session.start(
        [&](Control &control) {
            while (!mayGo)
                std::this_thread::sleep_for(1ms);
            return sample(control);
        },
        {stick(hangs)});
    QVERIFY(session.add(stick(drive())));
    mayGo = true;
    QTRY_COMPARE(ear.last[1].outcome, StickState::Outcome::Done);
    QVERIFY(session.add(stick(drive())));
    QTRY_COMPARE(ear.last[2].outcome, StickState::Outcome::Done);
    QVERIFY(ear.outcomes.empty());
    hangs->wake();
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QCOMPARE(std::get<StickResult>(ear.outcomes[0]).report.sticks.size(), size_t(3));
}

void tst_StickSession::sourceThatCannotBeRead()
{
    const Error gone{Error::Kind::NotFound, QStringLiteral("Gone."), {}};
    const auto untouched = drive();
    StickSession session;
    Ear ear(session);
    session.start([&](Control &) -> Result<StickSession::Work> { return gone; },
                  {stick(untouched)});
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QCOMPARE(std::get<Error>(ear.outcomes[0]), gone);
    QCOMPARE(untouched->written, quint64(0));
    QVERIFY(!session.add(stick(drive())));
}

void tst_StickSession::cancelledBeforeItWrites()
{
    const auto untouched = drive();
    std::atomic<bool> runs = false;
    StickSession session;
    Ear ear(session);
    session.start(
        [&](Control &control) -> Result<StickSession::Work> {
            runs = true;
            while (control.proceed())
                std::this_thread::sleep_for(1ms);
            return control.proceed().error();
        },
        {stick(untouched)});
    QTRY_VERIFY(runs);
    session.cancel();
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QVERIFY(std::holds_alternative<Cancelled>(ear.outcomes[0]));
    QCOMPARE(untouched->written, quint64(0));
}

void tst_StickSession::cancelledWhileItWrites()
{
    const auto hangs = drive();
    hangs->stallsWriting = true;
    StickSession session;
    Ear ear(session);
    session.start(sample, {stick(hangs)});
    QTRY_VERIFY(ear.last[0].phase > StickState::Phase::Opening);
    session.cancel();
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    hangs->wake();
    QCOMPARE(std::get<StickResult>(ear.outcomes[0]).report.sticks[0].outcome,
             StickState::Outcome::Cancelled);
}

void tst_StickSession::destroyedWhileRunning()
{
    const auto hangs = drive();
    hangs->stallsWriting = true;
    {
        StickSession session;
        Ear ear(session);
        session.start(sample, {stick(hangs)});
        QTRY_VERIFY(ear.last[0].phase > StickState::Phase::Opening);
    }
    QVERIFY(!hangs->bytes(0, 512).endsWith("\x55\xAA"));
    hangs->wake();
}

void tst_StickSession::destroyedWithoutStart()
{
    StickSession session;
    session.cancel();
    QVERIFY(session.add(stick(drive()))); // it waits for a start that never comes
}

QTEST_GUILESS_MAIN(tst_StickSession)
#include "tst_StickSession.moc"

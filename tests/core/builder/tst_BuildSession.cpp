// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BuildSession.h"

#include <QTest>

#include <atomic>

using namespace bootwright;

namespace {

//! Everything that a session says, heard on the thread of the test.
struct Ear : QObject
{
    explicit Ear(BuildSession &session)
    {
        connect(&session, &BuildSession::progressed, this, [this](const Progress &progress) {
            stages.append(progress.stage);
            isOnItsThread = isOnItsThread && QThread::currentThread() == thread();
        });
        connect(&session, &BuildSession::finished, this, [this](const BuildOutcome &outcome) {
            outcomes.push_back(outcome);
            isOnItsThread = isOnItsThread && QThread::currentThread() == thread();
        });
    }
    QStringList stages;
    std::vector<BuildOutcome> outcomes;
    bool isOnItsThread = true;
};

//! Works until it is stopped.
Result<BuildReport> workOn(Control &control, std::atomic<bool> &runs)
{
    control.enter(QStringLiteral("working"));
    runs = true;
    for (;;) {
        if (const auto go = control.proceed(); !go)
            return go.error();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace

class tst_BuildSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void done();
    void failed();
    void cancelled();
    void cancelledTooLate();
    void cancelledBeforeItStarts();
    void destroyedWhileRunning();
    void destroyedWithoutStart();
};

void tst_BuildSession::done()
{
    BuildSession session;
    Ear ear(session);
    session.start([](Control &control) -> Result<BuildReport> {
        control.enter(QStringLiteral("one"));
        control.enter(QStringLiteral("two"));
        BuildReport report;
        report.size = 42;
        return report;
    });
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QTest::qWait(20);
    QCOMPARE(ear.outcomes.size(), size_t(1));
    const auto *report = std::get_if<BuildReport>(&ear.outcomes[0]);
    QVERIFY(report);
    QCOMPARE(report->size, quint64(42));
    QCOMPARE(ear.stages, QStringList({QStringLiteral("one"), QStringLiteral("two")}));
    QVERIFY(ear.isOnItsThread);
}

void tst_BuildSession::failed()
{
    const Error full{Error::Kind::NoSpace, QStringLiteral("Full."), QStringLiteral("errno 28")};
    BuildSession session;
    Ear ear(session);
    session.start([&](Control &) -> Result<BuildReport> { return full; });
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    const auto *error = std::get_if<Error>(&ear.outcomes[0]);
    QVERIFY(error);
    QCOMPARE(*error, full);
}

void tst_BuildSession::cancelled()
{
    std::atomic<bool> runs = false;
    BuildSession session;
    Ear ear(session);
    session.start([&](Control &control) { return workOn(control, runs); });
    QTRY_VERIFY(runs);
    session.cancel();
    session.cancel();
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QTest::qWait(20);
    QCOMPARE(ear.outcomes.size(), size_t(1));
    QVERIFY(std::holds_alternative<Cancelled>(ear.outcomes[0]));
}

void tst_BuildSession::cancelledTooLate()
{
    BuildSession session;
    Ear ear(session);
    session.start([](Control &) -> Result<BuildReport> { return BuildReport(); });
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    session.cancel();
    QTest::qWait(20);
    QCOMPARE(ear.outcomes.size(), size_t(1));
    QVERIFY(std::holds_alternative<BuildReport>(ear.outcomes[0]));
}

void tst_BuildSession::cancelledBeforeItStarts()
{
    BuildSession session;
    session.cancel(); // there is nothing to stop yet
    Ear ear(session);
    session.start([](Control &control) -> Result<BuildReport> {
        if (const auto go = control.proceed(); !go)
            return go.error();
        return BuildReport();
    });
    QTRY_COMPARE(ear.outcomes.size(), size_t(1));
    QVERIFY(std::holds_alternative<BuildReport>(ear.outcomes[0]));
}

void tst_BuildSession::destroyedWhileRunning()
{
    std::atomic<bool> runs = false;
    std::atomic<int> outcomes = 0;
    auto session = std::make_unique<BuildSession>();
    // on the worker's thread: queued signals of a sender that is gone are not delivered
    connect(
        session.get(),
        &BuildSession::finished,
        session.get(),
        [&](const BuildOutcome &outcome) {
            outcomes += std::holds_alternative<Cancelled>(outcome) ? 1 : 100;
        },
        Qt::DirectConnection);
    session->start([&](Control &control) { return workOn(control, runs); });
    QTRY_VERIFY(runs);
    session.reset();
    QCOMPARE(outcomes.load(), 1);
}

void tst_BuildSession::destroyedWithoutStart()
{
    const BuildSession session;
    QVERIFY(!session.parent());
}

QTEST_GUILESS_MAIN(tst_BuildSession)
#include "tst_BuildSession.moc"

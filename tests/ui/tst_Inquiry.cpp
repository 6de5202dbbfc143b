// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Inquiry.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace bootwright;

class tst_Inquiry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOnThisThread();
    void onlyTheLastQuestionIsAnswered();
    void droppedQuestionIsStopped();
    void stoppedQuestionIsAnswered();
    void reportsOnThisThread();
    void destroyingStopsAndWaits();

private:
    //! Runs until it is stopped.
    static bool untilStopped(Control &control);
};

bool tst_Inquiry::untilStopped(Control &control)
{
    while (control.proceed())
        QTest::qSleep(1);
    return true;
}

void tst_Inquiry::answersOnThisThread()
{
    Inquiry inquiry;
    QThread *asked = nullptr;
    QThread *told = nullptr;
    QString answer;
    inquiry.ask(
        [&asked](Control &) {
            asked = QThread::currentThread();
            return QStringLiteral("found");
        },
        [&](const QString &found) {
            told = QThread::currentThread();
            answer = found;
        });
    QTRY_COMPARE(answer, QStringLiteral("found"));
    QVERIFY(asked != told);
    QCOMPARE(told, QThread::currentThread());
}

void tst_Inquiry::onlyTheLastQuestionIsAnswered()
{
    Inquiry inquiry;
    QSemaphore started;
    QList<int> answers;
    const auto tell = [&answers](int answer) { answers.append(answer); };
    inquiry.ask(
        [&started](Control &control) {
            started.release();
            return untilStopped(control) ? 1 : 0;
        },
        tell);
    started.acquire();
    inquiry.ask([](Control &) { return 2; }, tell); // waits behind the first
    inquiry.ask([](Control &) { return 3; }, tell);
    QTRY_COMPARE(answers, QList<int>({3}));
    QTest::qWait(20);
    QCOMPARE(answers.size(), 1);
}

void tst_Inquiry::stoppedQuestionIsAnswered()
{
    Inquiry inquiry;
    QSemaphore started;
    bool wasStopped = false;
    inquiry.ask(
        [&started](Control &control) {
            started.release();
            return untilStopped(control);
        },
        [&wasStopped](bool answer) { wasStopped = answer; });
    started.acquire();
    inquiry.stop();
    QTRY_VERIFY(wasStopped);
}

void tst_Inquiry::reportsOnThisThread()
{
    Inquiry inquiry;
    QThread *told = nullptr;
    QString stage;
    bool isAnswered = false;
    inquiry.ask(
        [](Control &control) {
            control.enter(QStringLiteral("Looking"));
            return 0;
        },
        [&isAnswered](int) { isAnswered = true; },
        [&](const Progress &progress) {
            told = QThread::currentThread();
            stage = progress.stage;
        });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(stage, QStringLiteral("Looking"));
    QCOMPARE(told, QThread::currentThread());
}

void tst_Inquiry::droppedQuestionIsStopped()
{
    Inquiry inquiry;
    QSemaphore started;
    QSemaphore stopped;
    bool isTold = false;
    inquiry.ask(
        [&](Control &control) {
            started.release();
            untilStopped(control);
            stopped.release();
            return 0;
        },
        [&isTold](int) { isTold = true; });
    started.acquire();
    inquiry.drop();
    QVERIFY(stopped.tryAcquire(1, 10000));
    QTest::qWait(20);
    QVERIFY(!isTold);
}

void tst_Inquiry::destroyingStopsAndWaits()
{
    std::atomic<bool> isRunning = false;
    QSemaphore started;
    {
        Inquiry inquiry;
        inquiry.ask(
            [&](Control &control) {
                isRunning = true;
                started.release();
                untilStopped(control);
                isRunning = false;
                return 0;
            },
            [](int) { QFAIL("nobody is there to be told"); });
        started.acquire();
    }
    QVERIFY(!isRunning);
}

QTEST_GUILESS_MAIN(tst_Inquiry)
#include "tst_Inquiry.moc"

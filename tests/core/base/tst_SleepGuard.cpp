// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SleepGuard.h"

#include <QTest>

#include <windows.h>

using namespace bootwright;

class tst_SleepGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void systemIsRequired();
};

//! Windows tells what was asked of it before.
void tst_SleepGuard::systemIsRequired()
{
    SetThreadExecutionState(ES_CONTINUOUS);
    {
        const SleepGuard guard(QStringLiteral("Making boot media"));
        QCOMPARE(SetThreadExecutionState(ES_CONTINUOUS | ES_SYSTEM_REQUIRED),
                 EXECUTION_STATE(ES_CONTINUOUS | ES_SYSTEM_REQUIRED));
    }
    QCOMPARE(SetThreadExecutionState(ES_CONTINUOUS), EXECUTION_STATE(ES_CONTINUOUS));
}

QTEST_GUILESS_MAIN(tst_SleepGuard)
#include "tst_SleepGuard.moc"

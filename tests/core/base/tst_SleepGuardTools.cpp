// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/SleepGuard.h"

#include <QProcess>
#include <QTest>

using namespace bootwright;

//! At a real login manager, on a bus of its own.
class tst_SleepGuardTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockIsHeldAsLongAsItLives();
    void severalHoldOneEach();

private:
    //! What keeps the computer awake, as the login manager tells it: what, who, why and how.
    static QString locks();
};

QString tst_SleepGuardTools::locks()
{
    QProcess busctl;
    busctl.start(QStringLiteral("busctl"),
                 {QStringLiteral("call"),
                  QStringLiteral("--address=") + qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS"),
                  QStringLiteral("org.freedesktop.login1"),
                  QStringLiteral("/org/freedesktop/login1"),
                  QStringLiteral("org.freedesktop.login1.Manager"),
                  QStringLiteral("ListInhibitors")});
    if (!busctl.waitForFinished() || busctl.exitCode() != 0)
        return QString::fromUtf8(busctl.readAllStandardError());
    return QString::fromUtf8(busctl.readAllStandardOutput());
}

void tst_SleepGuardTools::lockIsHeldAsLongAsItLives()
{
    const auto lock =
        QStringLiteral("a(ssssuu) 1 \"sleep:idle\" \"Bootwright\" \"Making boot media\" "
                       "\"block\" ");
    {
        const SleepGuard guard(QStringLiteral("Making boot media"));
        QTRY_VERIFY2(locks().startsWith(lock), qPrintable(locks()));
        QTest::qSleep(200); // the answer is there
        QVERIFY2(locks().startsWith(lock), qPrintable(locks()));
    }
    QTRY_COMPARE(locks(), QStringLiteral("a(ssssuu) 0\n"));
}

void tst_SleepGuardTools::severalHoldOneEach()
{
    auto one = std::make_unique<SleepGuard>(QStringLiteral("One"));
    const SleepGuard other(QStringLiteral("Other"));
    QTRY_VERIFY2(locks().startsWith(u"a(ssssuu) 2 "), qPrintable(locks()));
    one.reset();
    QTRY_VERIFY2(locks().startsWith(u"a(ssssuu) 1 \"sleep:idle\" \"Bootwright\" \"Other\""),
                 qPrintable(locks()));
}

QTEST_GUILESS_MAIN(tst_SleepGuardTools)
#include "tst_SleepGuardTools.moc"

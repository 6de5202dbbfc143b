// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"
#include "ui/pages/StickProgressPage.h"
#include "ui/platform/TaskbarProgress.h"
#include "ui/platform/notify.h"

#include <QDBusConnection>
#include <QProcess>
#include <QTest>

using namespace bootwright;

//! Stands for the desktop's notifications.
class Notifications final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList shown;

public Q_SLOTS:
    uint Notify(const QString &program,
                uint,
                const QString &icon,
                const QString &title,
                const QString &text,
                const QStringList &,
                const QVariantMap &,
                int)
    {
        shown = {program, icon, title, text};
        return 1;
    }
};

//! Stands for the dock or the task bar.
class Dock final : public QObject
{
    Q_OBJECT

public:
    std::vector<std::pair<double, bool>> shown; //!< progress, and whether it is visible

    bool watch()
    {
        auto bus =
            QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("dock"));
        return bus.connect({},
                           {},
                           QStringLiteral("com.canonical.Unity.LauncherEntry"),
                           QStringLiteral("Update"),
                           this,
                           SLOT(update(QString, QVariantMap)));
    }

    Q_SLOT void update(const QString &program, const QVariantMap &properties)
    {
        if (program == QStringLiteral("application://bootwright.desktop"))
            shown.emplace_back(properties.value(QStringLiteral("progress")).toDouble(),
                               properties.value(QStringLiteral("progress-visible")).toBool());
    }
};

//! What the wizard asks of the desktop, on a message bus of its own.
class tst_PlatformTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void notificationIsShown();
    void progressIsShown();
    void sticksAreShownTogether();
    void cleanupTestCase();

private:
    QProcess m_bus;
};

void tst_PlatformTools::initTestCase()
{
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"),
                 QStringLiteral("--nofork"),
                 QStringLiteral("--print-address")});
    QVERIFY(m_bus.waitForStarted());
    QVERIFY(m_bus.waitForReadyRead());
    const auto address = m_bus.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
}

void tst_PlatformTools::notificationIsShown()
{
    Notifications desktop;
    auto bus =
        QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/Notifications"),
                               &desktop,
                               QDBusConnection::ExportAllSlots));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.Notifications")));
    notify(QStringLiteral("Done"), QStringLiteral("The media <are> made."));
    QTRY_COMPARE(desktop.shown,
                 QStringList({QStringLiteral("Bootwright"),
                              QStringLiteral("bootwright"),
                              QStringLiteral("Done"),
                              QStringLiteral("The media &lt;are&gt; made.")}));
}

void tst_PlatformTools::progressIsShown()
{
    Dock dock;
    QVERIFY(dock.watch());
    {
        TaskbarProgress progress(nullptr);
        progress.show(1, 4);
    }
    const std::vector<std::pair<double, bool>> expected{{0, true}, {0.25, true}, {0, false}};
    QTRY_COMPARE(dock.shown, expected);
}

//! One progress for all sticks: it never goes back, also when one more joins, and is gone in the end.
void tst_PlatformTools::sticksAreShownTogether()
{
    Dock dock;
    QVERIFY(dock.watch());
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    const auto target = [](const QString &name) {
        const auto drive = testStick(name);
        return StickTarget{drive.identity.path, RemovableDrive{drive, {}}, Unlocked::No};
    };
    const auto at = [](StickState::Phase phase, quint64 done) {
        StickState state;
        state.phase = phase;
        state.progress = {textOf(phase), done, 1'000'000};
        return state;
    };
    StickProgressPage page(choice);
    page.begin({target(QStringLiteral("sdb")), target(QStringLiteral("sdc"))});
    page.show(0, at(StickState::Phase::Writing, 500'000)); // a quarter of all
    page.show(1, at(StickState::Phase::Writing, 500'000));
    page.add(target(QStringLiteral("sdd")));
    page.show(2, at(StickState::Phase::Writing, 0)); // a third of all: less than was shown
    auto failed = at(StickState::Phase::Ended, 500'000);
    failed.outcome = StickState::Outcome::Failed;
    page.show(0, failed); // needs no more work
    page.show(1, at(StickState::Phase::ReadingBack, 700'000));
    page.showStopping();
    page.show(1, at(StickState::Phase::Writing, 900'000));
    page.end();
    const std::vector<std::pair<double, bool>> expected{
        {0, true}, {0.249, true}, {0.499, true}, {0.566, true}, {0, false}};
    QTRY_COMPARE(dock.shown.size(), expected.size());
    QCOMPARE(dock.shown, expected);
}

void tst_PlatformTools::cleanupTestCase()
{
    m_bus.kill();
    m_bus.waitForFinished();
}

QTEST_MAIN(tst_PlatformTools)
#include "tst_PlatformTools.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/TestDrives.h"
#include "ui/StickChoice.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace bootwright;

class tst_StickChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksOnlyWhenAsked();
    void nothingIsChosenByItself();
    void bestOnesFirst();
    void refusedAndLockedOnesCannotBeChosen();
    void unlockedOneCanBeChosen();
    void unpluggedOneIsNotChosenAnyMore();
    void sameStickPluggedInAgainIsAnother();
    void tooSmallForTheMedia();
    void holdsTheMedia();
    void allButTheLockedOnes();
    void drivesThatCannotBeRead();

private:
    static QStringList names(const StickChoice &choice);
    static DriveIdentity identity(const StickChoice &choice, const QString &path);
};

QStringList tst_StickChoice::names(const StickChoice &choice)
{
    QStringList paths;
    for (const auto &target : choice.targets())
        paths.append(target.path);
    return paths;
}

DriveIdentity tst_StickChoice::identity(const StickChoice &choice, const QString &path)
{
    for (const auto &drive : choice.offered()) {
        if (drive.properties.identity.path == path)
            return drive.properties.identity;
    }
    qFatal("no drive %s", qPrintable(path));
}

void tst_StickChoice::looksOnlyWhenAsked()
{
    TestDrives drives;
    drives.isLooking = true;
    StickChoice choice(drives);
    QVERIFY(choice.isLooking());
    choice.look();
    QVERIFY(choice.isLooking());
    QVERIFY(choice.offered().empty());
    drives.isLooking = false;
    drives.plug(testStick(QStringLiteral("sdb")));
    QVERIFY(!choice.isLooking());
    QCOMPARE(choice.offered().size(), size_t(1));
}

void tst_StickChoice::nothingIsChosenByItself()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testStick(QStringLiteral("sdb"))); // even if it is the only one
    QVERIFY(choice.targets().empty());
    QCOMPARE(choice.whyNone(), QStringLiteral("No stick is chosen. Tick at least one drive."));
    choice.choose(identity(choice, QStringLiteral("/dev/sdb")));
    QCOMPARE(names(choice), QStringList(QStringLiteral("/dev/sdb")));
    QCOMPARE(choice.targets().front().unlocked, Unlocked::No);
    QVERIFY(choice.whyNone().isEmpty());
    choice.drop(identity(choice, QStringLiteral("/dev/sdb")));
    QVERIFY(choice.targets().empty());
    QVERIFY(choice.losses().isEmpty()); // nothing was lost: the user did it
}

void tst_StickChoice::bestOnesFirst()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testDisk(QStringLiteral("sda")), {QStringLiteral("/")});
    drives.plug(testDisk(QStringLiteral("sdb")));
    drives.plug(testStick(QStringLiteral("sdc")));
    drives.plug(testStick(QStringLiteral("sdd")));
    QStringList paths;
    for (const auto &drive : choice.offered())
        paths.append(drive.properties.identity.path);
    QCOMPARE(paths,
             QStringList({QStringLiteral("/dev/sdc"),
                          QStringLiteral("/dev/sdd"),
                          QStringLiteral("/dev/sdb"),
                          QStringLiteral("/dev/sda")}));
}

void tst_StickChoice::refusedAndLockedOnesCannotBeChosen()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testDisk(QStringLiteral("sda")), {QStringLiteral("/")});
    drives.plug(testDisk(QStringLiteral("sdb")));
    const auto system = identity(choice, QStringLiteral("/dev/sda"));
    choice.unlock(system); // a refusal stays one
    choice.choose(system);
    choice.choose(identity(choice, QStringLiteral("/dev/sdb")));
    choice.choose({QStringLiteral("/dev/sdz"), {}, {}, 1, 1, 1}); // is not there
    QVERIFY(choice.targets().empty());
}

void tst_StickChoice::unlockedOneCanBeChosen()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testDisk(QStringLiteral("sdb")));
    const auto disk = identity(choice, QStringLiteral("/dev/sdb"));
    choice.unlock(disk);
    QVERIFY(choice.targets().empty()); // unlocking is not choosing
    choice.choose(disk);
    QCOMPARE(choice.targets().size(), size_t(1));
    QCOMPARE(choice.targets().front().unlocked, Unlocked::Yes);
    drives.unplug(QStringLiteral("/dev/sdb"));
    drives.plug(testDisk(QStringLiteral("sdb")));
    QVERIFY(!choice.isUnlocked(identity(choice, QStringLiteral("/dev/sdb"))));
    choice.unlock(identity(choice, QStringLiteral("/dev/sdb")));
    choice.clear();
    QVERIFY(!choice.isUnlocked(identity(choice, QStringLiteral("/dev/sdb"))));
}

void tst_StickChoice::unpluggedOneIsNotChosenAnyMore()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testStick(QStringLiteral("sdb")));
    drives.plug(testStick(QStringLiteral("sdc")));
    choice.choose(identity(choice, QStringLiteral("/dev/sdb")));
    choice.choose(identity(choice, QStringLiteral("/dev/sdc")));
    QSignalSpy changes(&choice, &StickChoice::changed);
    drives.unplug(QStringLiteral("/dev/sdb"));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(names(choice), QStringList(QStringLiteral("/dev/sdc")));
    QCOMPARE(choice.losses(),
             QStringList(QStringLiteral("\"SanDisk Ultra USB 3.0, 31.9 GB, serial SN-sdb\" was "
                                        "unplugged and is no longer chosen.")));
    choice.drop(identity(choice, QStringLiteral("/dev/sdc")));
    QVERIFY(choice.losses().isEmpty()); // it was read
}

void tst_StickChoice::sameStickPluggedInAgainIsAnother()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testStick(QStringLiteral("sdb")));
    choice.choose(identity(choice, QStringLiteral("/dev/sdb")));
    drives.unplug(QStringLiteral("/dev/sdb"));
    drives.plug(testStick(QStringLiteral("sdb")));
    QVERIFY(choice.targets().empty());
}

void tst_StickChoice::tooSmallForTheMedia()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testStick(QStringLiteral("sdb"), {}, 1'000'000'000));
    choice.choose(identity(choice, QStringLiteral("/dev/sdb")));
    choice.setSource({}, 2'000'000'000);
    QVERIFY(choice.targets().empty());
    QCOMPARE(choice.losses(),
             QStringList(QStringLiteral(
                 "\"SanDisk Ultra USB 3.0, 1.0 GB, serial SN-sdb\" is no longer chosen. It has "
                 "1.0 GB and 2.0 GB are needed. Choose a larger one.")));
    choice.setSource({}, 0);
    QVERIFY(choice.isFree(choice.offered().front()));
    QVERIFY(choice.targets().empty()); // not by itself
}

//! The stick that the image lies on cannot be erased for it.
void tst_StickChoice::holdsTheMedia()
{
    const QTemporaryDir folder;
    QFile volume(folder.filePath(QStringLiteral("sdb1"))); // in the place of a device node
    QVERIFY(volume.open(QIODevice::WriteOnly));
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    auto holds = testStick(QStringLiteral("sdb"));
    holds.volumes.front().path = volume.fileName();
    drives.plug(testStick(QStringLiteral("sdc")));
    drives.plug(holds);
    choice.setSource({volume.fileName()}, 0);
    QStringList refused;
    for (const auto &drive : choice.offered()) {
        if (!choice.isFree(drive))
            refused.append(drive.properties.identity.path);
    }
    QCOMPARE(refused, QStringList(QStringLiteral("/dev/sdb")));
}

void tst_StickChoice::allButTheLockedOnes()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    drives.plug(testDisk(QStringLiteral("sda")), {QStringLiteral("/")});
    drives.plug(testDisk(QStringLiteral("sdb")));
    drives.plug(testStick(QStringLiteral("sdc")));
    drives.plug(testStick(QStringLiteral("sdd")));
    choice.unlock(identity(choice, QStringLiteral("/dev/sdb")));
    choice.chooseAll();
    QCOMPARE(names(choice), QStringList({QStringLiteral("/dev/sdc"), QStringLiteral("/dev/sdd")}));
}

void tst_StickChoice::drivesThatCannotBeRead()
{
    TestDrives drives;
    StickChoice choice(drives);
    choice.look();
    Q_EMIT drives.failed(QStringLiteral("Nobody answers."));
    QCOMPARE(choice.problem(), QStringLiteral("Nobody answers."));
    drives.setObstacle(QStringLiteral("None can be opened."));
    QCOMPARE(choice.problem(), QStringLiteral("None can be opened."));
    drives.setObstacle({});
    QCOMPARE(choice.problem(), QString());
}

QTEST_GUILESS_MAIN(tst_StickChoice)
#include "tst_StickChoice.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs as root beside a real UDisks2: tests/support/system_bus.py starts it.
#include "core/base/Units.h"
#include "core/drive/DriveWatch.h"
#include "core/drive/RawDrive.h"
#include "core/drive/openDrive.h"
#include "tests/support/LoopDevice.h"

#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace bootwright;

namespace {

constexpr quint64 kSize = 96_MiB;

RemovableDrive driveAt(const QString &path)
{
    const auto list = listDrives();
    if (!list)
        qFatal("%s", qPrintable(list.error().message));
    const auto drive = findDrive(*list, path);
    if (!drive)
        qFatal("%s", qPrintable(drive.error().message));
    return *drive;
}

DriveIdentity identityOf(const QString &path)
{
    return driveAt(path).properties.identity;
}

//! The drives that hold the running system; there must be one, or the test is none.
std::vector<RemovableDrive> systemDrives()
{
    std::vector<RemovableDrive> drives;
    const auto list = listDrives();
    for (const auto &drive : list->drives)
        if (drive.verdict.reason == DriveVerdict::Reason::SystemDrive)
            drives.push_back(drive);
    return drives;
}

QString rootDevice()
{
    struct stat info;
    if (::stat("/", &info) != 0)
        return {};
    return QFile::symLinkTarget(QStringLiteral("/sys/dev/block/%1:%2")
                                    .arg(major(info.st_dev))
                                    .arg(minor(info.st_dev)))
        .section(u'/', -1);
}

QString refusalOf(const DriveIdentity &identity)
{
    Control control;
    const auto opened = openDrive(identity, Unlocked::Yes, control);
    return opened ? QStringLiteral("opened") : opened.error().message;
}

bool isListed(const DriveList &list, const QString &path)
{
    return std::any_of(list.drives.begin(), list.drives.end(), [&](const RemovableDrive &drive) {
        return drive.properties.identity.path == path;
    });
}

} // namespace

class tst_openDriveTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsALoopDevice();
    void opensForUsAlone();
    void udevKeepsAway();
    void mustBeUnlocked();
    void mounted();
    void btrfsOverTwo();
    void replugged();
    void unplugged();
    void systemDriveOnEveryPath();
    void loopOverADrive();
    void partsAndStrangers();
    void ejectsNothing();
    void watches();
};

void tst_openDriveTools::initTestCase()
{
    const auto list = listDrives();
    QVERIFY2(list && list->obstacle.isEmpty(), "run by ctest, which starts UDisks2");
    QCOMPARE(::geteuid(), 0U);
}

void tst_openDriveTools::listsALoopDevice()
{
    const LoopDevice loop(kSize);
    const auto drive = driveAt(loop.path());
    QCOMPARE(drive.properties.identity.size, kSize);
    QCOMPARE(wordOf(drive.verdict.reason), QStringLiteral("loopDevice"));
    QCOMPARE(drive.properties.kind, DriveKind::Loop);
    QCOMPARE(drive.properties.logicalSectorSize, 512U);
    QVERIFY(drive.properties.identity.sequence > 0);
    QVERIFY(isShown(drive));
}

void tst_openDriveTools::opensForUsAlone()
{
    const LoopDevice loop(kSize);
    const auto identity = identityOf(loop.path());
    Control control;
    const auto opened = openDrive(identity, Unlocked::Yes, control);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    QCOMPARE(opened->name, loop.path());
    QCOMPARE(opened->size, kSize);
    const int file = int(opened->handle.native());
    QCOMPARE(::fcntl(file, F_GETFL) & (O_ACCMODE | O_DIRECT), O_RDWR | O_DIRECT);
    QCOMPARE(::fcntl(file, F_GETFD), FD_CLOEXEC);
    QCOMPARE(::open(qPrintable(loop.path()), O_RDWR | O_EXCL), -1);
    QCOMPARE(errno, EBUSY);
    QCOMPARE(refusalOf(identity),
             QStringLiteral("Cannot write to \"%1\". Another program uses it. Close the programs "
                            "that have files of it open, and start again.")
                 .arg(loop.path()));
}

//! udev probes no device that it cannot lock for reading; with us it can again once we are done.
void tst_openDriveTools::udevKeepsAway()
{
    const LoopDevice loop(kSize);
    const int other = ::open(qPrintable(loop.path()), O_RDONLY | O_CLOEXEC);
    QVERIFY(other >= 0);
    {
        Control control;
        auto drive = openDrive(identityOf(loop.path()), Unlocked::Yes, control);
        QVERIFY2(drive, drive ? "" : qPrintable(drive.error().message));
        const auto raw = rawDrive(std::move(*drive));
        QCOMPARE(::flock(other, LOCK_SH | LOCK_NB), -1);
    }
    QCOMPARE(::flock(other, LOCK_SH | LOCK_NB), 0);
    ::close(other);
}

void tst_openDriveTools::mustBeUnlocked()
{
    const LoopDevice loop(kSize);
    Control control;
    const auto opened = openDrive(identityOf(loop.path()), Unlocked::No, control);
    QVERIFY(!opened);
    QCOMPARE(kindName(opened.error().kind), QStringLiteral("InvalidInput"));
    QCOMPARE(
        opened.error().message,
        QStringLiteral("Cannot write to \"%1\". It is a file that the system shows as a drive. "
                       "Unlock it if it is the one you mean.")
            .arg(loop.path()));
}

void tst_openDriveTools::mounted()
{
    const LoopDevice loop(kSize);
    QTemporaryDir folder;
    runTool(QStringLiteral("mkfs.ext4"), {QStringLiteral("-q"), loop.path()});
    runTool(QStringLiteral("mount"), {loop.path(), folder.path()});
    const auto identity = identityOf(loop.path());
    const auto drive = driveAt(loop.path());
    const auto refusal = refusalOf(identity);
    runTool(QStringLiteral("umount"), {folder.path()});
    QCOMPARE(drive.properties.volumes.size(), size_t(1));
    QCOMPARE(drive.properties.volumes[0].mountPoints, QStringList{folder.path()});
    QCOMPARE(
        refusal,
        QStringLiteral("Cannot write to \"%1\". It is in use, mounted at %2. Unmount it first.")
            .arg(loop.path(), folder.path()));
}

void tst_openDriveTools::btrfsOverTwo()
{
    const LoopDevice one(256_MiB), other(256_MiB);
    QTemporaryDir folder;
    runTool(QStringLiteral("mkfs.btrfs"), {QStringLiteral("-q"), one.path(), other.path()});
    runTool(QStringLiteral("mount"), {one.path(), folder.path()});
    const auto drives = {driveAt(one.path()), driveAt(other.path())};
    runTool(QStringLiteral("umount"), {folder.path()});
    for (const auto &drive : drives)
        QCOMPARE(
            drive.verdict.sentence,
            QStringLiteral("It is in use, mounted at %1. Unmount it first.").arg(folder.path()));
}

void tst_openDriveTools::replugged()
{
    LoopDevice loop(kSize);
    const auto identity = identityOf(loop.path());
    loop.replug();
    Control control;
    const auto opened = openDrive(identity, Unlocked::Yes, control);
    QVERIFY(!opened);
    QCOMPARE(kindName(opened.error().kind), QStringLiteral("Device"));
    QCOMPARE(opened.error().message,
             QStringLiteral("Cannot write to \"%1\". The drive was changed or plugged in again "
                            "since it was chosen. Choose it again.")
                 .arg(loop.path()));
}

void tst_openDriveTools::unplugged()
{
    LoopDevice loop(kSize);
    const auto path = loop.path();
    const auto identity = identityOf(path);
    loop.detach();
    QCOMPARE(
        refusalOf(identity),
        QStringLiteral("Cannot write to \"%1\". It was unplugged. Plug it in and choose it again.")
            .arg(path));
}

void tst_openDriveTools::systemDriveOnEveryPath()
{
    const auto drives = systemDrives();
    QVERIFY(!drives.empty());
    const auto root = rootDevice();
    QVERIFY(!root.isEmpty());
    const auto isRoots = [&](const RemovableDrive &drive) {
        return root.startsWith(drive.properties.identity.path.section(u'/', -1));
    };
    QVERIFY(std::any_of(drives.begin(), drives.end(), isRoots));
    QTemporaryDir folder;
    for (const auto &drive : drives) {
        const auto &identity = drive.properties.identity;
        const auto refusal =
            QStringLiteral("Cannot write to \"%1\". %2").arg(identity.path, drive.verdict.sentence);
        const auto number =
            QStringLiteral("%1:%2").arg(major(identity.number)).arg(minor(identity.number));
        const auto link = folder.filePath(number);
        QVERIFY(QFile::link(identity.path, link));
        const auto node = link + QStringLiteral(".node");
        QCOMPARE(::mknod(qPrintable(node), S_IFBLK | 0600, identity.number), 0);
        QStringList paths{identity.path, link, node};
        for (const auto &path :
             {drive.properties.lastingPath, QStringLiteral("/dev/block/") + number})
            if (QFile::exists(path))
                paths.append(path);
        for (const auto &path : paths)
            QCOMPARE(refusalOf(identityOf(path)), refusal);
    }
}

void tst_openDriveTools::loopOverADrive()
{
    const LoopDevice drive(kSize);
    QTemporaryDir folder;
    const auto node = folder.filePath(QStringLiteral("another-name"));
    QCOMPARE(::mknod(qPrintable(node), S_IFBLK | 0600, identityOf(drive.path()).number), 0);
    const LoopDevice loop(node);
    QCOMPARE(refusalOf(identityOf(loop.path())),
             QStringLiteral("Cannot write to \"%1\". It stands for %2. Choose that drive itself.")
                 .arg(loop.path(), drive.path()));
    QVERIFY(QFile::remove(node));
    QCOMPARE(refusalOf(identityOf(loop.path())),
             QStringLiteral("Cannot write to \"%1\". It cannot be told what is behind this loop "
                            "device. Set it up anew over a file.")
                 .arg(loop.path()));
}

void tst_openDriveTools::partsAndStrangers()
{
    const LoopDevice loop(kSize);
    const auto part = loop.path() + QStringLiteral("p1");
    runTool(QStringLiteral("sgdisk"), {QStringLiteral("--new=1:2048:40960"), loop.path()});
    if (!QFile::exists(part)) // a kernel that leaves partition tables to others
        runTool(QStringLiteral("partx"), {QStringLiteral("--update"), loop.path()});
    QTRY_VERIFY(QFile::exists(part));
    const auto list = listDrives();
    QVERIFY(list);
    const auto messageOf = [&](const QString &path) {
        const auto found = findDrive(*list, path);
        return found ? QString() : kindName(found.error().kind) + u' ' + found.error().message;
    };
    QTRY_VERIFY(QFile::exists(part));
    QCOMPARE(
        messageOf(part),
        QStringLiteral("InvalidInput Cannot write to \"%1\". It is a part of the drive %2. Name "
                       "the whole drive.")
            .arg(part, loop.path()));
    QCOMPARE(messageOf(QStringLiteral("/dev/none")),
             QStringLiteral("NotFound Cannot find the drive \"/dev/none\". It does not exist."));
    QCOMPARE(messageOf(loop.backingFile()),
             QStringLiteral("InvalidInput Cannot find the drive \"%1\". It is no drive. "
                            "\"bootwright-cli drives\" lists the drives.")
                 .arg(loop.backingFile()));
    QVERIFY(isListed(*list, loop.path()));
    QVERIFY(!isListed(*list, part));
    QCOMPARE(driveAt(loop.path()).properties.volumes.at(0).path, part);
}

void tst_openDriveTools::ejectsNothing()
{
    const LoopDevice loop(kSize);
    Control control;
    const auto ejected = ejectDrive(identityOf(loop.path()), control);
    QVERIFY2(ejected, qPrintable(ejected.error().message));
    QCOMPARE(driveAt(loop.path()).properties.identity.size, kSize);
}

void tst_openDriveTools::watches()
{
    DriveWatch watch;
    QSignalSpy changes(&watch, &DriveWatch::changed);
    QVERIFY(watch.list().drives.empty());
    QVERIFY(changes.wait(20'000));
    QVERIFY(watch.list().obstacle.isEmpty());
    const auto before = watch.list().drives.size();
    LoopDevice loop(kSize);
    QTRY_VERIFY_WITH_TIMEOUT(isListed(watch.list(), loop.path()), 20'000);
    QCOMPARE(watch.list().drives.size(), before + 1);
    const auto path = loop.path();
    loop.detach();
    QTRY_VERIFY_WITH_TIMEOUT(!isListed(watch.list(), path), 20'000);
}

QTEST_GUILESS_MAIN(tst_openDriveTools)

#include "tst_openDriveTools.moc"

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What UDisks2 and the system's question for permission may answer, played by a peer on a private bus.
// Runs as root, for the loop devices.
#include "core/base/Units.h"
#include "core/drive/openDrive.h"
#include "tests/support/LoopDevice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QDBusVirtualObject>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace bootwright;

namespace {

using Interfaces = QMap<QString, QVariantMap>;
using ManagedObjects = QMap<QDBusObjectPath, Interfaces>;

constexpr quint64 kSize = 80_MiB;
const auto kBlock = QStringLiteral("/org/freedesktop/UDisks2/block_devices/loop");
const auto kDrive = QStringLiteral("/org/freedesktop/UDisks2/drives/drive");

//! Answers for UDisks2, which knows one block device.
class Peer : public QDBusVirtualObject
{
public:
    using Answer = std::function<QDBusMessage(const QDBusMessage &)>;

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &call, const QDBusConnection &bus) override
    {
        if (call.member() == u"GetManagedObjects")
            return bus.send(isMad ? call.createReply(QStringLiteral("mad"))
                                  : call.createReply(QVariant::fromValue(objects())));
        lastCall = call;
        calls.append(call.member() + u' ' + call.path());
        return bus.send(answer(call));
    }

    quint64 number = 0;
    bool isMad = false;
    QVariantMap drive; //!< properties of the drive that the device belongs to; none if empty
    Answer answer;
    QDBusMessage lastCall;
    QStringList calls;

private:
    ManagedObjects objects() const
    {
        const QVariantMap block{
            {QStringLiteral("DeviceNumber"), number},
            {QStringLiteral("Device"), QByteArray("/dev/loop")},
            {QStringLiteral("Drive"),
             QVariant::fromValue(QDBusObjectPath(drive.isEmpty() ? QStringLiteral("/") : kDrive))}};
        ManagedObjects objects{
            {QDBusObjectPath(kBlock), {{QStringLiteral("org.freedesktop.UDisks2.Block"), block}}}};
        if (!drive.isEmpty())
            objects[QDBusObjectPath(kDrive)] = {
                {QStringLiteral("org.freedesktop.UDisks2.Drive"), drive}};
        return objects;
    }
};

QDBusMessage refusal(const QDBusMessage &call, const char *name, const char *text = "no")
{
    return call.createErrorReply(QLatin1String(name), QLatin1String(text));
}

//! Opens \a path as UDisks2 does when it is told to.
QDBusMessage opened(const QDBusMessage &call, const QString &path)
{
    const int flags =
        call.arguments().at(1).value<QDBusArgument>().currentType() == QDBusArgument::MapType
            ? qdbus_cast<QVariantMap>(call.arguments().at(1)).value(QStringLiteral("flags")).toInt()
            : 0;
    const int file = ::open(qPrintable(path), O_RDWR | flags);
    if (file < 0)
        return refusal(call, "org.freedesktop.UDisks2.Error.Failed", "Device or resource busy");
    const auto reply = call.createReply(QVariant::fromValue(QDBusUnixFileDescriptor(file)));
    ::close(file);
    return reply;
}

} // namespace

class tst_UdisksTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void asksForUsAlone();
    void answers_data();
    void answers();
    void waitsForThePassword();
    void stopsWhileTheUserIsAsked();
    void anotherDrivePassed();
    void nothingPassed();
    void replacedWhileTheUserIsAsked();
    void withoutUdisks();
    void switchesOff_data();
    void switchesOff();
    void cannotSwitchOff_data();
    void cannotSwitchOff();
    void doesNotUnmountWhatMustNotBeWritten();

private:
    Result<OpenDrive> open(Control control = {});
    QString refusalOf(const Peer::Answer &answer);

    QProcess m_bus;
    QThread m_thread;
    Peer m_peer;
    std::unique_ptr<LoopDevice> m_loop;
    DriveIdentity m_identity;
};

void tst_UdisksTools::initTestCase()
{
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<ManagedObjects>();
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"),
                 QStringLiteral("--nofork"),
                 QStringLiteral("--print-address")});
    QVERIFY(m_bus.waitForReadyRead(20'000));
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.readLine().trimmed());
    auto bus = QDBusConnection::connectToBus(QDBusConnection::SystemBus, QStringLiteral("peer"));
    QVERIFY2(bus.isConnected(), qPrintable(bus.lastError().message()));
    m_peer.moveToThread(&m_thread);
    m_thread.start();
    bool isThere = false;
    QMetaObject::invokeMethod(
        &m_peer,
        [&] {
            isThere = bus.registerVirtualObject(QStringLiteral("/org/freedesktop/UDisks2"),
                                                &m_peer,
                                                QDBusConnection::SubPath)
                      && bus.registerService(QStringLiteral("org.freedesktop.UDisks2"));
        },
        Qt::BlockingQueuedConnection);
    QVERIFY(isThere);
}

void tst_UdisksTools::init()
{
    m_loop = std::make_unique<LoopDevice>(kSize);
    m_peer.isMad = true; // until its number is known
    const auto list = listDrives();
    QVERIFY(list);
    const auto drive = findDrive(*list, m_loop->path());
    QVERIFY(drive);
    m_identity = drive->properties.identity;
    m_peer.isMad = false;
    m_peer.number = m_identity.number;
    m_peer.drive.clear();
    m_peer.calls.clear();
}

void tst_UdisksTools::cleanupTestCase()
{
    m_loop.reset();
    m_thread.quit();
    m_thread.wait();
    QDBusConnection::disconnectFromBus(QStringLiteral("peer"));
    m_bus.terminate();
    m_bus.waitForFinished();
}

Result<OpenDrive> tst_UdisksTools::open(Control control)
{
    return openDrive(m_identity, Unlocked::Yes, control);
}

QString tst_UdisksTools::refusalOf(const Peer::Answer &answer)
{
    m_peer.answer = answer;
    const auto drive = open();
    return drive ? QStringLiteral("opened")
                 : kindName(drive.error().kind) + u' ' + drive.error().message;
}

void tst_UdisksTools::asksForUsAlone()
{
    m_peer.answer = [&](const QDBusMessage &call) { return opened(call, m_loop->path()); };
    const auto drive = open();
    QVERIFY2(drive, drive ? "" : qPrintable(drive.error().message + drive.error().detail));
    QCOMPARE(m_peer.lastCall.path(), kBlock);
    QCOMPARE(m_peer.lastCall.interface(), QStringLiteral("org.freedesktop.UDisks2.Block"));
    QCOMPARE(m_peer.lastCall.member(), QStringLiteral("OpenDevice"));
    QCOMPARE(m_peer.lastCall.arguments().at(0).toString(), QStringLiteral("rw"));
    const auto options = qdbus_cast<QVariantMap>(m_peer.lastCall.arguments().at(1));
    QCOMPARE(options, (QVariantMap{{QStringLiteral("flags"), O_EXCL | O_DIRECT | O_CLOEXEC}}));
    QCOMPARE(::open(qPrintable(m_loop->path()), O_RDWR | O_EXCL), -1); // held by what was passed
}

void tst_UdisksTools::answers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error"); // %1: the drive
    const auto row = [](const char *what, const char *name, const char *text, const char *error) {
        QTest::newRow(what) << QByteArray(name) << QByteArray(text) << QString::fromUtf8(error);
    };
    row("dismissed",
        "org.freedesktop.UDisks2.Error.NotAuthorizedDismissed",
        "The authentication dialog was dismissed",
        "Cancelled Cannot write to \"%1\". The system's question for permission was dismissed. "
        "Start "
        "again and answer it.");
    row("no agent",
        "org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain",
        "Not authorized to perform operation",
        "AccessDenied Cannot write to \"%1\". The system wants to ask for permission, and no "
        "program "
        "is there to ask. Start it from a desktop, or run pkttyagent in this terminal first.");
    row("not allowed",
        "org.freedesktop.UDisks2.Error.NotAuthorized",
        "Not authorized to perform operation",
        "AccessDenied Cannot write to \"%1\". The system does not permit it to this user. Ask an "
        "administrator.");
    row("in use",
        "org.freedesktop.UDisks2.Error.Failed",
        "Error opening device /dev/sdb: Device or resource busy",
        "Device Cannot write to \"%1\". Another program uses it. Close the programs that have "
        "files of "
        "it open, and start again.");
    row("nobody answered the question",
        "org.freedesktop.DBus.Error.NoReply",
        "Did not receive a reply",
        "Device Cannot write to \"%1\". No answer came within ten minutes. Start again, and answer "
        "the "
        "system's question for permission.");
    row("anything else",
        "org.freedesktop.UDisks2.Error.Failed",
        "Error opening device /dev/sdb: Input/output error",
        "Device Cannot write to \"%1\". The system reports an error. Unplug the drive, plug it in "
        "and "
        "try again.");
}

void tst_UdisksTools::answers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    int calls = 0;
    const auto said = refusalOf([&](const QDBusMessage &call) {
        ++calls;
        return refusal(call, name.constData(), text.constData());
    });
    QCOMPARE(said, error.arg(m_loop->path()));
    QCOMPARE(calls, 1); // there is no second way
}

void tst_UdisksTools::waitsForThePassword()
{
    m_peer.answer = [&](const QDBusMessage &call) {
        QThread::sleep(27); // D-Bus gives up after 25 seconds unless told otherwise
        return opened(call, m_loop->path());
    };
    const auto drive = open();
    QVERIFY2(drive, drive ? "" : qPrintable(drive.error().message));
}

void tst_UdisksTools::stopsWhileTheUserIsAsked()
{
    QString asker;
    std::stop_source stop;
    m_peer.answer = [&](const QDBusMessage &call) {
        asker = call.service();
        stop.request_stop();
        QThread::sleep(2); // nobody answers
        return refusal(call, "org.freedesktop.UDisks2.Error.NotAuthorized");
    };
    QElapsedTimer time;
    time.start();
    const auto drive = open(Control(stop.get_token()));
    QVERIFY(!drive);
    QCOMPARE(drive.error(), cancelled());
    QVERIFY2(time.elapsed() < 1500, "stopped before the answer");
    // the asker is gone from the bus: that is how the system knows to take its question back
    const auto *names = QDBusConnection(QStringLiteral("peer")).interface();
    QTRY_VERIFY(!names->isServiceRegistered(asker).value());
    QThread::sleep(2); // until the peer has answered
}

void tst_UdisksTools::anotherDrivePassed()
{
    const LoopDevice other(kSize);
    QCOMPARE(
        refusalOf([&](const QDBusMessage &call) { return opened(call, other.path()); }),
        QStringLiteral("Device Cannot write to \"%1\". The system opened another drive. Choose it "
                       "again.")
            .arg(m_loop->path()));
    QCOMPARE(
        refusalOf([&](const QDBusMessage &call) { return opened(call, other.backingFile()); }),
        QStringLiteral("Device Cannot write to \"%1\". The system opened another drive. Choose it "
                       "again.")
            .arg(m_loop->path()));
}

void tst_UdisksTools::nothingPassed()
{
    QCOMPARE(
        refusalOf([](const QDBusMessage &call) { return call.createReply(7); }),
        QStringLiteral("Device Cannot write to \"%1\". The system reports an error. Unplug the "
                       "drive, plug it in and try again.")
            .arg(m_loop->path()));
}

void tst_UdisksTools::replacedWhileTheUserIsAsked()
{
    QCOMPARE(
        refusalOf([&](const QDBusMessage &call) {
            m_loop->replug();
            return opened(call, m_loop->path());
        }),
        QStringLiteral("Device Cannot write to \"%1\". The system opened another drive. Choose it "
                       "again.")
            .arg(m_loop->path()));
}

void tst_UdisksTools::withoutUdisks()
{
    m_peer.isMad = true;
    m_peer.lastCall = {};
    const auto list = listDrives();
    QVERIFY(list);
    QCOMPARE(
        list->obstacle,
        QStringLiteral("UDisks2 does not answer on the system bus. Install or start it (package "
                       "udisks2)."));
    const auto drive = open(); // a loop device needs nobody
    QVERIFY2(drive, drive ? "" : qPrintable(drive.error().message));
    QCOMPARE(m_peer.lastCall.member(), QString());
    QCOMPARE(refusalOf({}),
             QStringLiteral("Device Cannot write to \"%1\". Another program uses it. Close the "
                            "programs that have files of it open, and start again.")
                 .arg(m_loop->path()));
}

void tst_UdisksTools::switchesOff_data()
{
    QTest::addColumn<QVariantMap>("drive");
    QTest::addColumn<QStringList>("calls");
    const auto row =
        [](const char *what, bool canPowerOff, bool isEjectable, const QStringList &calls) {
            QTest::newRow(what) << QVariantMap{{QStringLiteral("CanPowerOff"), canPowerOff},
                                               {QStringLiteral("Ejectable"), isEjectable}}
                                << calls;
        };
    row("a stick", true, true, {QStringLiteral("PowerOff ") + kDrive});
    row("a card reader", false, true, {QStringLiteral("Eject ") + kDrive});
    row("built in", false, false, {});
    QTest::newRow("no drive") << QVariantMap() << QStringList();
}

void tst_UdisksTools::switchesOff()
{
    QFETCH(QVariantMap, drive);
    QFETCH(QStringList, calls);
    m_peer.drive = drive;
    m_peer.answer = [](const QDBusMessage &call) { return call.createReply(); };
    Control control;
    const auto off = ejectDrive(m_identity, control);
    QVERIFY2(off, qPrintable(off.error().message));
    QCOMPARE(m_peer.calls, calls);
}

void tst_UdisksTools::cannotSwitchOff_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("attempts");
    QTest::newRow("in use") << QByteArray("org.freedesktop.UDisks2.Error.DeviceBusy")
                            << QStringLiteral("Device") << 5;
    QTest::newRow("not allowed") << QByteArray("org.freedesktop.UDisks2.Error.NotAuthorized")
                                 << QStringLiteral("AccessDenied") << 1;
    QTest::newRow("dismissed") << QByteArray("org.freedesktop.UDisks2.Error.NotAuthorizedDismissed")
                               << QStringLiteral("Cancelled") << 1;
}

void tst_UdisksTools::cannotSwitchOff()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, kind);
    QFETCH(int, attempts);
    m_peer.drive = {{QStringLiteral("CanPowerOff"), true}};
    m_peer.answer = [&](const QDBusMessage &call) { return refusal(call, name.constData()); };
    Control control;
    const auto off = ejectDrive(m_identity, control);
    QVERIFY(!off);
    QCOMPARE(kindName(off.error().kind), kind);
    QCOMPARE(off.error().message,
             QStringLiteral("Cannot switch off \"%1\". The system refuses to. Unplug it when "
                            "its light is still.")
                 .arg(m_loop->path()));
    QCOMPARE(m_peer.calls.size(), attempts);
}

void tst_UdisksTools::doesNotUnmountWhatMustNotBeWritten()
{
    QTemporaryDir folder;
    runTool(QStringLiteral("mkfs.ext4"), {QStringLiteral("-q"), m_loop->path()});
    runTool(QStringLiteral("mount"), {m_loop->path(), folder.path()});
    m_peer.drive = {{QStringLiteral("CanPowerOff"), true}};
    m_peer.answer = [](const QDBusMessage &call) { return call.createReply(); };
    Control control;
    const auto off = ejectDrive(m_identity, control);
    runTool(QStringLiteral("umount"), {folder.path()});
    QVERIFY(!off);
    QCOMPARE(m_peer.calls, QStringList());
}

QTEST_GUILESS_MAIN(tst_UdisksTools)

#include "tst_UdisksTools.moc"

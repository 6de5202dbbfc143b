// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/drive/DriveControl.h"
#include "core/drive/DriveHelper.h"
#include "core/drive/RawDrive.h"
#include "core/drive/StandIn.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace bootwright;

namespace {

const auto kServe = QStringLiteral("--serve");

//! What the helper of these tests does: a file stands in for the drive, whose serial must be "right". To open
//! the drive number 9 takes a while.
Result<OpenDrive> openFile(const DriveIdentity &chosen, Unlocked)
{
    auto now = chosen;
    now.serial = QStringLiteral("right");
    if (const auto same = checkIdentity(chosen, now); !same)
        return same.error();
    if (chosen.number == 9)
        std::this_thread::sleep_for(std::chrono::seconds(1));
    auto drive = openStandIn(chosen.path, chosen.size);
    if (drive) {
        drive->serial = now.serial;
        drive->model = QStringLiteral("Stand-in");
        drive->volumes.push_back(openDevice(chosen.path + QStringLiteral(".volume"), 0));
    }
    return drive;
}

//! Starts this very program with \a arguments.
DriveHandle startThis(const QString &arguments)
{
    auto line = u'"' + QDir::toNativeSeparators(QCoreApplication::applicationFilePath())
                + QStringLiteral("\" ") + arguments;
    STARTUPINFOW start = {};
    start.cb = sizeof(start);
    PROCESS_INFORMATION process = {};
    if (!::CreateProcessW(nullptr,
                          reinterpret_cast<wchar_t *>(line.data()),
                          nullptr,
                          nullptr,
                          FALSE,
                          0,
                          nullptr,
                          nullptr,
                          &start,
                          &process))
        return {};
    ::CloseHandle(process.hThread);
    return DriveHandle(qintptr(process.hProcess));
}

Result<DriveHandle> startServing(const QString &pipe)
{
    return startThis(kServe + u' ' + pipe);
}

} // namespace

class tst_DriveHelper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void handsOverAnOpenDrive();
    void refusesAnotherDrive();
    void opensOneAfterTheOther();
    void endsWithTheLast();
    void dismissedIsCancelled();
    void helperThatEndsIsAnError();
    void strangerIsRefused();
    void waitingCanBeStopped();
    void stoppedQuestionGetsNoDrive();
    void helperTakesNoOtherPipe();
    void helperLeavesWhoTalksNonsense();
    void realHelperIsStartedAsAdministrator();

private:
    DriveIdentity chosen(const QString &name) const
    {
        return {m_folder.filePath(name), QStringLiteral("right"), {}, 1_MiB, 1, 0};
    }

    QTemporaryDir m_folder;
    Control m_control;
};

void tst_DriveHelper::init()
{
    for (const auto *name : {"a.volume", "b.volume"})
        QVERIFY(QFile(m_folder.filePath(QString::fromLatin1(name))).open(QIODevice::WriteOnly));
}

void tst_DriveHelper::handsOverAnOpenDrive()
{
    const auto identity = chosen(QStringLiteral("a"));
    const auto helper = DriveHelper::start(startServing, m_control);
    QVERIFY2(helper, qPrintable(helper ? QString() : helper.error().message));
    auto drive = (*helper)->open(identity, Unlocked::No, m_control);
    QVERIFY2(drive, qPrintable(drive ? QString() : drive.error().message));
    QCOMPARE(drive->name, identity.path);
    QCOMPARE(drive->model, QStringLiteral("Stand-in"));
    QCOMPARE(drive->serial, QStringLiteral("right"));
    QCOMPARE(drive->size, 1_MiB);
    QCOMPARE(drive->volumes.size(), size_t(1));
    BY_HANDLE_FILE_INFORMATION known = {};
    QVERIFY(::GetFileInformationByHandle(native(drive->volumes.front()), &known));
    QVERIFY(!openStandIn(identity.path, 0)); // it is held
    {
        const auto raw = rawDrive(std::move(*drive));
        alignas(4096) static const std::array<char, 4096> bytes = {'B', 'W'};
        QVERIFY(raw->write(4096, bytes));
        QVERIFY(raw->flush());
    }
    QFile file(identity.path);
    QVERIFY(file.open(QIODevice::ReadOnly)); // and then it is not
    QCOMPARE(file.size(), qint64(1_MiB));
    QCOMPARE(file.readAll().mid(4096, 3), QByteArray("BW\0", 3));
}

void tst_DriveHelper::refusesAnotherDrive()
{
    auto identity = chosen(QStringLiteral("other"));
    identity.serial = QStringLiteral("wrong");
    const auto helper = DriveHelper::start(startServing, m_control);
    QVERIFY(helper);
    const auto drive = (*helper)->open(identity, Unlocked::Yes, m_control);
    QVERIFY(!drive);
    QCOMPARE(drive.error().kind, Error::Kind::Device);
    QCOMPARE(
        drive.error().message,
        QStringLiteral("Cannot write to \"%1\". The drive was changed or plugged in again since "
                       "it was chosen. Choose it again.")
            .arg(identity.path));
    QCOMPARE(drive.error().detail, QStringLiteral("serial: wrong, now right"));
    QVERIFY(!QFile::exists(identity.path));
}

void tst_DriveHelper::opensOneAfterTheOther()
{
    auto starts = 0;
    const auto helper = DriveHelper::start(
        [&](const QString &pipe) {
            ++starts;
            return startServing(pipe);
        },
        m_control);
    QVERIFY(helper);
    const auto one = (*helper)->open(chosen(QStringLiteral("a")), Unlocked::No, m_control);
    const auto two = (*helper)->open(chosen(QStringLiteral("b")), Unlocked::No, m_control);
    QVERIFY(one);
    QVERIFY(two);
    QCOMPARE(starts, 1);
}

void tst_DriveHelper::endsWithTheLast()
{
    HANDLE process = nullptr;
    auto helper = DriveHelper::start(
        [&](const QString &pipe) {
            auto started = startServing(pipe);
            ::DuplicateHandle(::GetCurrentProcess(),
                              native(*started),
                              ::GetCurrentProcess(),
                              &process,
                              0,
                              FALSE,
                              DUPLICATE_SAME_ACCESS);
            return started;
        },
        m_control);
    QVERIFY(helper);
    QCOMPARE(::WaitForSingleObject(process, 300), DWORD(WAIT_TIMEOUT));
    helper->reset();
    QCOMPARE(::WaitForSingleObject(process, 10000), WAIT_OBJECT_0);
    DWORD status = 99;
    QVERIFY(::GetExitCodeProcess(process, &status));
    QCOMPARE(status, DWORD(0));
    ::CloseHandle(process);
}

void tst_DriveHelper::dismissedIsCancelled()
{
    const auto helper = DriveHelper::start(
        [](const QString &) { return Result<DriveHandle>(cancelled()); }, m_control);
    QVERIFY(!helper);
    QCOMPARE(helper.error().kind, Error::Kind::Cancelled);
}

void tst_DriveHelper::helperThatEndsIsAnError()
{
    const auto helper = DriveHelper::start(
        [](const QString &) {
            return Result<DriveHandle>(startThis(kServe + QStringLiteral(" nowhere")));
        },
        m_control);
    QVERIFY(!helper);
    QCOMPARE(helper.error().kind, Error::Kind::Device);
    QCOMPARE(
        helper.error().message,
        QStringLiteral("The program that opens drives as administrator has ended. Start again."));
}

void tst_DriveHelper::strangerIsRefused()
{
    DriveHandle stranger;
    const auto helper = DriveHelper::start(
        [&](const QString &pipe) -> Result<DriveHandle> {
            stranger = std::move(*startServing(pipe));
            return DriveHandle(qintptr(::OpenProcess(
                PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, ::GetCurrentProcessId())));
        },
        m_control);
    QVERIFY(!helper);
    QCOMPARE(helper.error().kind, Error::Kind::AccessDenied);
    QCOMPARE(::WaitForSingleObject(native(stranger), 10000), WAIT_OBJECT_0);
}

void tst_DriveHelper::waitingCanBeStopped()
{
    std::stop_source stop;
    Control control(stop.get_token());
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop.request_stop();
    });
    const auto helper = DriveHelper::start(
        [](const QString &) -> Result<DriveHandle> { // it never comes
            return DriveHandle(qintptr(::OpenProcess(SYNCHRONIZE, FALSE, ::GetCurrentProcessId())));
        },
        control);
    QVERIFY(!helper);
    QCOMPARE(helper.error().kind, Error::Kind::Cancelled);
}

void tst_DriveHelper::stoppedQuestionGetsNoDrive()
{
    auto slow = chosen(QStringLiteral("slow"));
    slow.number = 9;
    const auto helper = DriveHelper::start(startServing, m_control);
    QVERIFY(helper);
    QVERIFY((*helper)->isThere());
    std::stop_source stop;
    Control control(stop.get_token());
    stop.request_stop();
    const auto drive = (*helper)->open(slow, Unlocked::No, control);
    QVERIFY(!drive);
    QCOMPARE(drive.error().kind, Error::Kind::Cancelled);
    QVERIFY(!(*helper)->isThere());
    QTRY_VERIFY(QFile::exists(slow.path));  // it was opened all the same,
    QTRY_VERIFY(openStandIn(slow.path, 0)); // and is held by nobody
}

void tst_DriveHelper::helperTakesNoOtherPipe()
{
    QCOMPARE(serveDrives(QStringLiteral("\\\\server\\pipe\\bootwright"), openFile), 2);
    QCOMPARE(serveDrives(m_folder.filePath(QStringLiteral("a.volume")), openFile), 2);
    QCOMPARE(serveDrives(QStringLiteral("\\\\.\\pipe\\bootwright-nobody"), openFile), 1);
}

void tst_DriveHelper::helperLeavesWhoTalksNonsense()
{
    const auto name = QStringLiteral("\\\\.\\pipe\\bootwright-nonsense");
    const DriveHandle pipe(qintptr(::CreateNamedPipeW(
        wide(name), PIPE_ACCESS_DUPLEX, PIPE_TYPE_BYTE, 1, 4096, 4096, 0, nullptr)));
    QVERIFY(isOpen(pipe));
    const auto helper = startServing(name);
    QVERIFY(helper);
    QVERIFY(::ConnectNamedPipe(native(pipe), nullptr) || ::GetLastError() == ERROR_PIPE_CONNECTED);
    DWORD done = 0;
    QVERIFY(::WriteFile(native(pipe), "format c:\n", 10, &done, nullptr));
    QCOMPARE(::WaitForSingleObject(native(*helper), 10000), WAIT_OBJECT_0);
    DWORD status = 0;
    QVERIFY(::GetExitCodeProcess(native(*helper), &status));
    QCOMPARE(status, DWORD(1));
}

//! All of it but the question, which Wine does not ask.
void tst_DriveHelper::realHelperIsStartedAsAdministrator()
{
    const auto helper = DriveHelper::start(startElevated, m_control);
    QVERIFY2(helper, qPrintable(helper ? QString() : helper.error().message));
    auto identity = chosen({});
    identity.path = QStringLiteral("\\\\.\\PhysicalDrive99");
    const auto drive = (*helper)->open(identity, Unlocked::Yes, m_control);
    QVERIFY(!drive);
    QCOMPARE(
        drive.error().message,
        QStringLiteral("Cannot write to \"\\\\.\\PhysicalDrive99\". It was unplugged. Plug it in "
                       "and choose it again."));
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (const auto arguments = app.arguments(); arguments.size() == 3 && arguments[1] == kServe)
        return serveDrives(arguments[2], openFile);
    tst_DriveHelper test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_DriveHelper.moc"

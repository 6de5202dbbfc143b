// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveControl.h"
#include "core/drive/DriveHelper.h"
#include "core/drive/DriveMessage.h"

namespace bootwright {

namespace {

enum Status { Done = 0, Broken = 1, WrongUse = 2 };

//! The process that made the pipe; no handle if it may not be had.
DriveHandle askerOf(const DriveHandle &pipe)
{
    ULONG process = 0;
    if (!::GetNamedPipeServerProcessId(native(pipe), &process))
        return {};
    const auto handle = ::OpenProcess(PROCESS_DUP_HANDLE, FALSE, process);
    return handle ? DriveHandle(qintptr(handle)) : DriveHandle();
}

//! The next line, empty at the end and when it is too long.
QByteArray readLine(const DriveHandle &pipe)
{
    QByteArray line;
    char letter = 0;
    DWORD got = 0;
    while (line.size() < kLongestDriveMessage && ::ReadFile(native(pipe), &letter, 1, &got, nullptr)
           && got == 1) {
        line += letter;
        if (letter == '\n')
            return line;
    }
    return {};
}

bool write(const DriveHandle &pipe, const QByteArray &message)
{
    DWORD done = 0;
    return ::WriteFile(native(pipe), message.constData(), DWORD(message.size()), &done, nullptr)
           && done == DWORD(message.size());
}

//! Closes in \a asker what was given to it.
void takeBack(const std::vector<qint64> &handles, const DriveHandle &asker)
{
    for (const auto handle : handles) {
        HANDLE ours = nullptr;
        if (::DuplicateHandle(native(asker),
                              reinterpret_cast<HANDLE>(handle),
                              ::GetCurrentProcess(),
                              &ours,
                              0,
                              FALSE,
                              DUPLICATE_SAME_ACCESS | DUPLICATE_CLOSE_SOURCE))
            ::CloseHandle(ours);
    }
}

//! Opens the same in \a asker; what this process has open goes with \a drive.
Result<HandedDrive> handOver(const OpenDrive &drive, const DriveHandle &asker)
{
    std::vector<HANDLE> ours = {native(drive.handle)};
    for (const auto &volume : drive.volumes)
        ours.push_back(native(volume));
    HandedDrive handed{{},
                       drive.name,
                       drive.vendor,
                       drive.model,
                       drive.serial,
                       drive.size,
                       drive.logicalSectorSize};
    for (auto *const handle : ours) {
        HANDLE theirs = nullptr;
        if (::DuplicateHandle(::GetCurrentProcess(),
                              handle,
                              native(asker),
                              &theirs,
                              0,
                              FALSE,
                              DUPLICATE_SAME_ACCESS)) {
            handed.handles.push_back(qint64(qintptr(theirs)));
            continue;
        }
        const auto error =
            windowsDriveError(Tr::tr("Cannot hand \"%1\" over.").arg(drive.name), ::GetLastError());
        takeBack(handed.handles, asker);
        return error;
    }
    return handed;
}

} // namespace

int serveDrives(const QString &pipe, const OpenForOther &open)
{
    if (!pipe.startsWith(QStringLiteral("\\\\.\\pipe\\")))
        return WrongUse;
    // who made the pipe must not act in the name of who opens it
    const DriveHandle end(qintptr(::CreateFileW(wide(pipe),
                                                GENERIC_READ | GENERIC_WRITE,
                                                0,
                                                nullptr,
                                                OPEN_EXISTING,
                                                SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS,
                                                nullptr)));
    if (!isOpen(end))
        return Broken;
    const auto asker = askerOf(end);
    if (!isOpen(asker))
        return Broken;
    for (auto line = readLine(end); !line.isEmpty(); line = readLine(end)) {
        const auto request = driveRequest(line);
        if (!request)
            return Broken;
        const auto drive = open(request->chosen, request->unlocked);
        const auto handed = drive ? handOver(*drive, asker) : Result<HandedDrive>(drive.error());
        if (!write(end, messageOf(handed))) {
            if (handed)
                takeBack(handed->handles, asker); // nobody waits for it any more
            return Broken;
        }
    }
    return Done;
}

} // namespace bootwright

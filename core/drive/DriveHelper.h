// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/openDrive.h"

#include <functional>

namespace bootwright {

//! Windows: a process with administrator rights that opens drives for this one, which has none. It is a
//! program of its own without a window; Windows asks for permission when it starts. They talk through a pipe
//! (DriveMessage) that only administrators can open and that one program does, the one that was
//! started. The helper looks at the drive itself and opens what openDrive() would open, so nobody gets more
//! from it than from openDrive(); then it puts the open handles into this process. No byte of a drive goes
//! through it. It ends when the object goes.
class DriveHelper
{
public:
    //! Starts the helper with the pipe's name as its argument; the handle of its process.
    using Start = std::function<Result<DriveHandle>(const QString &pipe)>;

    //! Blocks until it answers; the system's question cannot be taken back, everything after it can.
    static Result<std::shared_ptr<DriveHelper>> start(const Start &start, Control &control);

    DriveHelper(const DriveHelper &) = delete;
    DriveHelper &operator=(const DriveHelper &) = delete;

    //! It can be asked. No longer after a question that was stopped.
    bool isThere() const { return m_pipe.native() != DriveHandle::kNone; }
    //! As openDrive() does it. Device: the helper has ended. For one thread at a time.
    Result<OpenDrive> open(const DriveIdentity &chosen, Unlocked unlocked, Control &control);

private:
    DriveHelper() = default;
    Result<void> connect(Control &control);
    //! Begins something with the pipe and waits for it: the bytes that went through.
    using Begin = std::function<bool(struct _OVERLAPPED *)>;
    Result<quint32> perform(const Begin &begin, Control &control);
    Result<QByteArray> ask(const QByteArray &message, Control &control);

    DriveHandle m_process;
    DriveHandle m_pipe;
};

//! Starts bootwright-drives.exe, which stands beside this program, as administrator: Windows asks the user.
//! Cancelled: the user said no. NotFound: it is not there.
Result<DriveHandle> startElevated(const QString &pipe);

//! This process has administrator rights already.
bool isElevated();

//! openDrive() for a process with administrator rights, which needs no helper.
Result<OpenDrive>
openDriveElevated(const DriveIdentity &chosen, Unlocked unlocked, Control &control);

//! The helper's side: opens drives with \a open for whoever made the \a pipe, until that one closes it or
//! says what is no question. Its exit status.
using OpenForOther = std::function<Result<OpenDrive>(const DriveIdentity &, Unlocked)>;
int serveDrives(const QString &pipe, const OpenForOther &open);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/openDrive.h"

#include <QByteArray>

#include <vector>

namespace bootwright {

//! What a program without rights and its helper with rights say to each other, one JSON object a line: the
//! program asks for one drive after the other, and each question gets one answer.
//!
//!     {"open":{"path":"\\\\.\\PhysicalDrive2","serial":"…","place":"…","size":31457280,"number":2,"sequence":0},
//!      "unlocked":false}
//!     {"opened":{"handles":["420","424"],"name":"…","vendor":"…","model":"…","serial":"…","size":31457280,
//!                "logicalSectorSize":512}}
//!     {"error":{"kind":"Device","message":"…","detail":"…"}}
//!
//! What is read is not believed: InvalidInput for everything else.

//! A line may have so many bytes.
inline constexpr qsizetype kLongestDriveMessage = 64 * 1024;

struct DriveRequest
{
    DriveIdentity chosen;
    Unlocked unlocked = Unlocked::No;

    bool operator==(const DriveRequest &) const = default;
};

//! A drive that is open in the process that asked for it.
struct HandedDrive
{
    std::vector<qint64> handles; //!< of that process: the drive, then the locks of its volumes
    QString name;
    QString vendor;
    QString model;
    QString serial;
    quint64 size = 0; //!< bytes
    quint32 logicalSectorSize = 512;

    bool operator==(const HandedDrive &) const = default;
};

QByteArray messageOf(const DriveRequest &request);
Result<DriveRequest> driveRequest(QByteArrayView message);

QByteArray messageOf(const Result<HandedDrive> &answer);
//! The drive, or the error that the helper met.
Result<HandedDrive> handedDrive(QByteArrayView message);

} // namespace bootwright

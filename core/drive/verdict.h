// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Units.h"
#include "core/drive/DriveProperties.h"

#include <map>

namespace bootwright {

//! What the running system keeps on which drive: the drive's device number → "/", "/boot", "swap".
//! Resolved down to whole drives, through LVM, RAID, encryption, btrfs and loop devices.
using SystemUse = std::map<quint64, QStringList>;

//! Whether a drive may be written, and why not.
struct DriveVerdict
{
    enum class Answer {
        Eligible,
        MustBeUnlocked, //!< only after the user has said for this very drive that it is meant
        Refused,
    };
    enum class Reason {
        None, //!< eligible
        SystemDrive,
        NotADrive,
        StandsForOther, //!< a loop device over a drive
        Optical,
        Network,
        NoMedium,
        ReadOnly,
        InUse,
        TooSmall,
        NotRemovable, //!< must be unlocked
        Large,        //!< must be unlocked
        LoopDevice,   //!< must be unlocked
    };

    Answer answer = Answer::Refused;
    Reason reason = Reason::None;
    QString sentence; //!< why, and what to do now; translated; empty when eligible

    bool operator==(const DriveVerdict &) const = default;
};

//! A drive with more bytes must be unlocked: the sticks that are sold as 256 GB have less.
constexpr quint64 kLargeDrive = 256_GiB;
//! No file system of ours fits into less.
constexpr quint64 kSmallestDrive = 64_MiB;

//! Says whether \a drive may be written. \a needed bytes must fit onto it.
DriveVerdict
verdict(const DriveProperties &drive, const SystemUse &system, quint64 needed = kSmallestDrive);

//! Whether a volume mounted at \a mountPoint may be unmounted for the user: it lies where people and
//! desktops mount removable drives. All others belong to the system or to somebody's plan.
bool isRemovableMount(const QString &mountPoint);

//! The word for \a answer and \a reason in JSON and in tests, for example "refused", "systemDrive".
QString wordOf(DriveVerdict::Answer answer);
QString wordOf(DriveVerdict::Reason reason);

} // namespace bootwright

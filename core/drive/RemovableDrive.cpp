// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/RemovableDrive.h"

namespace bootwright {

bool isShown(const RemovableDrive &drive)
{
    switch (drive.properties.kind) {
    case DriveKind::Disk:
    case DriveKind::Optical:
        return true;
    case DriveKind::Loop:
        return drive.verdict.answer != DriveVerdict::Answer::Refused;
    case DriveKind::BootArea:
    case DriveKind::Memory:
    case DriveKind::Mapped:
        return false;
    }
    return false;
}

} // namespace bootwright

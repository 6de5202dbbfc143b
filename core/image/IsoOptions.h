// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

namespace bootwright {

//! What tells one medium from all others. A boot manager finds its way back to the medium by these,
//! so they must be fresh for every medium.
struct ImageIdentity
{
    QUuid diskGuid;
    QUuid partitionGuid;
    quint32 mbrSignature = 0; //!< never 0
    quint32 fatSerial = 0;
    QByteArray udfVolumeSetId; //!< 16 hexadecimal digits

    static ImageIdentity fresh(const Chance &chance);
};

//! Everything about a universal image but its files.
struct IsoOptions
{
    QString label; //!< of the disc: 1 to 32 UTF-16 units; ISO9660 shows '_' for what is not ASCII
    QString fatLabel; //!< of the partition: at most 11 characters, ASCII, upper case
    ImageIdentity identity;
    QDateTime created;
    QByteArray biosBoot; //!< El Torito image for BIOS (no emulation), or empty
    QByteArray efiBoot;  //!< El Torito image for UEFI (a FAT volume), or empty; below 32 MiB
};

} // namespace bootwright

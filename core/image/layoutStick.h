// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Units.h"
#include "core/image/ImageLayout.h"
#include "core/tree/FileTree.h"

#include <QDateTime>

namespace bootwright {

//! Everything about a stick but its files. The two numbers tell it from all others, so they must be fresh
//! for every stick.
struct StickOptions
{
    QString label;             //!< of the volume: at most 11 characters, ASCII, upper case
    quint32 diskSignature = 0; //!< in the MBR, never 0
    quint32 fatSerial = 0;
    QDateTime created;

    //! \a number tells the sticks of one run apart when chance is reproducible.
    static StickOptions fresh(const QString &label, const Chance &chance, size_t number = 0);
};

//! Where the only partition of a stick begins, bytes.
inline constexpr quint64 kStickPartition = 1_MiB;
//! What makes a stick look finished: so many bytes at 0 (the partition table) and at kStickPartition (the
//! boot sector and its backup). Whoever writes a stick puts them there last.
inline constexpr quint64 kStickSeal = 4096;

//! A stick of \a size bytes (docs/formats/stick.md): MBR with one active FAT32 partition from 1 MiB to the
//! end, or to 2 TiB on larger ones; UEFI and BIOS can start it. From byte 0 to the last file everything is
//! written, in one piece; the free space behind is left as it is. All places are multiples of 512 bytes.
//! Reads no content.
//! InvalidInput: a label that cannot be. NoSpace: the files are more than the stick holds. Unsupported,
//! naming the file: a name that FAT cannot hold, 4 GiB or more in one file; or less than 34 MiB.
Result<ImageLayout> layoutStick(const FileTree &tree, quint64 size, const StickOptions &options);

//! The size of a stick on which \a tree fits with a quarter to spare.
quint64 comfortableStickSize(const FileTree &tree);

} // namespace bootwright

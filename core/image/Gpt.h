// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"

#include <QUuid>

#include <optional>

namespace bootwright {

//! What a GPT with one partition says; sectors of 512 bytes.
struct GptFacts
{
    quint64 diskSectors = 0;
    quint64 firstSector = 0; //!< of the partition
    quint64 lastSector = 0;  //!< of the partition, inside of it
    QUuid diskGuid;
    QUuid partitionGuid;
    quint32 mbrSignature = 0;
    QString partitionName; //!< at most 36 characters
};

//! The protective MBR and the primary GPT, 34 sectors, for the start of the disk.
QByteArray gptFront(const GptFacts &facts);
//! The backup GPT, 33 sectors, for the end of the disk.
QByteArray gptBack(const GptFacts &facts);

//! Where a partition lies on a disk, bytes.
struct PartitionRange
{
    quint64 offset = 0;
    quint64 size = 0;
};

//! The partitions of a disk: those of a GPT (the backup one if the first is damaged), else those of an MBR;
//! none if there is neither. Those that leave the disk are left out.
std::vector<PartitionRange> readPartitions(const ImageSource &disk);

} // namespace bootwright

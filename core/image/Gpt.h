// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageOverlay.h"

#include <QUuid>

#include <vector>

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

enum class PartitionScheme { None, Mbr, Gpt };

//! Where a partition lies on a disk, bytes.
struct PartitionRange
{
    quint64 offset = 0;
    quint64 size = 0;
};

struct Partition
{
    PartitionRange range;
    QString type; //!< for people: "EFI system", "FAT32", or the number
};

//! How a disk is divided. Partitions that leave the disk are left out.
struct PartitionTable
{
    PartitionScheme scheme = PartitionScheme::None;
    bool startsByBios = false; //!< the MBR has code and marks a partition as active
    std::vector<Partition> partitions;
};

//! The GPT of \a disk (the backup one if the first is damaged), else its MBR, unless sector 0 is that of a
//! file system.
PartitionTable readPartitionTable(const ImageSource &disk);
//! Where the partitions of readPartitionTable() lie.
std::vector<PartitionRange> readPartitions(const ImageSource &disk);

//! Gives the partitions of a GPT another name, in each of its two copies that is good.
Result<void> relabelGpt(ImageOverlay &disk, const QString &name);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/image/Udf.h"
#include "core/image/UdfField.h"

#include <algorithm>

// ECMA-167 part 2 and 3 as UDF 1.02 chapter 2 restricts them: the volume. Sectors of the disc:
//   19 "BEA01" | 20 "NSR02" | 21 "TEA01"
//   32 volume sequence: primary, implementation use, partition, logical volume, unallocated space, end
//   48 the same once more | 64 integrity (closed), end | 256 and last - 256 anchors
// The last anchor is not at the last sector, as that belongs to the backup GPT; ECMA-167 3/8.4.2.1 wants
// two of 256, N - 256 and N.

namespace bootwright {

using namespace udf;

namespace {

constexpr quint32 kMainSequence = 32;
constexpr quint32 kReserveSequence = 48;
constexpr quint32 kSequenceSectors = 16;
constexpr quint32 kIntegrity = 64;
constexpr quint32 kVolumeSectors = 34;
const QByteArrayView kDomainSuffix("\x02\x01\x03"); // revision 1.02, write-protected twice
const QByteArrayView kRevisionSuffix("\x02\x01");

QByteArray sealed(QByteArray bytes, qsizetype size, Tag tag, quint32 location)
{
    seal(bytes, 0, size, tag, location);
    return bytes;
}

QByteArray primary(const QString &label, const QByteArray &volumeSetId, const QDateTime &created)
{
    QByteArray bytes = zeroBytes(kBlock);
    putBytes(bytes, 24, dstring(label, 32));
    for (const auto at : {56, 58})
        putLe<quint16>(bytes, at, 1);
    for (const auto at : {60, 62})
        putLe<quint16>(bytes, at, 2);
    for (const auto at : {64, 68})
        putLe<quint32>(bytes, at, 1);
    // The first 16 characters are the unique ones (UDF 1.02, 2.2.2.5).
    putBytes(bytes, 72, dstring(QString::fromLatin1(volumeSetId) + label, 128));
    putBytes(bytes, 200, charspec());
    putBytes(bytes, 264, charspec());
    putBytes(bytes, 344, entity("*Bootwright"));
    putBytes(bytes, 376, timestamp(created));
    putBytes(bytes, 388, entity("*Bootwright"));
    return bytes;
}

QByteArray implementationUse(const QString &label)
{
    QByteArray bytes = zeroBytes(kBlock);
    putLe<quint32>(bytes, 16, 1);
    putBytes(bytes, 20, entity("*UDF LV Info", kRevisionSuffix));
    putBytes(bytes, 52, charspec());
    putBytes(bytes, 116, dstring(label, 128));
    putBytes(bytes, 352, entity("*Bootwright"));
    return bytes;
}

QByteArray partition(quint32 blocks)
{
    QByteArray bytes = zeroBytes(kBlock);
    putLe<quint32>(bytes, 16, 2);
    putLe<quint16>(bytes, 20, 1);
    putBytes(bytes, 24, entity("+NSR02"));
    putLe<quint32>(bytes, 184, 1); // read only
    putLe<quint32>(bytes, 188, Udf::kPartitionStart);
    putLe<quint32>(bytes, 192, blocks);
    putBytes(bytes, 196, entity("*Bootwright"));
    return bytes;
}

QByteArray logicalVolume(const QString &label)
{
    QByteArray bytes = zeroBytes(kBlock);
    putLe<quint32>(bytes, 16, 3);
    putBytes(bytes, 20, charspec());
    putBytes(bytes, 84, dstring(label, 128));
    putLe<quint32>(bytes, 212, quint32(kBlock));
    putBytes(bytes, 216, entity("*OSTA UDF Compliant", kDomainSuffix));
    putBytes(bytes, 248, longAd(2 * kBlock, 0));
    putLe<quint32>(bytes, 264, 6);
    putLe<quint32>(bytes, 268, 1);
    putBytes(bytes, 272, entity("*Bootwright"));
    putLe<quint32>(bytes, 432, 2 * kBlock);
    putLe<quint32>(bytes, 436, kIntegrity);
    bytes[440] = 1; // one map: partition 0 of volume 1, as it lies
    bytes[441] = 6;
    putLe<quint16>(bytes, 442, 1);
    return bytes;
}

QByteArray unallocatedSpace()
{
    QByteArray bytes = zeroBytes(kBlock);
    putLe<quint32>(bytes, 16, 4);
    return bytes;
}

} // namespace

QByteArray Udf::recognition()
{
    QByteArray bytes = zeroBytes(3 * kBlock);
    putBytes(bytes, 1, "BEA01\x01");
    putBytes(bytes, kBlock + 1, "NSR02\x01");
    putBytes(bytes, 2 * kBlock + 1, "TEA01\x01");
    return bytes;
}

QByteArray Udf::anchor(quint32 sector)
{
    QByteArray bytes = zeroBytes(kBlock);
    putLe<quint32>(bytes, 16, kSequenceSectors * quint32(kBlock));
    putLe<quint32>(bytes, 20, kMainSequence);
    putLe<quint32>(bytes, 24, kSequenceSectors * quint32(kBlock));
    putLe<quint32>(bytes, 28, kReserveSequence);
    seal(bytes, 0, 512, Tag::Anchor, sector);
    return bytes;
}

QByteArray Udf::volume(quint32 partitionBlocks,
                       const QString &label,
                       const QByteArray &volumeSetId,
                       const QDateTime &created) const
{
    QByteArray bytes = zeroBytes(kVolumeSectors * kBlock);
    const auto put = [&](quint32 sector, const QByteArray &part, qsizetype size, Tag tag) {
        putBytes(
            bytes, qsizetype((sector - kMainSequence) * kBlock), sealed(part, size, tag, sector));
    };
    for (const auto first : {kMainSequence, kReserveSequence}) {
        put(first, primary(label, volumeSetId, created), 512, Tag::Primary);
        put(first + 1, implementationUse(label), 512, Tag::ImplementationUse);
        put(first + 2, partition(partitionBlocks), 512, Tag::Partition);
        put(first + 3, logicalVolume(label), 446, Tag::LogicalVolume);
        put(first + 4, unallocatedSpace(), 24, Tag::UnallocatedSpace);
        put(first + 5, zeroBytes(kBlock), 512, Tag::Terminating);
    }
    const auto folders = m_index->folders().size();
    const auto entries = m_index->tree().entries().size();
    QByteArray integrity = zeroBytes(kBlock);
    putBytes(integrity, 16, timestamp(created));
    putLe<quint32>(integrity, 28, 1); // closed
    putLe<quint64>(integrity, 40, uniqueId(entries));
    putLe<quint32>(integrity, 72, 1);
    putLe<quint32>(integrity, 76, 46);
    putLe<quint32>(integrity, 84, partitionBlocks);
    putBytes(integrity, 88, entity("*Bootwright"));
    putLe<quint32>(integrity, 120, quint32(entries + 1 - folders));
    putLe<quint32>(integrity, 124, quint32(folders));
    for (const auto at : {128, 130, 132})
        putLe<quint16>(integrity, at, 0x0102);
    put(kIntegrity, integrity, 134, Tag::Integrity);
    put(kIntegrity + 1, zeroBytes(kBlock), 512, Tag::Terminating);
    return bytes;
}

} // namespace bootwright

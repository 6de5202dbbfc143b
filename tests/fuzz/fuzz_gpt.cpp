// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzImage.h"
#include "core/image/Gpt.h"

using namespace bootwright;

namespace {

constexpr qsizetype kHeader = 512;

quint32 crc32(QByteArrayView bytes)
{
    quint32 crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
    }
    return ~crc;
}

//! Gives a header its right sums, when its entries lie in the input.
void sealHeader(QByteArray &bytes)
{
    if (bytes.size() < kHeader + 92)
        return;
    const auto start = le<quint64>(bytes, kHeader + 72) * 512;
    const auto size = quint64(le<quint32>(bytes, kHeader + 80)) * le<quint32>(bytes, kHeader + 84);
    if (start < 1 << 20 && fits(start, size, quint64(bytes.size())))
        putLe<quint32>(bytes,
                       kHeader + 88,
                       crc32(QByteArrayView(bytes).sliced(qsizetype(start), qsizetype(size))));
    putLe<quint32>(bytes, kHeader + 16, 0);
    putLe<quint32>(bytes, kHeader + 16, crc32(QByteArrayView(bytes).sliced(kHeader, 92)));
}

} // namespace

//! The input is a disk, to be continued with zeros: partitions lie inside of it.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    sealHeader(bytes);
    FuzzImage image;
    image.put(0, bytes);
    for (const auto &partition : readPartitionTable(image).partitions) {
        if (partition.range.size == 0
            || !fits(partition.range.offset, partition.range.size, image.size()))
            std::abort();
    }
    return 0;
}

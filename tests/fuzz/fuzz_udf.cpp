// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzImage.h"
#include "core/image/Udf.h"
#include "core/image/UdfField.h"

using namespace bootwright;

namespace {

constexpr qsizetype kSequence = 8 * qsizetype(udf::kBlock);

//! Gives every tag its right sums: wrong ones would hide the rest of the reader.
void sealTags(QByteArray &bytes)
{
    for (qsizetype at = 0; at + 16 <= bytes.size(); at += 4) {
        const auto tag = le<quint16>(bytes, at);
        const auto length = qsizetype(le<quint16>(bytes, at + 10));
        const auto isTag = tag > 0 && (tag < 10 || (tag > 255 && tag < 270));
        if (isTag && le<quint16>(bytes, at + 2) == 2 && at + 16 + length <= bytes.size())
            udf::seal(bytes, at, 16 + length, udf::Tag(tag), le<quint32>(bytes, at + 12));
    }
}

} // namespace

//! The input is the eight sectors of the volume sequence from sector 32 on, then the disc from the anchor in
//! sector 256 on.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    sealTags(bytes);
    FuzzImage image;
    image.put(32 * udf::kBlock, bytes.first(std::min(kSequence, bytes.size())));
    image.put(256 * udf::kBlock, bytes.sliced(std::min(kSequence, bytes.size())));
    (void)readUdfLabel(image);
    if (const auto tree = readUdf(image))
        checkTree(*tree);
    return 0;
}

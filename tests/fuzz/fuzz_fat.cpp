// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzImage.h"
#include "core/image/Fat32.h"

using namespace bootwright;

//! The input is a volume, to be continued with zeros.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    FuzzImage image;
    image.put(0, QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    (void)readFatLabel(image);
    const auto tree = readFat(image);
    if (tree && readFatBits(image) == 0)
        std::abort();
    if (tree)
        checkTree(*tree);
    return 0;
}

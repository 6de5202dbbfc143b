// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzImage.h"
#include "core/image/ElTorito.h"
#include "core/image/Iso9660.h"

using namespace bootwright;

//! The input is a disc from sector 16 on.
extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    FuzzImage image;
    image.put(16 * Iso9660::kSector,
              QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    (void)readIso9660Label(image);
    (void)readDiscOrigin(image);
    (void)readBootCatalog(image);
    if (const auto tree = readIso9660(image))
        checkTree(*tree);
    return 0;
}

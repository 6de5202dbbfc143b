// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/BcdStore.h"
#include "support/HiveSurgeon.h"

#include <algorithm>
#include <cstdlib>

using namespace bootwright;

namespace {

//! Small enough for the writer.
bool isSmall(const HiveKey &key)
{
    return key.children.size() <= 511
           && std::all_of(key.children.begin(), key.children.end(), isSmall);
}

} // namespace

//! Any bytes as a hive and as a store: a hive that is read can be written and is read the same again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    HiveSurgeon surgeon(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (surgeon.bytes.size() >= hivePage)
        surgeon.seal(); // a wrong checksum would hide the rest of the reader
    const auto store = readBcd(surgeon.bytes);
    const auto root = readHive(surgeon.bytes);
    if (store && !root)
        std::abort();
    if (!root || !isSmall(*root))
        return 0;
    const auto again = readHive(writeHive(*root, {}));
    if (!again || !(*again == *root))
        std::abort();
    return 0;
}

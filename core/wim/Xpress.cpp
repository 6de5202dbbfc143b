// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/Xpress.h"

#include "core/base/Bytes.h"
#include "core/wim/Huffman.h"

#include <array>

// One chunk, the "LZ77+Huffman" variant of [MS-XCA], one table a chunk:
//   0    256  code lengths of 512 symbols, 4 bits each, the even symbol in the low half
//   256  ..   16-bit words with the bits; whole bytes lie between them (long match lengths)
// Symbol 0..255: this byte. Others: a match; symbol - 256 = offset bits * 16 + length code.

namespace bootwright {

namespace {

constexpr qsizetype tableSize = 256;
constexpr size_t symbolCount = 512;

bool readTable(QByteArrayView bytes, HuffmanTable &table)
{
    std::array<quint8, symbolCount> lengths;
    for (size_t i = 0; i < tableSize; ++i) {
        const auto pair = quint8(bytes[qsizetype(i)]);
        lengths[2 * i] = pair & 15;
        lengths[2 * i + 1] = pair >> 4;
    }
    return table.build(lengths) && !table.isEmpty();
}

//! The match length that goes with the length code 15, or 0 if it is damaged.
size_t longLength(BitReader &reader)
{
    const auto one = reader.bytes(1);
    if (one.isEmpty())
        return 0;
    const auto byte = quint8(one.front());
    if (byte < 255)
        return 15u + byte;
    const auto two = reader.bytes(2);
    if (two.size() < 2)
        return 0;
    const auto length = le<quint16>(two, 0); // the whole length, not added to 15
    return length < 15 ? 0 : length;
}

} // namespace

Result<void> decodeXpress(QByteArrayView stored, std::span<char> out)
{
    if (stored.size() < tableSize)
        return damagedChunk("xpress: no table");
    HuffmanTable table;
    if (!readTable(stored.first(tableSize), table))
        return damagedChunk("xpress: incomplete code");

    // The place of the whole bytes follows from when words are fetched: two at the start, then after
    // each symbol and each offset as soon as fewer than 16 bits are left.
    BitReader reader(stored.sliced(tableSize));
    reader.need(32);
    for (size_t position = 0; position < out.size();) {
        const int symbol = table.decode(reader);
        reader.need(16);
        if (symbol < 256) {
            out[position++] = char(symbol);
            continue;
        }
        const int offsetBits = (symbol >> 4) & 15;
        size_t length = symbol & 15;
        if (length == 15) {
            length = longLength(reader);
            if (length == 0)
                return damagedChunk("xpress: match length");
        }
        const size_t distance = (size_t(1) << offsetBits) | reader.take(offsetBits);
        reader.need(16);
        length += 3;
        if (!copyMatch(out, position, distance, length))
            return damagedChunk("xpress: match outside the chunk");
        position += length;
    }
    if (reader.isOverrun())
        return damagedChunk("xpress: data end too early");
    return {};
}

} // namespace bootwright

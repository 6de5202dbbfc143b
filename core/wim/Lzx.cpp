// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/Lzx.h"

#include "core/base/Bytes.h"
#include "core/wim/Huffman.h"

#include <array>
#include <bit>

// One chunk of LZX as WIM has it: each chunk stands alone; no header bits; the window is the chunk size.
//   block:  3 bits type (1 verbatim, 2 aligned, 3 uncompressed)
//           1 bit: 32768 bytes; else 16 bits of size, and 8 more from order 16 on
//   aligned only:       8 x 3 bits, the aligned tree
//   both of them:       main tree 0..255, main tree 256.., length tree; 20 x 4 bits of a pretree before each
//   uncompressed:       rest of the word, 3 x u32 recent offsets, the bytes, a byte if odd
// After decoding, the targets of x86 call instructions (E8) are made relative again.

namespace bootwright {

namespace {

constexpr size_t literals = 256;
constexpr size_t lengthSymbols = 249;
constexpr size_t pretreeSymbols = 20;
constexpr size_t alignedSymbols = 8;
constexpr quint32 usualBlockSize = 32768;
constexpr int maximumSlots = 50;

//! Offset slots of the window orders 15 to 21.
constexpr std::array<int, 7> slotCounts = {30, 32, 34, 36, 38, 42, 50};

struct Slot
{
    int extraBits = 0;
    quint32 base = 0;
};

constexpr std::array<Slot, maximumSlots> makeSlots()
{
    std::array<Slot, maximumSlots> slotTable{};
    quint32 base = 0;
    for (int i = 0; i < maximumSlots; ++i) {
        const int extraBits = i < 4 ? 0 : i < 36 ? i / 2 - 1 : 17;
        slotTable[size_t(i)] = {extraBits, base};
        base += 1u << extraBits;
    }
    return slotTable;
}

constexpr auto slotTable = makeSlots();

class LzxChunk
{
public:
    LzxChunk(QByteArrayView stored, std::span<char> out, quint32 chunkSize)
        : m_reader(stored)
        , m_out(out)
        , m_order(std::countr_zero(chunkSize))
        , m_mainSymbols(literals + 8 * size_t(slotCounts.at(size_t(m_order - 15))))
    {}

    Result<void> decode();

private:
    enum Type : quint32 { Verbatim = 1, Aligned = 2, Uncompressed = 3 };

    Result<void> readBlock();
    Result<void> readTrees(bool isAligned);
    bool readLengths(std::span<quint8> lengths);
    bool readRun(const HuffmanTable &pretree, int symbol, std::span<quint8> lengths, size_t &at);
    Result<void> copyRaw(size_t size);
    Result<void> expand(size_t size, bool isAligned);
    size_t readDistance(size_t slot, bool isAligned);
    void undoCalls();

    BitReader m_reader;
    std::span<char> m_out;
    size_t m_position = 0;
    int m_order;
    size_t m_mainSymbols;
    std::array<quint32, 3> m_recent = {1, 1, 1};
    std::array<quint8, HuffmanTable::maximumSymbols> m_mainLengths{};
    std::array<quint8, lengthSymbols> m_lengthLengths{};
    HuffmanTable m_main;
    HuffmanTable m_length;
    HuffmanTable m_aligned;
};

Result<void> LzxChunk::decode()
{
    while (m_position < m_out.size()) {
        if (const auto done = readBlock(); !done)
            return done;
        if (m_reader.isOverrun())
            return damagedChunk("lzx: data end too early");
    }
    undoCalls();
    return {};
}

Result<void> LzxChunk::readBlock()
{
    const auto type = m_reader.take(3);
    size_t size = usualBlockSize;
    if (m_reader.take(1) == 0) {
        size = m_reader.take(16);
        if (m_order >= 16)
            size = size << 8 | m_reader.take(8);
    }
    if (size == 0 || size > m_out.size() - m_position)
        return damagedChunk("lzx: block size");
    if (type == Uncompressed)
        return copyRaw(size);
    if (type != Verbatim && type != Aligned)
        return damagedChunk("lzx: block type");
    if (const auto done = readTrees(type == Aligned); !done)
        return done;
    return expand(size, type == Aligned);
}

Result<void> LzxChunk::readTrees(bool isAligned)
{
    if (isAligned) {
        std::array<quint8, alignedSymbols> lengths;
        for (auto &length : lengths)
            length = quint8(m_reader.take(3));
        if (!m_aligned.build(lengths) || m_aligned.isEmpty())
            return damagedChunk("lzx: aligned tree");
    }
    const auto mainLengths = std::span(m_mainLengths).first(m_mainSymbols);
    if (!readLengths(mainLengths.first(literals)) || !readLengths(mainLengths.subspan(literals))
        || !m_main.build(mainLengths) || m_main.isEmpty())
        return damagedChunk("lzx: main tree");
    if (!readLengths(m_lengthLengths) || !m_length.build(m_lengthLengths))
        return damagedChunk("lzx: length tree");
    return {};
}

//! Code lengths are stored as differences to those of the block before, in a code of their own.
bool LzxChunk::readLengths(std::span<quint8> lengths)
{
    std::array<quint8, pretreeSymbols> pretreeLengths;
    for (auto &length : pretreeLengths)
        length = quint8(m_reader.take(4));
    HuffmanTable pretree;
    if (!pretree.build(pretreeLengths) || pretree.isEmpty())
        return false;
    for (size_t at = 0; at < lengths.size();) {
        m_reader.need(16);
        const int symbol = pretree.decode(m_reader);
        if (symbol <= 16) {
            lengths[at] = quint8((lengths[at] + 17 - symbol) % 17);
            ++at;
        } else if (!readRun(pretree, symbol, lengths, at)) {
            return false;
        }
    }
    return true;
}

bool LzxChunk::readRun(const HuffmanTable &pretree,
                       int symbol,
                       std::span<quint8> lengths,
                       size_t &at)
{
    size_t run = 0;
    quint8 value = 0;
    if (symbol == 17) {
        run = 4 + m_reader.take(4);
    } else if (symbol == 18) {
        run = 20 + m_reader.take(5);
    } else {
        run = 4 + m_reader.take(1);
        m_reader.need(16);
        const int difference = pretree.decode(m_reader);
        if (difference > 16)
            return false;
        value = quint8((lengths[at] + 17 - difference) % 17);
    }
    if (run > lengths.size() - at)
        return false;
    for (; run > 0; --run)
        lengths[at++] = value;
    return true;
}

Result<void> LzxChunk::copyRaw(size_t size)
{
    m_reader.leaveWord();
    const auto recent = m_reader.bytes(12);
    const auto raw = m_reader.bytes(qsizetype(size));
    if (m_reader.isOverrun())
        return damagedChunk("lzx: uncompressed block ends too early");
    for (size_t i = 0; i < m_recent.size(); ++i) {
        m_recent[i] = le<quint32>(recent, 4 * qsizetype(i));
        if (m_recent[i] == 0)
            return damagedChunk("lzx: recent offset 0");
    }
    std::copy(raw.begin(), raw.end(), m_out.begin() + qptrdiff(m_position));
    m_position += size;
    m_reader.skipBytes(qsizetype(size % 2));
    return {};
}

Result<void> LzxChunk::expand(size_t size, bool isAligned)
{
    const auto end = m_position + size;
    const auto block = m_out.first(end); // a match may not cross the end of its block
    while (m_position < end) {
        m_reader.need(16);
        auto symbol = size_t(m_main.decode(m_reader));
        if (symbol < literals) {
            m_out[m_position++] = char(symbol);
            continue;
        }
        symbol -= literals;
        size_t length = symbol & 7;
        if (length == 7) {
            if (m_length.isEmpty())
                return damagedChunk("lzx: no length tree");
            m_reader.need(16);
            length += size_t(m_length.decode(m_reader));
        }
        length += 2;
        if (!copyMatch(block, m_position, readDistance(symbol >> 3, isAligned), length))
            return damagedChunk("lzx: match outside the block");
        m_position += length;
    }
    return {};
}

size_t LzxChunk::readDistance(size_t slot, bool isAligned)
{
    if (slot < m_recent.size()) { // exchanged with the first, not moved to the front
        std::swap(m_recent[slot], m_recent[0]);
        return m_recent[0];
    }
    const auto [extraBits, base] = slotTable[slot];
    quint32 extra = 0;
    if (isAligned && extraBits >= 3) {
        extra = m_reader.take(extraBits - 3) << 3;
        m_reader.need(16);
        extra |= quint32(m_aligned.decode(m_reader));
    } else {
        extra = m_reader.take(extraBits);
    }
    m_recent = {base + extra - 2, m_recent[0], m_recent[1]};
    return m_recent[0];
}

void LzxChunk::undoCalls()
{
    constexpr qint32 fileSize = 12000000; // the constant of WIM
    const auto bytes = m_out;
    for (size_t i = 0; i + 10 < bytes.size();) {
        if (quint8(bytes[i]) != 0xE8) {
            ++i;
            continue;
        }
        char *const operand = bytes.data() + i + 1;
        const auto target = qFromLittleEndian<qint32>(operand);
        if (target >= 0 && target < fileSize)
            qToLittleEndian<qint32>(target - qint32(i), operand);
        else if (target < 0 && target >= -qint32(i))
            qToLittleEndian<qint32>(target + fileSize, operand);
        i += 5;
    }
}

} // namespace

Result<void> decodeLzx(QByteArrayView stored, std::span<char> out, quint32 chunkSize)
{
    return LzxChunk(stored, out, chunkSize).decode();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/Huffman.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

#include <algorithm>

namespace bootwright {

void BitReader::need(int count)
{
    while (m_have < count) {
        quint16 word = 0;
        if (m_bytes.size() - m_next >= 2) {
            word = le<quint16>(m_bytes, m_next);
            m_next += 2;
        } else {
            m_padding += 16;
        }
        m_bits = m_bits << 16 | word;
        m_have += 16;
    }
}

quint32 BitReader::take(int count)
{
    need(count);
    const auto value = peek(count);
    skip(count);
    return value;
}

QByteArrayView BitReader::bytes(qsizetype count)
{
    const auto size = std::min(count, m_bytes.size() - m_next);
    m_overrun = m_overrun || size < count;
    const auto found = m_bytes.sliced(m_next, size);
    m_next += size;
    return found;
}

void BitReader::leaveWord()
{
    const int rest = m_have % 16 == 0 ? 16 : m_have % 16;
    need(rest);
    skip(rest);
    if (isOverrun()) {
        m_overrun = true;
        return;
    }
    m_next -= (m_have - m_padding) / 8;
    m_have = 0;
    m_padding = 0;
}

void BitReader::skipBytes(qsizetype skipped)
{
    m_next += std::min(skipped, m_bytes.size() - m_next);
}

bool HuffmanTable::build(std::span<const quint8> lengths)
{
    Q_ASSERT(lengths.size() <= maximumSymbols);
    std::array<quint16, maximumLength + 1> counts{};
    for (const auto length : lengths)
        ++counts[length];
    counts[0] = 0;
    quint32 code = 0;
    quint16 index = 0;
    for (int length = 1; length <= maximumLength; ++length) {
        m_first[length] = code;
        m_index[length] = index;
        code += quint32(counts[length]) << (maximumLength - length);
        m_limit[length] = code;
        index = quint16(index + counts[length]);
    }
    m_isEmpty = index == 0;
    if (m_isEmpty)
        return true;
    if (code != 1u << maximumLength)
        return false;

    auto place = m_index;
    m_fast.fill({});
    for (size_t symbol = 0; symbol < lengths.size(); ++symbol) {
        const int length = lengths[symbol];
        if (length == 0)
            continue;
        const quint32 nth = place[length]++;
        m_sorted[nth] = quint16(symbol);
        if (length > fastBits)
            continue;
        const auto first = (m_first[length] >> (maximumLength - fastBits))
                           + ((nth - m_index[length]) << (fastBits - length));
        std::fill_n(m_fast.begin() + first,
                    size_t(1) << (fastBits - length),
                    Fast{quint16(symbol), quint8(length)});
    }
    return true;
}

int HuffmanTable::decode(BitReader &reader) const
{
    const auto fast = m_fast[reader.peek(fastBits)];
    if (fast.length != 0) {
        reader.skip(fast.length);
        return fast.symbol;
    }
    const auto code = reader.peek(maximumLength);
    int length = fastBits + 1;
    while (code >= m_limit[length])
        ++length; // ends: the code is complete, so the last limit is 65536
    reader.skip(length);
    return m_sorted[m_index[length] + ((code - m_first[length]) >> (maximumLength - length))];
}

bool copyMatch(std::span<char> out, size_t position, size_t distance, size_t length)
{
    if (distance == 0 || distance > position || length > out.size() - position)
        return false;
    char *to = out.data() + position;
    for (size_t i = 0; i < length; ++i)
        to[i] = (to - distance)[i]; // byte by byte: source and target may overlap
    return true;
}

Error damagedChunk(const char *detail)
{
    return Error{Error::Kind::Corrupt,
                 Tr::tr("Compressed data in it is damaged."),
                 QString::fromLatin1(detail)};
}

} // namespace bootwright

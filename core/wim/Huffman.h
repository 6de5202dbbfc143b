// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArrayView>

#include <array>
#include <span>

namespace bootwright {

//! The bits of compressed data in a WIM: little-endian 16-bit words, each read from its highest bit down.
//! Behind the end come zeros, which may be looked at but not used up: isOverrun() tells.
class BitReader
{
public:
    explicit BitReader(QByteArrayView bytes)
        : m_bytes(bytes)
    {}

    //! Fetches words until \a count bits (32 at most) are at hand.
    void need(int count);
    //! The next \a count bits, which are at hand.
    quint32 peek(int count) const
    {
        return quint32(m_bits >> (m_have - count)) & ((1u << count) - 1);
    }
    //! Uses up \a count bits, which are at hand.
    void skip(int count) { m_have -= count; }
    //! Fetches and uses up \a count bits (0 to 31).
    quint32 take(int count);

    //! \a count whole bytes that lie behind the words fetched so far; fewer at the end, which is an overrun.
    QByteArrayView bytes(qsizetype count);
    //! Drops the rest of this word, or all of the next one if none of it was used (1 to 16 bits, never
    //! none), and gives back the words that were only fetched, so that bytes() goes on here.
    void leaveWord();
    //! Reading bits goes on with the word that begins \a skipped bytes further.
    void skipBytes(qsizetype skipped);
    //! More was used up than there is.
    bool isOverrun() const { return m_overrun || m_padding > m_have; }

private:
    QByteArrayView m_bytes;
    qsizetype m_next = 0;
    quint64 m_bits = 0;
    int m_have = 0;    //!< bits fetched and not used up
    int m_padding = 0; //!< zeros fetched from behind the end
    bool m_overrun = false;
};

//! A canonical Huffman code of at most 16 bits. Complete, or without any symbol.
class HuffmanTable
{
public:
    static constexpr int maximumLength = 16;
    static constexpr size_t maximumSymbols = 656;

    //! From the code length of each symbol (0: not used). False if the code is neither complete nor empty.
    bool build(std::span<const quint8> lengths);
    bool isEmpty() const { return m_isEmpty; }
    //! The next symbol. 16 bits are at hand and the table is not empty.
    int decode(BitReader &reader) const;

private:
    static constexpr int fastBits = 10;
    struct Fast
    {
        quint16 symbol = 0;
        quint8 length = 0; //!< 0: the code is longer than fastBits
    };

    std::array<Fast, 1 << fastBits> m_fast;
    std::array<quint16, maximumSymbols> m_sorted;   //!< symbols by code
    std::array<quint32, maximumLength + 1> m_first; //!< first code of a length, in 16 bits
    std::array<quint32, maximumLength + 1>
        m_limit; //!< behind the last code of a length, in 16 bits
    std::array<quint16, maximumLength + 1> m_index; //!< of the first code in m_sorted
    bool m_isEmpty = true;
};

//! Repeats \a length bytes from \a distance back at \a position of \a out. False if there is no such place.
bool copyMatch(std::span<char> out, size_t position, size_t distance, size_t length);

//! Corrupt: a compressed part is damaged.
Error damagedChunk(const char *detail);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <array>

namespace bootwright {

//! A canonical Huffman code for writing: length and bits of each symbol.
struct TestCode
{
    QList<quint8> lengths;
    QList<quint32> bits;

    explicit TestCode(QList<quint8> symbolLengths)
        : lengths(std::move(symbolLengths))
        , bits(lengths.size())
    {
        quint32 next = 0;
        for (quint8 length = 1; length <= 16; ++length) {
            next <<= 1;
            for (qsizetype symbol = 0; symbol < lengths.size(); ++symbol) {
                if (lengths[symbol] == length)
                    bits[symbol] = next++;
            }
        }
    }
    //! The symbols of \a used (two or more) have codes of about the same length.
    static TestCode flat(qsizetype symbols, const QList<int> &used)
    {
        quint8 length = 1;
        while ((qsizetype(1) << length) < used.size())
            ++length;
        const auto shorter = (qsizetype(1) << length) - used.size();
        QList<quint8> lengths(symbols, 0);
        for (qsizetype i = 0; i < used.size(); ++i)
            lengths[used[i]] = quint8(i < shorter ? length - 1 : length);
        return TestCode(lengths);
    }
    //! Codes of 1, 2, 3, … bits, the last two alike: 17 symbols at most.
    static TestCode steep(qsizetype symbols, const QList<int> &used)
    {
        QList<quint8> lengths(symbols, 0);
        for (qsizetype i = 0; i < used.size(); ++i)
            lengths[used[i]] = quint8(std::min(i + 1, used.size() - 1));
        return TestCode(lengths);
    }
};

} // namespace bootwright

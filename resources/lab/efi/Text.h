// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace lab {

//! Borrowed UTF-8 bytes.
struct Text
{
    const char *data = nullptr;
    size_t size = 0;

    constexpr Text() = default;
    constexpr Text(const char *bytes, size_t count)
        : data(bytes)
        , size(count)
    {}
    template<size_t n>
    constexpr Text(const char (&literal)[n])
        : data(literal)
        , size(n - 1)
    {}

    constexpr bool isEmpty() const { return size == 0; }
    constexpr Text from(size_t start) const
    {
        return start < size ? Text(data + start, size - start) : Text();
    }
    constexpr Text first(size_t count) const { return Text(data, count < size ? count : size); }
    constexpr bool operator==(Text other) const
    {
        if (size != other.size)
            return false;
        for (size_t i = 0; i < size; ++i) {
            if (data[i] != other.data[i])
                return false;
        }
        return true;
    }
};

//! \a a and \a b are equal, but for the case of ASCII letters.
bool equalFolded(Text a, Text b);
//! Without blanks and line ends at both ends.
Text trimmed(Text text);

//! A line of text that is put together in place; what does not fit is cut off.
class Line
{
public:
    Line &add(Text text);
    Line &add(uint64_t number);
    Line &addUtf16(const char16_t *text);
    Line &addUtf16(char16_t unit);
    Line &fill(char c, size_t count);
    operator Text() const { return Text(m_bytes, m_size); }

private:
    void addCodePoint(uint32_t point);

    char m_bytes[1024];
    size_t m_size = 0;
    char16_t m_high = 0;
};

//! Writes \a text as UTF-16 with a terminator into \a into, which has room for \a room units; what
//! does not fit is cut off. Bytes that are not UTF-8 become U+FFFD. The number of units.
size_t toUtf16(Text text, char16_t *into, size_t room);

//! The value of \a key in the section \a section of an INI file (an empty section: anywhere).
//! \a file is ASCII or UTF-8; empty if there is no such line.
Text iniValue(Text file, Text section, Text key);

} // namespace lab

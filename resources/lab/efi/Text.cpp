// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Text.h"

namespace lab {

namespace {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

constexpr bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

//! Takes one code point off \a text; U+FFFD and one byte for what is not UTF-8 (RFC 3629).
uint32_t takeCodePoint(Text &text)
{
    const auto byte = [&text](size_t i) { return uint8_t(text.data[i]); };
    const uint8_t first = byte(0);
    const size_t size = first < 0x80   ? 1
                        : first < 0xC2 ? 0
                        : first < 0xE0 ? 2
                        : first < 0xF0 ? 3
                        : first < 0xF5 ? 4
                                       : 0;
    uint32_t point = size == 1 ? first : first & (0x7Fu >> size);
    bool valid = size != 0 && size <= text.size;
    for (size_t i = 1; valid && i < size; ++i) {
        valid = (byte(i) & 0xC0) == 0x80;
        point = point << 6 | (byte(i) & 0x3F);
    }
    const bool isOverlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
    valid = valid && !isOverlong && point < 0x110000 && (point < 0xD800 || point > 0xDFFF);
    text = text.from(valid ? size : 1);
    return valid ? point : 0xFFFD;
}

} // namespace

bool equalFolded(Text a, Text b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; ++i) {
        if (lower(a.data[i]) != lower(b.data[i]))
            return false;
    }
    return true;
}

Text trimmed(Text text)
{
    while (!text.isEmpty() && isBlank(text.data[0]))
        text = text.from(1);
    while (!text.isEmpty() && isBlank(text.data[text.size - 1]))
        text = text.first(text.size - 1);
    return text;
}

Line &Line::add(Text text)
{
    for (size_t i = 0; i < text.size && m_size < sizeof(m_bytes); ++i)
        m_bytes[m_size++] = text.data[i];
    return *this;
}

Line &Line::fill(char c, size_t count)
{
    for (size_t i = 0; i < count; ++i)
        add(Text(&c, 1));
    return *this;
}

// By subtraction: a 64-bit division would need a runtime library on 32-bit machines.
Line &Line::add(uint64_t number)
{
    uint64_t power = 10'000'000'000'000'000'000u;
    bool started = false;
    for (int digits = 20; digits > 0; --digits) {
        char digit = '0';
        for (; number >= power; number -= power)
            ++digit;
        started = started || digit != '0' || digits == 1;
        if (started)
            add(Text(&digit, 1));
        uint64_t next = 1;
        for (int i = 2; i < digits; ++i)
            next *= 10;
        power = next;
    }
    return *this;
}

void Line::addCodePoint(uint32_t point)
{
    char bytes[4];
    size_t size = 0;
    if (point < 0x80) {
        bytes[size++] = char(point);
    } else if (point < 0x800) {
        bytes[size++] = char(0xC0 | point >> 6);
    } else if (point < 0x10000) {
        bytes[size++] = char(0xE0 | point >> 12);
        bytes[size++] = char(0x80 | (point >> 6 & 0x3F));
    } else {
        bytes[size++] = char(0xF0 | point >> 18);
        bytes[size++] = char(0x80 | (point >> 12 & 0x3F));
        bytes[size++] = char(0x80 | (point >> 6 & 0x3F));
    }
    if (point >= 0x80)
        bytes[size++] = char(0x80 | (point & 0x3F));
    if (m_size + size <= sizeof(m_bytes))
        add(Text(bytes, size));
}

Line &Line::addUtf16(char16_t unit)
{
    const bool isLow = unit >= 0xDC00 && unit <= 0xDFFF;
    if (m_high != 0)
        addCodePoint(isLow ? 0x10000u + ((m_high - 0xD800u) << 10) + (unit - 0xDC00u) : 0xFFFDu);
    const bool isPair = m_high != 0 && isLow;
    m_high = unit >= 0xD800 && unit <= 0xDBFF ? unit : u'\0';
    if (!isPair && m_high == 0)
        addCodePoint(isLow ? 0xFFFDu : unit);
    return *this;
}

Line &Line::addUtf16(const char16_t *text)
{
    for (; *text != 0; ++text)
        addUtf16(*text);
    return *this;
}

size_t toUtf16(Text text, char16_t *into, size_t room)
{
    size_t size = 0;
    while (!text.isEmpty()) {
        const uint32_t point = takeCodePoint(text);
        const size_t units = point < 0x10000 ? 1 : 2;
        if (size + units + 1 > room)
            break;
        if (units == 2) {
            into[size++] = char16_t(0xD800 + ((point - 0x10000) >> 10));
            into[size++] = char16_t(0xDC00 + (point & 0x3FF));
        } else {
            into[size++] = char16_t(point);
        }
    }
    into[size] = 0;
    return size;
}

Text iniValue(Text file, Text section, Text key)
{
    bool inSection = section.isEmpty();
    while (!file.isEmpty()) {
        size_t end = 0;
        while (end < file.size && file.data[end] != '\n')
            ++end;
        const Text line = trimmed(file.first(end));
        file = file.from(end + 1);
        if (!section.isEmpty() && line.size > 1 && line.data[0] == '[')
            inSection = equalFolded(line.from(1).first(line.size - 2), section);
        size_t equals = 0;
        while (equals < line.size && line.data[equals] != '=')
            ++equals;
        if (inSection && equals < line.size && equalFolded(trimmed(line.first(equals)), key))
            return trimmed(line.from(equals + 1));
    }
    return {};
}

} // namespace lab

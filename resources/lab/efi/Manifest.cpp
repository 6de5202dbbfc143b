// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Manifest.h"

namespace lab {

namespace {

constexpr int deepest = 32; // no manifest of ours nests deeper than 3

} // namespace

bool Manifest::damaged()
{
    m_damaged = true;
    return false;
}

void Manifest::skipBlanks()
{
    while (m_at < m_end && (*m_at == ' ' || *m_at == '\t' || *m_at == '\r' || *m_at == '\n'))
        ++m_at;
}

bool Manifest::take(char c)
{
    skipBlanks();
    if (m_at == m_end || *m_at != c)
        return false;
    ++m_at;
    return true;
}

bool Manifest::takeCodeUnit(uint32_t &unit)
{
    unit = 0;
    for (int i = 0; i < 4; ++i, ++m_at) {
        if (m_at == m_end)
            return false;
        const char c = *m_at;
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0)
            return false;
        unit = unit << 4 | uint32_t(digit);
    }
    return true;
}

// What an escape stands for is never longer than the escape itself, so it is undone in place.
bool Manifest::takeEscape(char *&out)
{
    if (m_at == m_end)
        return false;
    const char c = *m_at++;
    if (c == 'u') {
        Line line;
        uint32_t unit = 0;
        if (!takeCodeUnit(unit) || unit == 0)
            return false;
        line.addUtf16(char16_t(unit));
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            if (m_end - m_at < 2 || m_at[0] != '\\' || m_at[1] != 'u')
                return false;
            m_at += 2;
            if (!takeCodeUnit(unit))
                return false;
            line.addUtf16(char16_t(unit));
        }
        const Text text = line;
        for (size_t i = 0; i < text.size; ++i)
            *out++ = text.data[i];
        return true;
    }
    for (const char *pair = "\"\"\\\\//b\bf\fn\nr\rt\t"; *pair != 0; pair += 2) {
        if (pair[0] == c) {
            *out++ = pair[1];
            return true;
        }
    }
    return false;
}

bool Manifest::takeString(Text &text)
{
    if (!take('"'))
        return false;
    char *const start = m_at;
    char *out = m_at;
    while (m_at < m_end && *m_at != '"') {
        if (uint8_t(*m_at) < 0x20)
            return false;
        if (*m_at != '\\') {
            *out++ = *m_at++;
            continue;
        }
        ++m_at;
        if (!takeEscape(out))
            return false;
    }
    text = Text(start, size_t(out - start));
    return take('"');
}

bool Manifest::takeNumber(uint64_t &number)
{
    skipBlanks();
    const char *const start = m_at;
    number = 0;
    for (; m_at < m_end && *m_at >= '0' && *m_at <= '9'; ++m_at) {
        if (m_at - start == 18) // larger than any disc; the next digit could overflow
            return false;
        number = number * 10 + uint64_t(*m_at - '0');
    }
    return m_at != start;
}

// Brackets are counted, not paired: what is passed over need not be judged, only left behind.
bool Manifest::skipValue()
{
    int depth = 0;
    do {
        skipBlanks();
        if (m_at == m_end)
            return false;
        const char c = *m_at;
        if (c == '"') {
            Text passedOver;
            if (!takeString(passedOver))
                return false;
            continue;
        }
        if (c == '{' || c == '[') {
            if (++depth > deepest)
                return false;
        } else if (c == '}' || c == ']') {
            if (--depth < 0)
                return false;
        } else if (depth == 0) {
            while (m_at < m_end && *m_at != ',' && *m_at != '}' && *m_at != ']')
                ++m_at;
            return true;
        }
        ++m_at;
    } while (depth > 0);
    return true;
}

bool Manifest::open(char *json, size_t size)
{
    m_at = json;
    m_end = json + size;
    m_damaged = false;
    m_first = true;
    if (!take('{'))
        return damaged();
    do {
        Text name;
        if (!takeString(name) || !take(':'))
            return damaged();
        if (name == "files")
            return take('[') || damaged();
        if (!skipValue())
            return damaged();
    } while (take(','));
    return damaged();
}

bool Manifest::takeMember(ManifestFile &file)
{
    Text name;
    if (!takeString(name) || !take(':'))
        return false;
    if (name == "path")
        return takeString(file.path);
    if (name == "size")
        return takeNumber(file.size);
    if (name == "sha256")
        return takeString(file.sha256);
    return skipValue();
}

bool Manifest::next(ManifestFile &file)
{
    if (m_damaged || take(']'))
        return false;
    if (!m_first && !take(','))
        return damaged();
    m_first = false;
    file = {};
    if (!take('{'))
        return damaged();
    do {
        if (!takeMember(file))
            return damaged();
    } while (take(','));
    if (!take('}') || file.path.isEmpty() || file.sha256.size != 64)
        return damaged();
    return true;
}

} // namespace lab

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Secret.h"

#include "core/base/Bytes.h"

#include <utility>

namespace bootwright {

namespace {

void wipeBytes(char *data, qsizetype size)
{
    volatile char *p = data; // volatile: the compiler may not drop the writes
    for (qsizetype i = 0; i < size; ++i)
        p[i] = 0;
}

} // namespace

Secret::Secret(QByteArrayView utf8)
    : m_utf8(utf8.begin(), utf8.end())
{}

Secret::Secret(const QString &text)
{
    auto bytes = text.toUtf8();
    m_utf8.assign(bytes.cbegin(), bytes.cend());
    wipeBytes(bytes.data(), bytes.size());
}

Secret::~Secret()
{
    wipe();
}

Secret::Secret(Secret &&other) noexcept
    : m_utf8(std::exchange(other.m_utf8, {}))
{}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_utf8 = std::exchange(other.m_utf8, {});
    }
    return *this;
}

Secret Secret::clone() const
{
    return Secret(utf8());
}

qsizetype Secret::length() const
{
    return text().size();
}

Secret Secret::utf16le() const
{
    auto wide = bootwright::utf16le(text());
    Secret result{QByteArrayView(wide)};
    wipeBytes(wide.data(), wide.size());
    return result;
}

bool Secret::operator==(const Secret &other) const
{
    return m_utf8 == other.m_utf8;
}

void Secret::wipe()
{
    wipeBytes(m_utf8.data(), qsizetype(m_utf8.size()));
    m_utf8.clear();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace bootwright {

constexpr quint64 operator""_KiB(unsigned long long n)
{
    return n * 1024;
}
constexpr quint64 operator""_MiB(unsigned long long n)
{
    return n * 1024 * 1024;
}
constexpr quint64 operator""_GiB(unsigned long long n)
{
    return n * 1024 * 1024 * 1024;
}

//! \a value rounded up to a multiple of \a step. \a value + \a step must not overflow.
constexpr quint64 roundUp(quint64 value, quint64 step)
{
    return (value + step - 1) / step * step;
}

} // namespace bootwright

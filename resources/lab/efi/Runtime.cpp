// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <stddef.h>

// What the compiler itself calls, with or without a C library.
extern "C" {

void *memset(void *into, int value, size_t size)
{
    auto *bytes =
        static_cast<volatile unsigned char *>(into); // volatile: or this becomes a call of itself
    for (size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<unsigned char>(value);
    return into;
}

void *memcpy(void *into, const void *from, size_t size)
{
    auto *bytes = static_cast<volatile unsigned char *>(into);
    for (size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<const unsigned char *>(from)[i];
    return into;
}

} // extern "C"

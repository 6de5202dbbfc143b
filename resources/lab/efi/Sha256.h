// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace lab {

//! A running SHA-256 (FIPS 180-4) without any library.
class Sha256
{
public:
    Sha256();
    void add(const uint8_t *bytes, size_t size);
    //! The 64 lower-case hexadecimal digits, without a terminator. The object is used up.
    void finish(char (&hex)[64]);

private:
    void addBlock(const uint8_t *block);

    uint32_t m_state[8];
    uint8_t m_pending[64];
    size_t m_pendingSize = 0;
    uint64_t m_size = 0;
};

} // namespace lab

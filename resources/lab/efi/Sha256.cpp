// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Sha256.h"

namespace lab {

namespace {

// FIPS 180-4, 4.2.2.
constexpr uint32_t roundConstants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

constexpr uint32_t rotated(uint32_t value, int bits)
{
    return value >> bits | value << (32 - bits);
}

} // namespace

Sha256::Sha256()
    : m_state{0x6a09e667,
              0xbb67ae85,
              0x3c6ef372,
              0xa54ff53a,
              0x510e527f,
              0x9b05688c,
              0x1f83d9ab,
              0x5be0cd19}
{}

void Sha256::addBlock(const uint8_t *block)
{
    uint32_t w[64];
    for (int i = 0; i < 16; ++i) {
        const uint8_t *word = block + 4 * i;
        w[i] = uint32_t(word[0]) << 24 | uint32_t(word[1]) << 16 | uint32_t(word[2]) << 8 | word[3];
    }
    for (int i = 16; i < 64; ++i) {
        const uint32_t low = rotated(w[i - 15], 7) ^ rotated(w[i - 15], 18) ^ w[i - 15] >> 3;
        const uint32_t high = rotated(w[i - 2], 17) ^ rotated(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + low + w[i - 7] + high;
    }
    auto [a, b, c, d, e, f, g, h] = m_state;
    for (int i = 0; i < 64; ++i) {
        const uint32_t high = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
        const uint32_t one = h + high + ((e & f) ^ (~e & g)) + roundConstants[i] + w[i];
        const uint32_t low = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
        const uint32_t two = low + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
    }
    const uint32_t worked[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; ++i)
        m_state[i] += worked[i];
}

void Sha256::add(const uint8_t *bytes, size_t size)
{
    m_size += size;
    while (size > 0) {
        if (m_pendingSize == 0 && size >= sizeof(m_pending)) {
            addBlock(bytes);
            bytes += sizeof(m_pending), size -= sizeof(m_pending);
            continue;
        }
        m_pending[m_pendingSize++] = *bytes++, --size;
        if (m_pendingSize == sizeof(m_pending)) {
            addBlock(m_pending);
            m_pendingSize = 0;
        }
    }
}

void Sha256::finish(char (&hex)[64])
{
    const uint64_t bits = m_size * 8;
    const uint8_t mark = 0x80, zero = 0;
    add(&mark, 1);
    while (m_pendingSize != 56)
        add(&zero, 1);
    uint8_t length[8];
    for (int i = 0; i < 8; ++i)
        length[i] = uint8_t(bits >> (56 - 8 * i));
    add(length, sizeof(length));
    for (int i = 0; i < 64; ++i)
        hex[i] = "0123456789abcdef"[m_state[i / 8] >> (28 - 4 * (i % 8)) & 15];
}

} // namespace lab

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Serial.h"

namespace lab {

namespace {

// The registers of a 16550 at the address every PC gives to COM1.
constexpr uint16_t port = 0x3F8;
constexpr uint16_t lineControl = 3, modemControl = 4, lineStatus = 5;
constexpr uint8_t readyToSend = 0x20;
constexpr int patience = 1'000'000; // reads of the status before a character is given up

#if defined(__x86_64__) || defined(__i386__)
void put8(uint16_t address, uint8_t value)
{
    asm volatile("outb %0, %1" : : "a"(value), "Nd"(address));
}

uint8_t get8(uint16_t address)
{
    uint8_t value;
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(address));
    return value;
}
#else
void put8(uint16_t, uint8_t) {}

uint8_t get8(uint16_t)
{
    return 0xFF; // what an empty bus answers
}
#endif

} // namespace

Serial::Serial()
    : m_isThere(get8(port + lineStatus) != 0xFF)
{
    if (!m_isThere)
        return;
    put8(port + 1, 0);              // no interrupts
    put8(port + lineControl, 0x80); // the next two set the divisor
    put8(port + 0, 1);
    put8(port + 1, 0);
    put8(port + lineControl, 3); // 8N1
    put8(port + modemControl, 3);
}

void Serial::put(char c)
{
    for (int i = 0; m_isThere && i < patience; ++i) {
        if ((get8(port + lineStatus) & readyToSend) != 0) {
            put8(port, uint8_t(c));
            return;
        }
    }
    m_isThere = false;
}

void Serial::write(Text line)
{
    // A console on the same port may have left its cursor in the middle of a line.
    put('\r'), put('\n');
    for (size_t i = 0; i < line.size; ++i)
        put(uint8_t(line.data[i]) < 0x20 ? '?' : line.data[i]);
    put('\r'), put('\n');
}

} // namespace lab

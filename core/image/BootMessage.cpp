// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/BootMessage.h"

#include "core/base/Bytes.h"

namespace bootwright {

QByteArray bootMessage(quint16 origin, QByteArrayView message)
{
    static constexpr quint8 code[] = {
        0x31, 0xC0,       //        xor ax, ax
        0x8E, 0xD8,       //        mov ds, ax
        0x8E, 0xD0,       //        mov ss, ax
        0xBC, 0x00, 0x7C, //        mov sp, 0x7C00
        0xFC,             //        cld
        0xBE, 0x00, 0x00, //        mov si, message
        0xAC,             // next:  lodsb
        0x84, 0xC0,       //        test al, al
        0x74, 0x09,       //        jz wait
        0xB4, 0x0E,       //        mov ah, 0x0E
        0xBB, 0x07, 0x00, //        mov bx, 7
        0xCD, 0x10,       //        int 0x10
        0xEB, 0xF2,       //        jmp next
        0xF4,             // wait:  hlt
        0xEB, 0xFD,       //        jmp wait
    };
    constexpr qsizetype messageOperand = 11;
    QByteArray bytes(reinterpret_cast<const char *>(code), sizeof code);
    putLe<quint16>(bytes, messageOperand, quint16(0x7C00 + origin + sizeof code));
    return bytes + message.toByteArray() + "\r\n" + '\0';
}

} // namespace bootwright

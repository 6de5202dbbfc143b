; SPDX-FileCopyrightText: 2026 The Bootwright authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; The master boot record of a stick: makes room for itself at 0000:0600, loads the first sector of the
; active partition to 0000:7C00 and jumps there with DL = drive and DS:SI = its entry in the table, as
; boot records expect. Reads by INT 13h extensions only (EDD-3), so that the geometry does not matter.
; The signature (440) and the table (446) are put in by core/image/layoutStick.cpp.

        bits 16
        cpu 386
        org 0x0600

packet          equ 0x0500
loaded          equ 0x7C00

start:  cli
        xor ax, ax
        mov ss, ax
        mov sp, loaded
        mov ds, ax
        mov es, ax
        sti
        cld
        mov si, loaded
        mov di, start
        mov cx, 256
        rep movsw
        jmp 0:moved

moved:  mov [drive], dl
        mov bx, table
.entry: test byte [bx], 0x80
        jnz .active
        add bx, 16
        cmp bx, table + 4 * 16
        jne .entry
        mov si, noPartition
        jmp fail
.active:
        push bx
        mov ah, 0x41
        mov bx, 0x55AA
        int 0x13
        mov si, tooOld
        jc fail
        cmp bx, 0xAA55
        jne fail
        pop bx

        mov bp, 3                       ; a drive that is still spinning up may fail once or twice
.again: mov di, packet
        mov dword [di], 0x00010010      ; its own size, one sector
        mov dword [di + 4], loaded
        mov eax, [bx + 8]
        mov [di + 8], eax
        mov dword [di + 12], 0
        mov si, di
        mov ah, 0x42
        mov dl, [drive]
        int 0x13
        jnc .read
        dec bp
        mov si, unreadable
        jz fail
        xor ah, ah
        mov dl, [drive]
        int 0x13
        jmp .again
.read:  cmp word [loaded + 510], 0xAA55
        mov si, noRecord
        jne fail
        mov si, bx
        mov dl, [drive]
        jmp 0:loaded

%include "fail.inc"

drive:          db 0
noPartition:    db 13, 10, 'This stick has no active partition. Make it again.', 13, 10, 0
noRecord:       db 13, 10, 'This stick has no boot record. Make it again.', 13, 10, 0
unreadable:     db 13, 10, 'This stick cannot be read. Try another port or stick.', 13, 10, 0
tooOld:         db 13, 10, 'This BIOS is too old to start from this stick.', 13, 10, 0

        times 440 - ($ - $$) db 0
        times 6 db 0                    ; the signature
table:  times 4 * 16 db 0
        dw 0xAA55

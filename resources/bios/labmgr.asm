; SPDX-FileCopyrightText: 2026 The Bootwright authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; The training lab's stand-in for the BIOS boot manager: loaded whole to 2000:0000 and entered there
; with DL = drive. Says so on the screen and on COM1, and proves that it was loaded completely: it is
; larger than a segment, and every block of 512 bytes after the program begins and ends with its number.

        bits 16
        cpu 386
        org 0

ownSegment      equ 0x2000
blocks          equ 200
programBlocks   equ 2
com1            equ 0x3F8

start:  mov ax, cs
        cmp ax, ownSegment
        jne $                           ; nothing below would be found
        cli
        mov ds, ax
        xor cx, cx
        mov ss, cx
        mov sp, 0x7C00
        sti
        cld
        push dx
        call openSerial
        mov ax, 3                       ; 80 x 25 characters, cleared
        int 0x10
        mov si, banner
        call print
        pop dx
        mov al, dl
        call putHex
        mov bx, programBlocks
.block: mov ax, bx
        shl ax, 5                       ; 512 bytes are 32 paragraphs
        add ax, ownSegment
        mov es, ax
        cmp [es:0], bx
        jne .bad
        cmp [es:510], bx
        jne .bad
        inc bx
        cmp bx, blocks
        jne .block
        mov si, complete
        jmp .tell
.bad:   mov si, incomplete
.tell:  call print
.halt:  hlt
        jmp .halt

openSerial:
        mov si, registers
.next:  lodsw
        movzx dx, al
        mov al, ah
        cmp dl, 0xFF
        je .done
        add dx, com1
        out dx, al
        jmp .next
.done:  ret

; al as two hexadecimal digits
putHex: push ax
        shr al, 4
        call .digit
        pop ax
        and al, 15
.digit: cmp al, 10
        sbb al, 0x69                    ; 0-9 and A-F without a table
        das
        jmp put

; The text at si
print:  lodsb
        test al, al
        jz .done
        call put
        jmp print
.done:  ret

; al on the screen and on COM1. Waits for the port a while only: there may be none.
put:    pusha
        mov ah, 0x0E
        xor bx, bx
        int 0x10
        mov bl, al
        mov cx, 0xFFFF
        mov dx, com1 + 5
.wait:  in al, dx
        test al, 0x20
        loopz .wait
        mov al, bl
        mov dx, com1
        out dx, al
        popa
        ret

registers:      db 1, 0, 3, 0x80, 0, 1, 1, 0, 3, 3, 4, 3, 0xFF, 0       ; 115200 8N1
banner:         db 'BOOTWRIGHT-LAB banner=training lab', 13, 10
                db 'Bootwright training lab: stand-in for the BIOS boot manager', 13, 10
                db 'LAB bios bootmgr reached DL=', 0
complete:       db ' size ok', 13, 10
                db 'Nothing was installed. Switch the machine off.', 13, 10, 0
incomplete:     db ' size FAILED', 13, 10
                db 'The boot manager was not loaded completely. Make the media again.', 13, 10, 0

        times programBlocks * 512 - ($ - $$) db 0
%assign number programBlocks
%rep blocks - programBlocks
        dw number
        times 508 db 0
        dw number
%assign number number + 1
%endrep

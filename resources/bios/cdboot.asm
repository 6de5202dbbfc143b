; SPDX-FileCopyrightText: 2026 The Bootwright authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; The El Torito boot image for BIOS, no emulation, four sectors of 512 bytes ("El Torito" Bootable
; CD-ROM Format Specification 1.0): finds BOOTMGR in the root directory of the disc's ISO9660 tree
; (ECMA-119, 8.4 and 9.1; also "bootmgr" and "BOOTMGR.;1"), loads all of it to 2000:0000 and jumps
; there with DL = drive, as Microsoft's own loader does.
;
;   0000:0500  the packet for INT 13h     0000:7C00  this program, 2048 bytes
;   0000:6000  stack, down from 7C00      0000:9000  one sector of a directory
;   2000:0000  BOOTMGR, up to the end of the low memory (INT 12h)

        bits 16
        cpu 386
        org 0x7C00

packet          equ 0x0500
folder          equ 0x9000
sectorSize      equ 2048
bootmgrSegment  equ 0x2000
chunkSectors    equ 16                  ; 32 KiB: a read never crosses a border of 64 KiB
descriptor      equ 16                  ; the sector of the primary volume descriptor
rootRecord      equ 156

start:  cli
        xor ax, ax
        mov ss, ax
        mov sp, 0x7C00
        mov ds, ax
        mov es, ax
        sti
        cld
        jmp 0:.here                     ; some firmware enters at 07C0:0000
.here:  mov [drive], dl

        mov eax, descriptor
        call readFolderSector
        mov si, noDisc
        cmp dword [folder + 1], 'CD00'
        jne fail
        mov eax, [folder + rootRecord + 2]
        mov ecx, [folder + rootRecord + 10]

; eax = the next sector of the root directory, ecx = its bytes that are left
nextSector:
        mov si, noBootmgr
        test ecx, ecx
        jz fail
        push eax
        push ecx
        call readFolderSector
        mov bx, folder
.record:
        cmp bx, folder + sectorSize
        jae .done
        movzx dx, byte [bx]             ; the length of the record; 0: no more in this sector
        test dx, dx
        jz .done
        call isBootmgr
        je load
        add bx, dx
        jmp .record
.done:  pop ecx
        pop eax
        inc eax
        sub ecx, sectorSize
        ja nextSector
        xor ecx, ecx
        jmp nextSector

; bx = the record. Loads its file and starts it.
load:   mov eax, [bx + 2]
        mov ecx, [bx + 10]
        mov si, noBootmgr
        test ecx, ecx
        jz fail
        mov si, tooLarge
        cmp ecx, 640 * 1024
        ja fail
        add ecx, sectorSize - 1
        shr ecx, 11                     ; whole sectors
        mov ebx, ecx
        shl ebx, 1
        add ebx, bootmgrSegment >> 6    ; where it will end, in KiB
        push eax
        int 0x12                        ; how much low memory there is, in KiB
        cmp bx, ax
        pop eax
        ja fail
        mov bx, bootmgrSegment
.chunk: mov dx, chunkSectors
        cmp ecx, chunkSectors
        jae .read
        mov dx, cx
.read:  call read
        movzx edx, dx
        add eax, edx
        add bx, chunkSectors * sectorSize / 16
        sub ecx, edx
        jnz .chunk
        mov dl, [drive]
        jmp bootmgrSegment:0

; ZF if the record at bx is a file with the name we look for. Keeps bx and dx.
isBootmgr:
        test byte [bx + 25], 2          ; a folder
        jnz .no
        movzx cx, byte [bx + 32]
        sub cx, wanted.size
        jb .no
        mov si, wanted
        lea di, [bx + 33]
.letter:
        lodsb
        test al, al
        jz .end
        mov ah, [di]
        inc di
        or ah, 0x20
        cmp al, ah
        je .letter
        ret
.end:   jcxz .yes                       ; nothing may follow but a dot and a version
        cmp byte [di], '.'
        jne .version
        inc di
        dec cx
        jz .yes
.version:
        cmp byte [di], ';'
        ret
.yes:   cmp al, al
        ret
.no:    or al, 1
        ret

; Reads sector eax into the folder buffer.
readFolderSector:
        mov bx, folder >> 4
        mov dx, 1

; Reads dx sectors from sector eax to bx:0000. Keeps all registers.
read:   pushad
%include "read.inc"

%include "fail.inc"

drive:          db 0
wanted:         db 'bootmgr', 0
.size           equ $ - wanted - 1
noBootmgr:      db 13, 10, 'BOOTMGR is missing on this disc. Make the disc again.', 13, 10, 0
noDisc:         db 13, 10, 'This disc has no ISO9660 file system. Make the disc again.', 13, 10, 0
unreadable:     db 13, 10, 'This disc cannot be read. Clean it or make it again.', 13, 10, 0
tooLarge:       db 13, 10, 'BOOTMGR on this disc is larger than the memory for it.', 13, 10, 0

        times sectorSize - ($ - $$) db 0

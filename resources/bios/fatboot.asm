; SPDX-FileCopyrightText: 2026 The Bootwright authors
; SPDX-License-Identifier: GPL-3.0-or-later
;
; The boot record of a FAT32 stick, three sectors: the first is sector 0 of the volume, the others are
; its sectors 12 and 13 (Microsoft FAT specification, August 2005; the BIOS parameter block, bytes 3 to 89,
; is put in by core/image/Fat32.cpp). Finds BOOTMGR in the root folder, loads all of it to 2000:0000 and
; jumps there with DL = drive and sector 0 still at 0000:7C00, as Microsoft's own record does. Reads by
; INT 13h extensions only (EDD-3).
;
;   0000:0500  the packet for INT 13h     0000:7C00  this program, 1536 bytes
;   0000:6000  stack, down from 7C00      0000:9000  one sector of the table
;   1000:0000  one cluster of the root    2000:0000  BOOTMGR, up to the end of the low memory (INT 12h)

        bits 16
        cpu 386
        org 0x7C00

packet          equ 0x0500
tableSector     equ 0x9000
folderSegment   equ 0x1000
bootmgrSegment  equ 0x2000
chunkSectors    equ 64                  ; 32 KiB: a read never crosses a border of 64 KiB
secondPart      equ 12                  ; sector of the volume

; the BIOS parameter block
sectorsPerCluster equ 0x7C00 + 13
reservedSectors equ 0x7C00 + 14
tables          equ 0x7C00 + 16
hiddenSectors   equ 0x7C00 + 28
sectorsPerTable equ 0x7C00 + 36
rootCluster     equ 0x7C00 + 44
drive           equ 0x7C00 + 64

start:  jmp short begin
        nop
        times 90 - ($ - $$) db 0

begin:  cli
        xor ax, ax
        mov ss, ax
        mov sp, 0x7C00
        mov ds, ax
        mov es, ax
        sti
        cld
        jmp 0:.here                     ; some boot managers enter at 07C0:0000
.here:  mov [drive], dl
        mov ah, 0x41
        mov bx, 0x55AA
        int 0x13
        mov si, tooOld
        jc fail
        cmp bx, 0xAA55
        jne fail
        mov eax, secondPart
        mov bx, 0x7E00 >> 4          ; second
        mov dx, 2
        call readVolume
        cmp dword [second], 'BWFB'
        mov si, noSecond
        je second + 4

%include "fail.inc"

; Reads dx sectors from sector eax of the volume to bx:0000. Keeps all registers.
readVolume:
        pushad
        add eax, [hiddenSectors]
%include "read.inc"

unreadable:     db 13, 10, 'This stick cannot be read. Try another port or stick.', 13, 10, 0
tooOld:         db 13, 10, 'This BIOS is too old to start from this stick.', 13, 10, 0
noSecond:       db 13, 10, 'The boot record of this stick is damaged. Make the stick again.', 13, 10, 0

        times 510 - ($ - $$) db 0
        dw 0xAA55

second: db 'BWFB'
        movzx eax, byte [tables]
        mul dword [sectorsPerTable]
        movzx ecx, word [reservedSectors]
        add eax, ecx
        mov [dataSector], eax
        mov eax, [rootCluster]

; eax = the next cluster of the root folder
folder: mov bx, folderSegment
        call readCluster
        mov es, bx
        xor di, di
        movzx cx, byte [sectorsPerCluster]
        shl cx, 4                       ; entries in a cluster
.entry: cmp byte [es:di], 0             ; no more entries
        mov si, noBootmgr
        je fail
        test byte [es:di + 11], 0x18    ; a folder, a label or a part of a long name
        jnz .next
        push cx
        push di
        mov si, wanted
        mov cx, wanted.size
        repe cmpsb
        pop di
        pop cx
        je load
.next:  add di, 32
        loop .entry
        call nextCluster
        jnc folder
        mov si, noBootmgr
        jmp fail

; es:di = the entry. Loads its file and starts it.
load:   mov eax, [es:di + 28]
        mov si, noBootmgr
        test eax, eax
        jz fail
        mov si, tooLarge
        cmp eax, 640 * 1024
        ja fail
        lea ecx, [eax + 1023]
        shr ecx, 10
        add cx, bootmgrSegment >> 6     ; where it will end, in KiB
        push eax
        int 0x12                        ; how much low memory there is, in KiB
        cmp cx, ax
        pop eax
        ja fail
        movzx ebx, byte [sectorsPerCluster]
        shl ebx, 9
        lea eax, [eax + ebx - 1]
        xor edx, edx
        div ebx
        mov ecx, eax                    ; clusters
        shr ebx, 4
        mov dx, bx                      ; paragraphs in a cluster
        mov ax, [es:di + 20]
        shl eax, 16
        mov ax, [es:di + 26]
        mov bx, bootmgrSegment
.cluster:
        call readCluster
        add bx, dx
        dec ecx
        jz .whole
        call nextCluster
        jnc .cluster
        mov si, damaged
        jmp fail
.whole: mov dl, [drive]
        jmp bootmgrSegment:0

; Reads cluster eax to bx:0000. Keeps all registers.
readCluster:
        pushad
        movzx ecx, byte [sectorsPerCluster]
        sub eax, 2
        mov si, damaged
        jb fail
        mul ecx
        add eax, [dataSector]
.chunk: mov dx, chunkSectors
        cmp cx, dx
        jae .read
        mov dx, cx
.read:  call readVolume
        movzx edx, dx
        add eax, edx
        add bx, chunkSectors * 512 / 16
        sub ecx, edx
        jnz .chunk
        popad
        ret

; eax = the cluster after cluster eax; CF if there is none. Keeps all other registers.
nextCluster:
        push ebx
        push edx
        mov ebx, eax
        shr eax, 7                      ; 128 entries in a sector of the table
        and bx, 127
        shl bx, 2
        movzx edx, word [reservedSectors]
        add eax, edx
        cmp eax, [inMemory]
        je .there
        mov [inMemory], eax
        push bx
        mov bx, tableSector >> 4
        mov dx, 1
        call readVolume
        pop bx
.there: mov eax, [tableSector + bx]
        and eax, 0x0FFFFFFF
        cmp eax, 0x0FFFFFF7             ; a bad one, or the last
        cmc
        pop edx
        pop ebx
        ret

dataSector:     dd 0
inMemory:       dd 0                    ; the sector of the volume that is at tableSector
wanted:         db 'BOOTMGR    '
.size           equ $ - wanted
noBootmgr:      db 13, 10, 'BOOTMGR is missing on this stick. Make the stick again.', 13, 10, 0
tooLarge:       db 13, 10, 'BOOTMGR on this stick is larger than the memory for it.', 13, 10, 0
damaged:        db 13, 10, 'The file system of this stick is damaged. Make the stick again.', 13, 10, 0

        times 3 * 512 - ($ - $$) db 0

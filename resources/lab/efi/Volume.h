// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Efi.h"
#include "Text.h"

namespace lab {

//! The tree of files on the disk that the program was started from.
//! A file system of the firmware when there is one with sources/boot.wim in it (FAT; UDF where the
//! firmware reads it), else the disc's ISO9660 tree, read block by block: most firmware knows no
//! file system of an optical disc, and gives a program from a CD only the small FAT image it lay in.
class Volume
{
public:
    //! What is read at a time, and the size of the buffer for read().
    static constexpr size_t chunkSize = 1024 * 1024;

    //! An open file, read from front to back.
    struct File
    {
        efi::File *firmware = nullptr;
        uint64_t discOffset = 0; //!< bytes, ISO9660 only
        uint64_t size = 0;       //!< bytes
        uint64_t position = 0;   //!< bytes read so far
    };

    //! The volume with sources/boot.wim on the disk that holds \a device. False if there is none.
    bool find(efi::BootServices &boot, efi::Handle device);
    //! The firmware's own driver reads it; else it is ISO9660, read by ours.
    bool isFirmware() const { return m_root != nullptr; }

    //! Opens the file at \a path: '/' between the parts, spelled as on the disc.
    bool open(Text path, File &file);
    //! The next chunk into \a chunk (memory from allocateChunk()), \a size bytes of it. False if it
    //! cannot be read, or at the end.
    bool read(File &file, uint8_t *chunk, size_t &size);
    void close(File &file);

    //! Memory of chunkSize that every device can read into, or null.
    static uint8_t *allocateChunk(efi::BootServices &boot);

private:
    bool tryFirmware(efi::BootServices &boot, efi::Handle handle);
    bool tryDisc(efi::BootServices &boot, efi::Handle handle);
    bool hasBootImage();
    bool openFirmware(Text path, File &file);
    bool openDisc(Text path, File &file);
    bool findRecord(Text name, uint64_t &offset, uint64_t &size, bool &isFolder);
    bool readDisc(uint64_t offset, size_t size, uint8_t *into);

    efi::File *m_root = nullptr;
    efi::BlockDevice *m_disc = nullptr;
    uint8_t *m_sector = nullptr;
};

} // namespace lab

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Manifest.h"
#include "Screen.h"
#include "Serial.h"
#include "Volume.h"

namespace lab {

//! The lab program: says what it was started from, what medium this is, and whether every file on
//! it is the one that the manifest names. Lines on the serial port are for machines:
//!   BOOTWRIGHT-LAB banner=training lab
//!   LAB loader=2011 program=bootmgfw.efi started-from=cd path=…
//!   LAB volume=firmware|iso9660, or: LAB volume missing
//!   LAB label=… · LAB media-type=… · LAB unattended=… · LAB password-required=…
//!   LAB manifest missing|damaged
//!   LAB file ok|bad|missing <path>
//!   LAB result ok files=14 · LAB result FAILED bad=1
class Lab
{
public:
    //! The file of the boot image that the program stands for.
    struct Loader
    {
        Text program; //!< for example "bootmgfw.efi"
        Text signer;  //!< "2011" or "2023"
    };

    Lab(efi::SystemTable &system, efi::Handle image, Loader loader);
    //! Shows everything, ends with the verdict.
    void run();

private:
    struct Checked
    {
        uint64_t files = 0, bad = 0, done = 0, total = 0;
    };

    void showStart();
    void showMedia();
    void checkFiles();
    //! Every file that the manifest lists; null (said why) if there is no manifest to go by.
    const ManifestFile *readManifest(uint64_t &count);
    void checkFile(const ManifestFile &file, Checked &checked);
    bool isIntact(Volume::File &open, const ManifestFile &file, Checked &checked);
    void tell(Text key, Text value);
    void refuse(Text line, Text sentence);
    //! The first chunk of a small file, in m_chunk.
    Text readSmall(Text path);
    void *allocate(size_t size);

    efi::BootServices &m_boot;
    efi::Handle m_image;
    Loader m_loader;
    Serial m_serial;
    Screen m_screen;
    Volume m_volume;
    uint8_t *m_chunk = nullptr;
};

} // namespace lab

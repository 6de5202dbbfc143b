// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Lab.h"

// Given by the build, once for each file that the program stands for: LAB_PROGRAM "bootmgfw.efi" and
// LAB_SIGNER "2011" or "2023".

//! Where the firmware starts the program. It never goes back, for then the firmware would start
//! the next thing on its list.
extern "C" efi::Status efiMain(efi::Handle image, efi::SystemTable *system)
{
    system->boot->setWatchdog(0, 0, 0, nullptr); // it would restart the machine after five minutes
    lab::Lab(*system, image, {LAB_PROGRAM, LAB_SIGNER}).run();
    for (;;) {
        efi::Key key;
        size_t index = 0;
        if (system->input == nullptr
            || efi::failed(system->boot->waitForEvent(1, &system->input->waitForKey, &index)))
            system->boot->stall(1'000'000);
        else
            system->input->readKey(system->input, &key);
    }
}

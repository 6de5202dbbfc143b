// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Efi.h"
#include "Text.h"

namespace lab {

//! Where a device is, as the firmware says it: a list of nodes from the bus to the partition. Borrowed.
class DevicePath
{
public:
    explicit DevicePath(const efi::DevicePath *path = nullptr)
        : m_path(path)
    {}
    static DevicePath of(efi::BootServices &boot, efi::Handle handle);

    //! "cd" (El Torito), "disk" (a partition), "network" or "other".
    Text medium() const;
    //! The same for people.
    Text mediumName() const;
    //! Both lie on the same disk: equal up to the partition.
    bool isSameDisk(DevicePath other) const;
    //! Adds the path in the firmware's own words to \a line.
    void addTo(Line &line, efi::BootServices &boot) const;

private:
    size_t diskSize() const;

    const efi::DevicePath *m_path;
};

} // namespace lab

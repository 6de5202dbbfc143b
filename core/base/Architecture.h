// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bootwright {

//! The processors that boot media can be made for.
enum class Architecture { X86, X64, Arm64 };

//! As Configuration Manager writes it: "x86", "x64" or "arm64".
inline QString architectureName(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86:
        return QStringLiteral("x86");
    case Architecture::Arm64:
        return QStringLiteral("arm64");
    case Architecture::X64:
        break;
    }
    return QStringLiteral("x64");
}

//! The file that UEFI starts from a removable medium (UEFI 2.10, 3.5.1.1), in lower case: "bootx64.efi".
inline QString efiLoaderName(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X86:
        return QStringLiteral("bootia32.efi");
    case Architecture::Arm64:
        return QStringLiteral("bootaa64.efi");
    case Architecture::X64:
        break;
    }
    return QStringLiteral("bootx64.efi");
}

} // namespace bootwright

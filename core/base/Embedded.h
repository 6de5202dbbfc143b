// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace bootwright {

//! The bytes of a boot program that the build made and put into Bootwright (resources/CMakeLists.txt):
//! cdboot.bin, fatboot.bin, labmgr.bin, mbr.bin, bootmgfw.efi, bootmgr.efi, bootmgfw_EX.efi,
//! bootmgr_EX.efi. Empty for any other name. The bytes are constant and are not copied.
QByteArray embeddedFile(QByteArrayView name);

} // namespace bootwright

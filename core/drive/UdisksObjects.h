// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/BlockDevice.h"

#include <QVariantMap>

namespace bootwright {

//! What UDisks2's ObjectManager answers: object → interface → property → value. Byte strings are text
//! here, object paths are text, lists of them are string lists.
using UdisksObjects = QMap<QString, QMap<QString, QVariantMap>>;

//! The block devices in \a objects (UDisks2 reference manual, interfaces Block, Drive, Filesystem and
//! Swapspace). What is missing or of another type stays empty.
DeviceDescriptions parseUdisks(const UdisksObjects &objects);

} // namespace bootwright

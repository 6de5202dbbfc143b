// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/drive/DriveProperties.h"

#include <QByteArrayView>

namespace bootwright {

//! Takes vendor, model, serial, bus, kind and removability out of \a bytes, a STORAGE_DEVICE_DESCRIPTOR
//! as Windows answers IOCTL_STORAGE_QUERY_PROPERTY. Corrupt: shorter than its fixed part.
Result<DriveProperties> parseStorageDescriptor(QByteArrayView bytes);

} // namespace bootwright

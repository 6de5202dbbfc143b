// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/drive/BlockDevice.h"

namespace bootwright {

//! The arguments that make lsblk (util-linux 2.33 or newer) say what parseLsblk() reads.
QStringList lsblkArguments();

//! The devices in \a json, the output of lsblk. Corrupt: it is not what lsblk writes.
Result<DeviceDescriptions> parseLsblk(const QByteArray &json);

} // namespace bootwright

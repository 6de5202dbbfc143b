// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/BlockDevice.h"

namespace bootwright {

//! What the kernel says in /sys and /proc of this computer's block devices, without descriptions. Always
//! answers, with what can be read.
BlockSystem readKernel();

//! A BlockSystem with descriptions: from UDisks2 when it answers on the system bus, else from lsblk. The
//! second value says as a sentence why UDisks2 did not answer; empty when it did.
struct DescribedSystem
{
    BlockSystem system;
    QString obstacle;
};
DescribedSystem readBlockSystem();

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveHandle.h"

#include <unistd.h>

namespace bootwright {

DriveHandle::~DriveHandle()
{
    if (m_native != kNone)
        ::close(int(m_native));
}

} // namespace bootwright

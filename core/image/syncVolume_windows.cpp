// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/syncVolume.h"

namespace bootwright {

Result<void> syncVolume(const QString &)
{
    return {};
}

} // namespace bootwright

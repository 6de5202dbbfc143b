// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/BiosCdBoot.h"

#include "core/base/Embedded.h"

namespace bootwright {

QByteArray biosCdBoot()
{
    return embeddedFile("cdboot.bin");
}

} // namespace bootwright

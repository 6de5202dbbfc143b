// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

namespace bootwright {

//! The name of the image in the lab's boot.wim; by it a lab's boot.wim is known.
inline constexpr char16_t labImageName[] = u"Bootwright training lab (x64)";

//! The stand-in for a Configuration Manager boot image (x64), complete as a WIM file and without a byte
//! of Microsoft's: our own boot programs, and texts in place of everything else. Where things are is
//! where a boot image of a current site has them (docs/formats/training-lab.md).
Result<QByteArray> labBootImage();

} // namespace bootwright

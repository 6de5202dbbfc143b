// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bootwright {

//! Whose signature the boot managers on the medium shall bear. Auto: Windows UEFI CA 2023 where the boot
//! image has such boot managers, else what there is.
enum class SignerChoice { Auto, Microsoft2011, Microsoft2023 };

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bootwright {

//! Who signed the boot loader that the media carry.
//! Auto: 2023 when the boot image has such loaders (EFI_EX), else what is there.
enum class SignerChoice { Auto, Microsoft2011, Microsoft2023 };

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArrayView>

#include <span>

namespace bootwright {

//! Expands one XPRESS chunk to the size of \a out (65536 at most). Corrupt.
Result<void> decodeXpress(QByteArrayView stored, std::span<char> out);

} // namespace bootwright

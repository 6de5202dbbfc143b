// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArrayView>

#include <span>

namespace bootwright {

//! Expands one LZX chunk to the size of \a out. \a chunkSize is that of the WIM (a power of two, 32 KiB to
//! 2 MiB) also when the chunk is shorter. Corrupt.
Result<void> decodeLzx(QByteArrayView stored, std::span<char> out, quint32 chunkSize);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QUuid>

namespace bootwright {

//! The 16 bytes of \a guid as Windows stores them: first three fields little-endian.
QByteArray guidBytes(const QUuid &guid);

//! The GUID in the first 16 of \a bytes (mixed-endian, see guidBytes()).
QUuid guidFromBytes(QByteArrayView bytes);

//! A version 4 GUID made of 16 random \a bytes.
QUuid guidFromRandom(QByteArrayView bytes);

//! Upper case, no braces: 8AE6B618-77EC-46CB-B1B5-88F693E0C0DE.
QString bareGuid(const QUuid &guid);

//! Lower case, braces: {9dea862c-5cdd-4e70-acc1-f32b344d4795}.
QString bracedGuid(const QUuid &guid);

} // namespace bootwright

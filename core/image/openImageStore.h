// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageStore.h"

#include <memory>

namespace bootwright {

//! The image file at \a path, to be changed where it lies and held for us alone: nobody else can open it so.
//! After flush(), read() reads from the disk where the system lets us. NotFound, AccessDenied,
//! Unsupported (no plain file), or InvalidInput when another program holds it.
Result<std::unique_ptr<ImageStore>> openImageStore(const QString &path);

} // namespace bootwright

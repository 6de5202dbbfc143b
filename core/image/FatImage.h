// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/FileTree.h"

#include <QDateTime>

namespace bootwright {

//! A FAT16 volume of a few megabytes with \a files, whose short names are upper case: what UEFI loads
//! from a disc by El Torito (UEFI specification 2.10, 13.3.2.1). Errors: of reading the files;
//! Unsupported when it would be 32 MiB or larger, which the boot catalog cannot say.
Result<QByteArray> makeEfiBootImage(const FileTree &files,
                                    const QString &label,
                                    quint32 serial,
                                    const QDateTime &created);

} // namespace bootwright

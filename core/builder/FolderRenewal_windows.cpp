// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/FolderRenewal.h"

namespace bootwright {

//! Windows does not flush folders. The files are flushed before they get their names, and a removable drive
//! has no write cache unless somebody gave it one.
Result<void> flushFolders(const QStringList &)
{
    return {};
}

} // namespace bootwright

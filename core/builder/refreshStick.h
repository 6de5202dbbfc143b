// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/Manifest.h"
#include "core/builder/PreparedStick.h"

namespace bootwright {

//! What a refresh changed.
struct RefreshReport
{
    QStringList written; //!< files that were new or not what they should be
    QStringList removed; //!< files of the old media that the new ones do not have
    quint64 unchanged = 0;
    quint64 writtenSize = 0; //!< bytes of the files

    bool isUpToDate() const { return written.isEmpty() && removed.isEmpty(); }
};

//! Brings \a stick up to date with the media \a source, which must carry a manifest: every file on it is read
//! and held against that manifest, only those that differ are written; files that neither the old
//! manifest nor the new one names stay. New content is written beside the old and read back before the
//! first file is exchanged; boot files are exchanged after all others, the manifest last. So at any moment the
//! stick holds the old media or the new ones, or verifying it says that it holds neither.
//! NotFound: a side without a manifest. NoSpace: old and new files do not fit side by side; nothing was
//! changed. Corrupt: the source is damaged; nothing was changed. Device. Cancelled: nothing was changed.
Result<RefreshReport>
refreshStick(const FileTree &source, PreparedStick &stick, const QString &name, Control &control);

} // namespace bootwright

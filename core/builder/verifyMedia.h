// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/tree/FileTree.h"

#include <QStringList>

namespace bootwright {

//! The files of the medium at \a path: an image file, a block device, or a folder (a mounted medium, a copy of
//! one). NotFound, AccessDenied, Corrupt, or Unsupported when there is no file system that we read.
Result<FileTree> openMedia(const QString &path);

//! The SHA-256 of \a content; advances by its bytes. Corrupt and Device errors mean that the file on the
//! medium is bad.
Result<QByteArray> hashOf(const ContentSource &content, Control &control);

//! A medium against the manifest it carries.
struct VerifyReport
{
    quint64 files = 0; //!< that are as the manifest says
    quint64 bytes = 0; //!< of these
    QStringList missing;
    QStringList changed; //!< other size or other bytes, or cannot be read
    QStringList foreign; //!< not in the manifest: no fault, people put files on sticks

    bool isGood() const { return missing.isEmpty() && changed.isEmpty(); }
};

//! Reads every file of the medium at \a path and compares it with the manifest on it.
//! NotFound when it carries none.
Result<VerifyReport> verifyMedia(const QString &path, Control &control);

} // namespace bootwright

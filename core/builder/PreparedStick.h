// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/drive/DriveStore.h"
#include "core/tree/FileTree.h"

namespace bootwright {

//! A stick with files on it that are exchanged one by one, mounted or not. New content is staged first, where
//! nobody sees it; what was staged and never published goes with the object.
class PreparedStick
{
public:
    virtual ~PreparedStick() = default;

    //! The files as they were found.
    virtual const FileTree &files() const = 0;
    //! Bytes of free space, and of the unit that every file is rounded up to.
    virtual quint64 freeSize() const = 0;
    virtual quint64 unitSize() const = 0;

    //! Writes \a content beside everything else, to become the file at \a path, and reads it back from the
    //! medium: its SHA-256 as it was written. Device when another one was read back. Advances \a control
    //! by twice its size.
    virtual Result<QByteArray>
    stage(const QString &path, const ContentSource &content, Control &control) = 0;
    //! Makes staged content the file at its path, in place of the one that is there.
    virtual Result<void> publish(const QString &path) = 0;
    //! Removes the file at \a path if it is there.
    virtual Result<void> remove(const QString &path) = 0;
    //! What was published and removed so far is on the medium before what follows.
    virtual Result<void> flush() = 0;
    //! The files as they are now, after flush().
    virtual Result<FileTree> look() = 0;
};

//! The stick that is mounted at \a folder, or any copy of media. NotFound, AccessDenied.
Result<std::unique_ptr<PreparedStick>> openFolderStick(const QString &folder);
//! The first FAT32 volume on \a store, which must outlive the stick. Unsupported: there is none.
Result<std::unique_ptr<PreparedStick>> openFatStick(ImageStore &store, const QString &name);

//! What both kinds of stick do: \a content goes through \a write in pieces whose offsets are multiples of
//! 1 MiB. Its SHA-256.
using WritePiece = std::function<Result<void>(quint64 offset, std::span<const char> bytes)>;
Result<QByteArray> copyOut(const ContentSource &content, const WritePiece &write, Control &control);
//! \a size bytes come through \a read: their SHA-256.
using ReadPiece = std::function<Result<void>(quint64 offset, std::span<char> into)>;
Result<QByteArray> hashBack(quint64 size, const ReadPiece &read, Control &control);
//! The error of stage() when two hashes are not equal.
Error readsDifferently(const QString &path);

} // namespace bootwright

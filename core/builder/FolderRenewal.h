// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/RenewedFiles.h"

#include <QLockFile>
#include <QStringList>

#include <memory>

namespace bootwright {

//! A renewal of media in a folder, file by file (docs/formats/renewal.md). The new files are first put beside
//! the others, in Bootwright/renewal; a list there, which appears in one moment, says that they count from
//! now on; then each takes the place of the old one. Whoever finds the list reads the new files, wherever
//! they are, or moves the rest. So the media are, at every moment, as before or as they will be.
class FolderRenewal
{
public:
    //! \a tree, the files of \a folder, as if a renewal that was begun had been finished, and without what
    //! it put there. Corrupt when its list is damaged.
    static Result<FileTree> readThrough(const QString &folder, const FileTree &tree);

    //! There is a renewal that was begun.
    static bool isPending(const QString &folder);
    //! Holds the media in \a folder for us alone. InvalidInput when another program renews them,
    //! AccessDenied when they cannot be written, Unsupported when they are not ours.
    static Result<FolderRenewal> open(const QString &folder);
    //! Takes away what was put there and did not come to count.
    ~FolderRenewal();
    FolderRenewal(FolderRenewal &&) = default;

    //! Finishes a renewal that was begun: true if there was one.
    Result<bool> finish();
    //! Puts \a files, which are there, beside the others, and reads them back; the media are as they were.
    Result<void> prepare(const std::vector<RenewedFile> &files);
    //! Declares them valid and puts them in place. False: they do not read back as they were written.
    Result<bool> commit();

private:
    FolderRenewal(QString folder, std::unique_ptr<QLockFile> lock)
        : m_folder(std::move(folder))
        , m_lock(std::move(lock))
    {}

    QString m_folder;
    std::unique_ptr<QLockFile> m_lock; //!< null when moved from
    std::vector<RenewedFile> m_files;
};

//! Until the names in these folders are on the disk, where the system lets us wait for that.
Result<void> flushFolders(const QStringList &folders);

} // namespace bootwright

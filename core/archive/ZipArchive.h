// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/tree/ContentSource.h"
#include "core/tree/FileTree.h"

#include <QString>

#include <vector>

namespace bootwright {

//! A zip whose list of contents was found harmless: no name leads out of the folder it is unpacked in,
//! no two names are the same to Windows, nothing is encrypted, a link or larger than FAT32 holds, and no
//! size is more than its packed bytes can be. The bytes are read from the file when they are asked for,
//! and their checksum is compared at the end.
class ZipArchive
{
public:
    struct Entry
    {
        QString path; //!< with '/', none at either end
        quint64 size = 0;
        quint32 crc = 0;
        bool isFolder = false;
    };

    //! NotFound, AccessDenied, Corrupt (not a zip, cut off, sizes that cannot be), InvalidInput (a name),
    //! Unsupported (encrypted, a link, a strange method, a file too large).
    static Result<ZipArchive> open(const QString &path);

    //! In the order of the archive.
    const std::vector<Entry> &entries() const { return m_entries; }
    //! The bytes of entries()[index], a file. Reading gives Corrupt if they are not what the list says.
    ContentSource content(size_t index) const;
    //! Everything, sorted by path.
    Result<FileTree> tree() const;

private:
    ZipArchive(QString path, std::vector<Entry> entries);

    QString m_path;
    std::vector<Entry> m_entries; //!< as many as in the file, in its order
};

} // namespace bootwright

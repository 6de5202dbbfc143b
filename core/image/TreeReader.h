// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"
#include "core/tree/FileTree.h"

#include <QHash>
#include <QSet>

namespace bootwright {

//! Where in an image the records of its files lie, by folded path: bytes from the start to what tells the
//! file's size, a folder record (ISO9660), a file entry (UDF) or a folder entry (FAT).
using RecordPlaces = QHash<QString, quint64>;

//! A FileTree that grows from an image nobody vouches for. It stops at forged ones: folders that contain
//! themselves, more levels, entries or bytes of folders than any medium has, content outside of the image,
//! names that cannot be. All its errors are Corrupt. What only Windows cannot name is left out.
class TreeReader
{
public:
    //! A folder whose contents are still to be read; `start` is where it lies, in units of the format.
    struct Folder
    {
        QString path; //!< empty for the root
        quint64 start = 0;
        quint64 size = 0;
    };

    explicit TreeReader(const ImageSource &source)
        : m_source(source)
    {}

    Result<void> addRoot(quint64 start, quint64 size);
    //! Adds the folder \a name to \a parent and remembers to read its contents.
    Result<void> addFolder(const Folder &parent, const QString &name, quint64 start, quint64 size);
    //! \a record is where its record lies.
    Result<void> addFile(const Folder &parent,
                         const QString &name,
                         const ContentSource &content,
                         quint64 record);
    //! To be told before the \a size bytes of a folder's contents are read.
    Result<void> countFolderBytes(quint64 size);
    //! A piece of the image as content.
    Result<ContentSource> slice(quint64 offset, quint64 size) const;

    //! The next folder to read, until there is none.
    bool hasFolder() const { return !m_folders.empty(); }
    Folder takeFolder();
    FileTree takeTree() { return std::move(m_tree); }
    RecordPlaces takeRecords() { return std::move(m_records); }

private:
    Result<void> count(const QString &path);
    Result<bool> takes(const Folder &parent, const QString &name, const QString &path);
    Result<void> remember(const Folder &folder);

    const ImageSource &m_source;
    FileTree m_tree;
    RecordPlaces m_records;
    std::vector<Folder> m_folders;
    QSet<quint64> m_starts;
    quint64 m_entries = 0;
    quint64 m_letters = 0;
    quint64 m_folderBytes = 0;
};

} // namespace bootwright

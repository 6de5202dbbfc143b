// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"
#include "core/tree/FileTree.h"

#include <QSet>

namespace bootwright {

//! A FileTree that grows from an image nobody vouches for. It stops at forged ones: folders that contain
//! themselves, more levels or entries than any medium has, content outside of the image, names that
//! cannot be. All its errors are Corrupt.
class TreeReader
{
public:
    //! A folder whose contents are still to be read; \a start is where it lies, in units of the format.
    struct Folder
    {
        QString path;
        quint64 start = 0;
        quint64 size = 0;
    };

    explicit TreeReader(const ImageSource &source)
        : m_source(source)
    {}

    //! Adds a folder and remembers to read its contents.
    Result<void> addFolder(const Folder &folder);
    Result<void> addFile(const QString &path, const ContentSource &content);
    //! A piece of the image as content.
    Result<ContentSource> slice(quint64 offset, quint64 size) const;

    //! The next folder to read, until there is none; the root is added like any other, with no path.
    bool hasFolder() const { return !m_folders.empty(); }
    Folder takeFolder();
    FileTree takeTree() { return std::move(m_tree); }

private:
    Result<void> count();
    bool isNew(const QString &path) const;

    const ImageSource &m_source;
    FileTree m_tree;
    std::vector<Folder> m_folders;
    QSet<quint64> m_starts;
    quint64 m_entries = 0;
};

//! \a name below \a folder, which is empty for the root.
QString pathIn(const QString &folder, const QString &name);

} // namespace bootwright

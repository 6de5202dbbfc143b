// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/ContentSource.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace bootwright {

//! What is on a medium: folders and files by path, each file with the source of its bytes.
//! Paths use '/', have no leading one, and are unique without regard to case, as on Windows. Every
//! parent folder is there, before its contents, and spelled as in their paths. Entries keep the order
//! in which they were added; a layout writes the bytes of files in this order.
class FileTree
{
public:
    struct Entry
    {
        QString path;
        bool isFolder = false;
        ContentSource content;
        //! Bytes that a layout keeps free behind the content, so that it can grow where it lies.
        quint64 room = 0;

        //! The last part of the path.
        QString name() const { return path.sliced(path.lastIndexOf(u'/') + 1); }
        //! The path of the folder that holds it; empty for the root.
        QString parent() const { return path.first(qMax(path.lastIndexOf(u'/'), qsizetype(0))); }
    };

    //! Adds a file and the folders above it. InvalidInput if something of that name is there, or if
    //! a part of the path is a name that Windows refuses.
    Result<void> addFile(const QString &path, ContentSource content, quint64 room = 0);
    //! Adds a folder and those above it; nothing happens if it is there.
    Result<void> addFolder(const QString &path);

    //! Adds everything of \a tree below \a folder (empty: the root). InvalidInput if a file is there.
    Result<void> addTree(const QString &folder, const FileTree &tree);

    //! Remembers that \a path was found and cannot be in the tree; only the number of most is kept.
    void leaveOut(const QString &path);
    //! How many were left out, and the paths of the first hundred.
    quint64 leftOutCount() const { return m_leftOutCount; }
    const QStringList &leftOut() const { return m_leftOut; }

    const std::vector<Entry> &entries() const { return m_entries; }
    //! The entry at \a path, whatever its case, or null.
    const Entry *find(const QString &path) const;
    //! All bytes of all files.
    quint64 contentSize() const;

private:
    Result<void> add(Entry entry);

    std::vector<Entry> m_entries;
    QHash<QString, size_t> m_byFoldedPath;
    quint64 m_leftOutCount = 0;
    QStringList m_leftOut;
};

//! Why \a name cannot be the name of a file or folder on Windows, as a sentence; empty if it can.
QString whyNotWindowsName(const QString &name);

//! \a path with '\', as Windows writes it.
QString windowsPath(QString path);

} // namespace bootwright

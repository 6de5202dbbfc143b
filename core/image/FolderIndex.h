// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/FileTree.h"

namespace bootwright {

//! The folders of a FileTree as file systems want them: numbered level by level, the root first, parents
//! before children, what is in each sorted by the UTF-8 bytes of the names. Borrows the tree.
class FolderIndex
{
public:
    struct Folder
    {
        size_t parent = 0;            //!< number of the parent; the root is its own
        size_t entry = 0;             //!< of the tree; meaningless for the root
        std::vector<size_t> children; //!< entries of the tree
    };

    explicit FolderIndex(const FileTree &tree);

    const FileTree &tree() const { return *m_tree; }
    const std::vector<Folder> &folders() const { return m_folders; }
    const FileTree::Entry &entry(size_t index) const { return m_tree->entries()[index]; }
    //! The number of the folder that is entry \a index of the tree.
    size_t folderOf(size_t index) const { return m_folderOfEntry[index]; }
    //! Empty for the root.
    QString nameOf(size_t folder) const;

private:
    const FileTree *m_tree;
    std::vector<Folder> m_folders;
    std::vector<size_t> m_folderOfEntry;
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FolderIndex.h"

#include <algorithm>

namespace bootwright {

FolderIndex::FolderIndex(const FileTree &tree)
    : m_tree(&tree)
    , m_folderOfEntry(tree.entries().size())
{
    const auto &entries = tree.entries();
    std::vector<size_t> fromRoot;
    std::vector<std::vector<size_t>> within(entries.size());
    for (size_t i = 0; i < entries.size(); ++i) {
        const auto *parent = tree.find(entries[i].parent());
        (parent ? within[size_t(parent - entries.data())] : fromRoot).push_back(i);
    }
    const auto sorted = [&](std::vector<size_t> &children) {
        std::vector<std::pair<QByteArray, size_t>> byName;
        for (const auto child : children)
            byName.emplace_back(entries[child].name().toUtf8(), child);
        std::sort(byName.begin(), byName.end());
        std::transform(byName.begin(), byName.end(), children.begin(), [](const auto &named) {
            return named.second;
        });
        return std::move(children);
    };
    m_folders.push_back({0, 0, sorted(fromRoot)});
    for (size_t number = 0; number < m_folders.size(); ++number) {
        // by index: the vector grows while we walk it
        for (size_t i = 0; i < m_folders[number].children.size(); ++i) {
            const auto child = m_folders[number].children[i];
            if (!entries[child].isFolder)
                continue;
            m_folderOfEntry[child] = m_folders.size();
            m_folders.push_back({number, child, sorted(within[child])});
        }
    }
}

QString FolderIndex::nameOf(size_t folder) const
{
    return folder == 0 ? QString() : entry(m_folders[folder].entry).name();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/TreeReader.h"

#include "core/base/Bytes.h"
#include "core/base/Units.h"

#include <algorithm>

namespace bootwright {

namespace {

QString pathIn(const TreeReader::Folder &folder, const QString &name)
{
    return folder.path.isEmpty() ? name : folder.path + QLatin1Char('/') + name;
}

constexpr quint64 kMostEntries = 1'000'000;
constexpr quint64 kMostLetters = 32'000'000; //!< of all paths together
constexpr quint64 kMostFolderBytes = 256_MiB;
constexpr qsizetype kMostLevels = 256;

} // namespace

Result<void> TreeReader::count(const QString &path)
{
    m_letters += quint64(path.size());
    if (++m_entries > kMostEntries || m_letters > kMostLetters)
        return corruptImage(QStringLiteral("too many files and folders: %1").arg(m_entries));
    if (path.count(u'/') >= kMostLevels)
        return corruptImage(QStringLiteral("more than %1 levels of folders").arg(kMostLevels));
    return {};
}

//! True: \a name becomes \a path. False: it is left out, because Windows has no such names.
Result<bool> TreeReader::takes(const Folder &parent, const QString &name, const QString &path)
{
    if (const auto counted = count(path); !counted)
        return counted.error();
    if (name.isEmpty() || name.contains(u'/') || m_tree.find(path))
        return corruptImage(QStringLiteral("\"%1\" in \"%2\"").arg(name, parent.path));
    if (whyNotWindowsName(name).isEmpty())
        return true;
    m_tree.leaveOut(path);
    return false;
}

Result<void> TreeReader::remember(const Folder &folder)
{
    if (m_starts.contains(folder.start))
        return corruptImage(QStringLiteral("the folder at %1 is there twice").arg(folder.start));
    m_starts.insert(folder.start);
    m_folders.push_back(folder);
    return {};
}

Result<void> TreeReader::addRoot(quint64 start, quint64 size)
{
    return remember({{}, start, size});
}

Result<void>
TreeReader::addFolder(const Folder &parent, const QString &name, quint64 start, quint64 size)
{
    const auto path = pathIn(parent, name);
    const auto taken = takes(parent, name, path);
    if (!taken)
        return taken.error();
    if (!*taken)
        return {};
    if (const auto added = m_tree.addFolder(path); !added)
        return corruptImage(added.error().message);
    return remember({path, start, size});
}

Result<void> TreeReader::addFile(const Folder &parent,
                                 const QString &name,
                                 const ContentSource &content,
                                 quint64 record)
{
    const auto path = pathIn(parent, name);
    const auto taken = takes(parent, name, path);
    if (!taken)
        return taken.error();
    if (!*taken)
        return {};
    if (const auto added = m_tree.addFile(path, content); !added)
        return corruptImage(added.error().message);
    m_records.insert(path.toCaseFolded(), record);
    return {};
}

Result<void> TreeReader::countFolderBytes(quint64 size)
{
    m_folderBytes += std::min(size, kMostFolderBytes + 1);
    if (m_folderBytes > kMostFolderBytes)
        return corruptImage(QStringLiteral("folders of more than %1 bytes").arg(kMostFolderBytes));
    return {};
}

Result<ContentSource> TreeReader::slice(quint64 offset, quint64 size) const
{
    if (!fits(offset, size, m_source.size()))
        return corruptImage(QStringLiteral("content of %1 bytes at %2 is outside of the image")
                                .arg(size)
                                .arg(offset));
    return m_source.slice(offset, size);
}

TreeReader::Folder TreeReader::takeFolder()
{
    auto folder = std::move(m_folders.back());
    m_folders.pop_back();
    return folder;
}

} // namespace bootwright

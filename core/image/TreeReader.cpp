// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/TreeReader.h"

#include "core/base/Bytes.h"

namespace bootwright {

namespace {

constexpr quint64 kMostEntries = 1'000'000;
constexpr qsizetype kLongestPath = 32'767;

} // namespace

QString pathIn(const QString &folder, const QString &name)
{
    return folder.isEmpty() ? name : folder + QLatin1Char('/') + name;
}

Result<void> TreeReader::count()
{
    if (++m_entries > kMostEntries)
        return corruptImage(QStringLiteral("more than %1 files and folders").arg(kMostEntries));
    return {};
}

//! Nothing of that name is there, but its folder is: a name with a slash would name another one.
bool TreeReader::isNew(const QString &path) const
{
    const auto slash = path.lastIndexOf(u'/');
    return !path.isEmpty() && !m_tree.find(path) && (slash < 0 || m_tree.find(path.first(slash)));
}

Result<void> TreeReader::addFolder(const Folder &folder)
{
    if (const auto counted = count(); !counted)
        return counted;
    if (m_starts.contains(folder.start) || folder.path.size() > kLongestPath)
        return corruptImage(
            QStringLiteral("the folder at %1 is there twice or too deep").arg(folder.start));
    m_starts.insert(folder.start);
    const auto isRoot = m_entries == 1;
    if (!isRoot && !isNew(folder.path))
        return corruptImage(QStringLiteral("\"%1\" cannot be there").arg(folder.path));
    if (const auto added = m_tree.addFolder(folder.path); !added)
        return corruptImage(added.error().message);
    m_folders.push_back(folder);
    return {};
}

Result<void> TreeReader::addFile(const QString &path, const ContentSource &content)
{
    if (const auto counted = count(); !counted)
        return counted;
    if (!isNew(path))
        return corruptImage(QStringLiteral("\"%1\" cannot be there").arg(path));
    if (const auto added = m_tree.addFile(path, content); !added)
        return corruptImage(added.error().message);
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

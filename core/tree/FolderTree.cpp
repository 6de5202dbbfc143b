// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/FolderTree.h"

#include "core/base/Tr.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

Error refused(const QFileInfo &info, const QString &why)
{
    return Error{Error::Kind::Unsupported,
                 Tr::tr("Cannot put \"%1\" on the media. %2").arg(info.filePath(), why),
                 {}};
}

enum class Strictness {
    Refuse,  //!< what cannot be on media is an error
    LeaveOut //!< and here it is left out
};

Result<void>
addEntries(FileTree &tree, const QString &folder, const QString &prefix, Strictness strictness);

Result<void>
addEntry(FileTree &tree, const QFileInfo &info, const QString &path, Strictness strictness)
{
    if (info.isSymbolicLink() || info.isJunction())
        return refused(info,
                       Tr::tr("It is a link; copy what it leads to into the folder instead."));
    if (info.isDir()) {
        if (const auto added = tree.addFolder(path); !added)
            return added.error();
        return addEntries(tree, info.filePath(), path + u'/', strictness);
    }
    if (!info.isFile())
        return refused(info, Tr::tr("It is not a plain file but a device, pipe or socket."));
    auto content = ContentSource::file(info.filePath());
    if (!content)
        return content.error();
    if (const auto fits = checkFatSize(info.filePath(), content->size());
        !fits && strictness == Strictness::Refuse)
        return fits.error();
    return tree.addFile(path, std::move(*content));
}

//! \a prefix is empty or ends with '/'.
Result<void>
addEntries(FileTree &tree, const QString &folder, const QString &prefix, Strictness strictness)
{
    if (!QFileInfo(folder).isReadable())
        return Error{Error::Kind::AccessDenied,
                     Tr::tr("Cannot read the folder \"%1\". Access is denied.").arg(folder),
                     {}};
    auto entries = QDir(folder).entryInfoList(
        QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::NoSort);
    std::sort(entries.begin(), entries.end(), [](const QFileInfo &a, const QFileInfo &b) {
        return a.fileName() < b.fileName();
    });
    for (const auto &info : entries) {
        const auto path = prefix + info.fileName();
        const auto added = addEntry(tree, info, path, strictness);
        if (!added && strictness == Strictness::Refuse)
            return added.error();
        if (!added)
            tree.leaveOut(path);
    }
    return {};
}

Result<FileTree> treeOf(const QString &folder, Strictness strictness)
{
    if (!QFileInfo(folder).isDir())
        return Error{
            Error::Kind::NotFound, Tr::tr("Cannot find the folder \"%1\".").arg(folder), {}};
    FileTree tree;
    if (const auto added = addEntries(tree, folder, {}, strictness); !added)
        return added.error();
    return tree;
}

} // namespace

Result<FileTree> folderTree(const QString &folder)
{
    return treeOf(folder, Strictness::Refuse);
}

Result<FileTree> mediumTree(const QString &folder)
{
    return treeOf(folder, Strictness::LeaveOut);
}

Result<void> checkFatSize(const QString &path, quint64 size)
{
    if (size <= LargestFatFile)
        return {};
    return Error{
        Error::Kind::Unsupported,
        Tr::tr("Cannot put \"%1\" on the media. It is larger than 4 GiB - 1 byte, the most that "
               "a file on FAT32 can have.")
            .arg(path),
        {}};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/FileTree.h"

#include "core/base/Tr.h"

namespace bootwright {

namespace {

//! By hand, not by QRegularExpression: Qt built with MinGW crashes when a thread ends that used one.
bool isDeviceOfWindows(const QString &stem)
{
    const auto lower = stem.toLower();
    const auto isNumbered = lower.size() == 4 && lower[3] >= u'1' && lower[3] <= u'9'
                            && (lower.startsWith(u"com") || lower.startsWith(u"lpt"));
    return isNumbered || lower == u"con" || lower == u"prn" || lower == u"aux" || lower == u"nul";
}

} // namespace

QString whyNotWindowsName(const QString &name)
{
    if (name.isEmpty() || name == u"." || name == u"..")
        return Tr::tr("\"%1\" is not a name.").arg(name);
    if (name.size() > 255)
        return Tr::tr("The name \"%1…\" is longer than 255 characters.").arg(name.first(40));
    for (const QChar c : name) {
        if (c.unicode() < 32 || QStringView(u"<>:\"/\\|?*").contains(c))
            return Tr::tr("The name \"%1\" has a character that Windows does not allow.").arg(name);
    }
    if (name.endsWith(u'.') || name.endsWith(u' '))
        return Tr::tr("The name \"%1\" ends with a dot or a space.").arg(name);
    if (isDeviceOfWindows(name.section(u'.', 0, 0)))
        return Tr::tr("The name \"%1\" is reserved by Windows.").arg(name);
    return {};
}

QString windowsPath(QString path)
{
    return path.replace(u'/', u'\\');
}

namespace {

QString parentOf(const QString &path)
{
    return path.first(qMax(path.lastIndexOf(u'/'), qsizetype(0)));
}

} // namespace

Result<void> FileTree::add(Entry entry)
{
    const auto path = entry.path;
    const auto name = path.sliced(path.lastIndexOf(u'/') + 1);
    const auto why =
        path.startsWith(u'/') ? Tr::tr("The path begins with a slash.") : whyNotWindowsName(name);
    if (!why.isEmpty())
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot put \"%1\" on the media. %2").arg(path, why),
                     {}};
    const auto parent = parentOf(path);
    if (const auto above = addFolder(parent); !above)
        return above;
    // The folder may be there in another spelling; its contents follow it.
    entry.path = parent.isEmpty() ? name : find(parent)->path + u'/' + name;
    m_byFoldedPath.insert(path.toCaseFolded(), m_entries.size());
    m_entries.push_back(std::move(entry));
    return {};
}

Result<void> FileTree::addFolder(const QString &path)
{
    if (path.isEmpty())
        return {};
    const auto *there = find(path);
    if (!there)
        return add({path, true, {}});
    if (there->isFolder)
        return {};
    return Error{Error::Kind::InvalidInput,
                 Tr::tr("Cannot put the folder \"%1\" on the media. A file of that name is there.")
                     .arg(path),
                 {}};
}

Result<void> FileTree::addFile(const QString &path, ContentSource content, quint64 room)
{
    if (!find(path))
        return add({path, false, std::move(content), room});
    return Error{
        Error::Kind::InvalidInput,
        Tr::tr("Cannot put \"%1\" on the media. A file or folder of that name is there already.")
            .arg(path),
        {}};
}

Result<void> FileTree::addTree(const QString &folder, const FileTree &tree)
{
    for (const auto &entry : tree.entries()) {
        const auto path = folder.isEmpty() ? entry.path : folder + u'/' + entry.path;
        const auto added =
            entry.isFolder ? addFolder(path) : addFile(path, entry.content, entry.room);
        if (!added)
            return added;
    }
    return {};
}

void FileTree::leaveOut(const QString &path)
{
    if (++m_leftOutCount <= 100)
        m_leftOut.append(path);
}

const FileTree::Entry *FileTree::find(const QString &path) const
{
    const auto at = m_byFoldedPath.constFind(path.toCaseFolded());
    return at == m_byFoldedPath.cend() ? nullptr : &m_entries[*at];
}

quint64 FileTree::contentSize() const
{
    quint64 size = 0;
    for (const auto &entry : m_entries)
        size += entry.content.size();
    return size;
}

} // namespace bootwright

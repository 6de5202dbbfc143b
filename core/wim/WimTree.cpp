// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimTree.h"

#include "core/base/Bytes.h"
#include "core/wim/WimDentry.h"

namespace bootwright {

namespace {

// Trees are walked by recursion: parseWimMetadata() and WimOverlay bound their depth.

constexpr quint64 endOfList = 8;

WimNode nodeOf(const WimMetadata &metadata, const WimEntry &entry)
{
    WimNode node;
    node.dentry = metadata.bytes.sliced(entry.dentryOffset, entry.dentrySize);
    node.name = entry.name;
    node.isFolder = entry.isFolder && !entry.isReparsePoint();
    node.children.reserve(entry.childCount);
    for (size_t i = 0; i < entry.childCount; ++i)
        node.children.push_back(nodeOf(metadata, metadata.entries[entry.firstChild + i]));
    return node;
}

void visit(const WimNode &node, const std::function<void(const WimNode &)> &seen)
{
    seen(node);
    for (const auto &child : node.children)
        visit(child, seen);
}

//! Appends the list of the children of \a folder, whose own dentry is at \a at, then theirs.
void appendChildren(QByteArray &bytes, qsizetype at, const WimNode &folder)
{
    putLe<quint64>(bytes, at + dentryOffset::children, quint64(bytes.size()));
    auto childAt = bytes.size();
    for (const auto &child : folder.children) {
        const auto begin = bytes.size();
        bytes += child.dentry;
        putLe<quint64>(bytes, begin + dentryOffset::children, 0);
    }
    bytes += zeroBytes(endOfList);
    for (const auto &child : folder.children) {
        if (child.isFolder)
            appendChildren(bytes, childAt, child);
        childAt += child.dentry.size();
    }
}

} // namespace

WimNode *WimNode::child(QStringView childName)
{
    WimNode *found = nullptr;
    for (auto &node : children) {
        if (node.name == childName)
            return &node;
        if (!found && isSameName(node.name, childName))
            found = &node;
    }
    return found;
}

WimTree::WimTree(const WimMetadata &metadata)
    : security(metadata.bytes.first(metadata.rootOffset))
    , root(nodeOf(metadata, metadata.entries.front()))
{}

WimTree::WimTree(quint64 time)
{
    appendLe<quint32>(security, 8); // no descriptors
    appendLe<quint32>(security, 0);
    WimNewDentry folder;
    folder.attributes = wimAttribute::folder;
    folder.created = time;
    folder.written = time;
    root.dentry = wimDentry(folder);
    root.isFolder = true;
}

QByteArray WimTree::bytes() const
{
    auto bytes = security;
    const auto rootAt = bytes.size();
    bytes += root.dentry;
    bytes += zeroBytes(endOfList);
    appendChildren(bytes, rootAt, root);
    return bytes;
}

QHash<QByteArray, quint32> WimTree::references() const
{
    QHash<QByteArray, quint32> found;
    visit(root, [&](const WimNode &node) {
        for (const auto &sha1 : wimDentryStreams(node.dentry))
            ++found[sha1];
    });
    return found;
}

WimCounters WimTree::counters(const std::function<quint64(const QByteArray &)> &sizeOf) const
{
    WimCounters counters;
    QHash<std::pair<quint64, QByteArray>, int> links;
    visit(root, [&](const WimNode &node) {
        ++(node.isFolder ? counters.folders : counters.files);
        quint64 size = 0;
        const auto streams = wimDentryStreams(node.dentry);
        for (const auto &sha1 : streams)
            size += sizeOf(sha1);
        counters.totalBytes += size;
        const auto attributes = le<quint32>(node.dentry, dentryOffset::attributes);
        const auto group = le<quint64>(node.dentry, dentryOffset::linkGroup);
        const bool isLinked = group != 0 && !(attributes & wimAttribute::reparsePoint);
        if (isLinked && links[{group, streams.value(0)}]++ > 0)
            counters.hardLinkBytes += size;
    });
    return counters;
}

} // namespace bootwright

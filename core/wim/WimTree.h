// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/wim/WimMetadata.h"
#include "core/wim/WimXml.h"

#include <QHash>

#include <functional>

namespace bootwright {

//! A file or folder of a tree that is being changed: its dentry as it will be written, except for where
//! its children begin.
struct WimNode
{
    QByteArray dentry;
    QString name;
    bool isFolder = false; //!< and no reparse point: it may have children
    std::vector<WimNode> children;

    //! The child of that name, the same case first; null if there is none.
    WimNode *child(QStringView childName);
};

//! The tree of an image that can be changed and written as a metadata resource. What it does not know in
//! a dentry it keeps: security, tagged items, short names, named streams.
struct WimTree
{
    QByteArray security; //!< the block before the root, padded to 8
    WimNode root;

    explicit WimTree(const WimMetadata &metadata);
    //! Nothing but a root folder made at \a time (wimTime()).
    explicit WimTree(quint64 time);

    //! The metadata resource.
    QByteArray bytes() const;
    //! How often each content is used.
    QHash<QByteArray, quint32> references() const;
    //! What the XML says of the image; \a sizeOf gives the size of a content by its SHA-1.
    WimCounters counters(const std::function<quint64(const QByteArray &)> &sizeOf) const;
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/ContentSource.h"
#include "core/wim/WimReader.h"
#include "core/wim/WimTree.h"

#include <QDateTime>

namespace bootwright {

//! Adds files to one image of a WIM while the WIM streams by: the result is a new header, the original
//! bytes from 208 on as they are, then what is new (docs/formats/wim-overlay.md). The original file is
//! only read, and has to stay as it is until the result was written. After an error there is no result.
class WimOverlay
{
public:
    //! On image \a imageIndex (from 1) of the WIM that \a base reads. NotFound, Corrupt.
    static Result<WimOverlay> over(const WimReader &base, int imageIndex);

    //! Puts \a content at \a path ('\' or '/'), in place of a file that is there; makes the folders above.
    //! The content is read once now, for its SHA-1, and again when the result is written: Corrupt then
    //! if it changed. InvalidInput for a path that Windows refuses or that a folder has.
    Result<void> addFile(const QString &path, const ContentSource &content, const QDateTime &time);
    //! NotFound; InvalidInput for a folder.
    Result<void> removeFile(const QString &path);

    //! The whole WIM with the changes. Its watch compares the integrity table of the original, if there
    //! is one, and the added files with what they were. If there is one, the result gets its own:
    //! then the end of the original and the added files are read now.
    Result<ContentSource> content() const;

private:
    struct Tail;

    WimOverlay(const WimContainer &base, int imageIndex, const WimMetadata &metadata);
    Result<WimNode *> makeFolder(const QStringList &parts, quint64 time);
    Result<QByteArray> keep(const ContentSource &content);
    void release(const QByteArray &dentry);
    void appendContents(Tail &tail) const;
    void appendMetadata(Tail &tail) const;
    void appendTables(Tail &tail) const;
    Result<void> appendIntegrity(Tail &tail) const;
    Error refused(const QString &path, const QString &why) const;

    WimContainer m_base;
    int m_imageIndex;
    WimTree m_tree;
    QList<WimBlob> m_blobs;                  //!< those of the original first
    QHash<QByteArray, qsizetype> m_contents; //!< SHA-1 → where in m_blobs
    QHash<qsizetype, ContentSource> m_added; //!< by place in m_blobs
};

} // namespace bootwright

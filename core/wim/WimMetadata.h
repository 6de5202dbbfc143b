// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace bootwright {

//! A file or folder in an image of a WIM.
struct WimEntry
{
    QString name; //!< as it is; unpaired surrogates are possible; empty for the root
    bool isFolder = false;
    quint32 attributes = 0; //!< of Windows
    quint64 size = 0;       //!< bytes
    QByteArray sha1;        //!< of its content; empty for no content

    bool isReparsePoint() const { return attributes & 0x400; }
    //! Encrypted by NTFS: what is stored is not its content.
    bool isEncrypted() const { return attributes & 0x4000; }

    // Where it is: its bytes in the metadata, its children among the entries.
    qsizetype dentryOffset = 0;
    qsizetype dentrySize = 0; //!< with its stream entries
    size_t firstChild = 0;
    size_t childCount = 0;
};

//! The tree of one image. entries[0] is the root; the children of a folder stand next to each other.
struct WimMetadata
{
    QByteArray bytes;
    qsizetype rootOffset = 0; //!< the security descriptors lie before it
    std::vector<WimEntry> entries;

    //! At \a path ('\' or '/', "" is the root): a name in the same case first, then the first whose
    //! letters fold to the same (simple folding of each UTF-16 unit, close to what NTFS does). Or null.
    const WimEntry *find(QStringView path) const;
    QList<const WimEntry *> children(const WimEntry &folder) const;
};

//! The tree in the expanded metadata resource \a bytes; sizes of contents are not known here. Corrupt.
Result<WimMetadata> parseWimMetadata(const QByteArray &bytes);

//! Both names are the same on Windows.
bool isSameName(QStringView one, QStringView other);

} // namespace bootwright

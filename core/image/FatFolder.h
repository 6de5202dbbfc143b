// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace bootwright {

//! \a name as the 11 bytes of a short name, upper case, if it is one whatever its case; else nothing.
std::optional<QByteArray> fatShortName(const QString &name);

//! InvalidInput when a volume cannot have this \a label; it may be empty.
Result<void> checkFatLabel(const QString &label);

//! What a FAT folder says about a file or folder in it. A file without bytes has cluster 0.
struct FatChild
{
    QString name;
    bool isFolder = false;
    quint32 cluster = 0;
    quint32 size = 0; //!< bytes; 0 for folders
};

//! The bytes of one FAT folder as they grow: a 32-byte entry each, with a long name before it where
//! the name is no short one. Short names are unique in the folder and upper case, also where the name is
//! not, because some firmware compares with case.
class FatFolder
{
public:
    explicit FatFolder(const QDateTime &created);

    //! The name of the volume; only in the root, first.
    void addLabel(const QString &label);
    //! "." and ".."; in every other folder, first. \a parent is 0 for the root.
    void addDots(quint32 self, quint32 parent);
    //! A short name that something else in the folder has already.
    void take(const QByteArray &shortName) { m_taken.insert(shortName); }
    //! All files and folders in it, whose names differ not only in case.
    void add(const std::vector<FatChild> &children);

    const QByteArray &bytes() const { return m_bytes; }
    //! Bytes that add() takes for one child of that \a name.
    static quint64 sizeOf(const QString &name);

private:
    QByteArray freshShortName(const QString &name);
    void addEntry(QByteArrayView shortName, quint8 attributes, quint32 cluster, quint32 size);

    QDateTime m_created;
    QByteArray m_bytes;
    QSet<QByteArray> m_taken;
    QHash<QByteArray, int> m_lastTail;
};

} // namespace bootwright

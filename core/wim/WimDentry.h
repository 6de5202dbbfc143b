// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace bootwright {

// A dentry: one file or folder in the metadata of an image.
//   0    8  length without the stream entries; 8 or less: end of the list
//   8    4  attributes                  64  20  SHA-1 of the content; zeros: none, or in a stream entry
//   12   4  security descriptor, or -1  84   4  unknown
//   16   8  where the children begin    88   8  hard link group; of a reparse point its tag
//   24  16  unused                      96   2  stream entries that follow
//   40   8  created                     98   2  bytes of the short name
//   48   8  last accessed              100   2  bytes of the name
//   56   8  last written               102  ..  name, NUL, short name, NUL; padded to 8; tagged items
// Stream entry: 8 length, 8 reserved, 20 SHA-1, 2 bytes of the name, name, NUL; padded to 8

constexpr qsizetype dentryFixedSize = 102;

namespace dentryOffset {
constexpr qsizetype attributes = 8;
constexpr qsizetype security = 12;
constexpr qsizetype children = 16;
constexpr qsizetype created = 40;
constexpr qsizetype accessed = 48;
constexpr qsizetype written = 56;
constexpr qsizetype sha1 = 64;
constexpr qsizetype linkGroup = 88;
constexpr qsizetype streamCount = 96;
constexpr qsizetype shortNameSize = 98;
constexpr qsizetype nameSize = 100;
} // namespace dentryOffset

namespace wimAttribute {
constexpr quint32 readOnlyHiddenSystem = 0x7;
constexpr quint32 folder = 0x10;
constexpr quint32 archive = 0x20;
constexpr quint32 reparsePoint = 0x400;
} // namespace wimAttribute

//! How long the dentry at the start of \a bytes is, with its stream entries and all padding. Empty if
//! it is damaged or not all there; with a size, the functions below can take that many bytes.
std::optional<qsizetype> wimDentrySize(QByteArrayView bytes);

QString wimDentryName(QByteArrayView dentry);
//! The short name with its bytes as they are.
QByteArray wimDentryShortName(QByteArrayView dentry);
//! The SHA-1 of what the file holds; empty for no content.
QByteArray wimDentryContent(QByteArrayView dentry);
//! The SHA-1 of each stream that is not empty: content, reparse data, named streams.
QList<QByteArray> wimDentryStreams(QByteArrayView dentry);

//! \a name can be that of a file or folder in an image.
bool isWimName(QStringView name);

//! \a time as a dentry has it: 100 ns since 1601 UTC. Never 0, which Windows dislikes.
quint64 wimTime(const QDateTime &time);

//! What a new dentry says.
struct WimNewDentry
{
    QString name;
    QByteArray shortName; //!< UTF-16LE
    quint32 attributes = 0;
    quint32 security = 0xFFFFFFFF;
    quint64 created = 0; //!< wimTime()
    quint64 written = 0;
    QByteArray sha1; //!< empty for no content
};
QByteArray wimDentry(const WimNewDentry &entry);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>

namespace bootwright::udf {

// The fields that UDF structures are made of (ECMA-167 3rd edition part 1 and 3/7; UDF 1.02 chapter 2).

constexpr quint64 kBlock = 2048;

//! Descriptor tags (ECMA-167 3/7.2.1, 4/7.2.1).
enum class Tag : quint16 {
    Primary = 1,
    Anchor = 2,
    ImplementationUse = 4,
    Partition = 5,
    LogicalVolume = 6,
    UnallocatedSpace = 7,
    Terminating = 8,
    Integrity = 9,
    FileSet = 256,
    FileIdentifier = 257,
    File = 261,
    ExtendedFile = 266,
};

//! CRC-16, polynomial 0x1021, starting with 0 (ECMA-167 3/7.2.6).
quint16 crc16(QByteArrayView bytes);

//! Fills the 16 bytes of the tag at \a offset of \a bytes, which already holds the \a size bytes of the
//! descriptor (tag included): 0 id | 2 version 2 | 4 sum of the other 15 | 8 CRC | 10 its length | 12 location.
void seal(QByteArray &bytes, qsizetype offset, qsizetype size, Tag tag, quint32 location);
//! The tag at the start of \a bytes is a \a tag with right sum and CRC.
bool hasTag(QByteArrayView bytes, Tag tag);

//! OSTA compressed Unicode: 8 and Latin-1, or 16 and UTF-16BE.
QByteArray compressed(const QString &text);
QString fromCompressed(QByteArrayView bytes);
//! \a text in a field of \a size bytes, cut if need be; the last byte is the length.
QByteArray dstring(const QString &text, qsizetype size);
QString fromDstring(QByteArrayView field);

//! "OSTA Compressed Unicode", 64 bytes.
QByteArray charspec();
//! An entity identifier, 32 bytes; \a suffix at most 8.
QByteArray entity(QByteArrayView identifier, QByteArrayView suffix = {});
//! A time in UTC, 12 bytes.
QByteArray timestamp(const QDateTime &time);
//! An extent of \a size bytes, 16 bytes: length, block, partition 0.
QByteArray longAd(quint32 size, quint32 block);

} // namespace bootwright::udf

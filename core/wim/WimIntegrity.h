// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/tree/ContentSource.h"

#include <QByteArray>
#include <QList>

namespace bootwright {

//! Bytes; far above what a real table has, it bounds the memory that a forged one can ask for.
constexpr quint64 largestIntegrityTable = 16_MiB;

//! The integrity table of a WIM: SHA-1 of the file from byte 208 to the end of the blob table, in pieces. It
//! finds damage, not forgery; header and XML are not covered.
struct WimIntegrity
{
    quint64 end = 0; //!< behind the last covered byte
    quint32 chunkSize = 0;
    QByteArray hashes; //!< 20 bytes a chunk

    //! Chunks of the full size.
    quint64 wholeChunks() const;
    //! As it is stored.
    QByteArray table() const;
};

//! The integrity table \a bytes of a file whose blob table ends at \a end. Corrupt.
Result<WimIntegrity> parseWimIntegrity(QByteArrayView bytes, quint64 end);

//! A piece of a file that has this SHA-1.
struct HashedRange
{
    quint64 offset = 0;
    quint64 size = 0;
    QByteArray sha1;
};

//! Compares pieces of a file with their SHA-1 as the file streams by. Starts anew after finish().
class HashedRangesWatch final : public ContentWatch
{
public:
    //! \a ranges in order, without overlap, none empty; \a error is what finish() says of a wrong one.
    HashedRangesWatch(QList<HashedRange> ranges, Error error);
    void add(QByteArrayView bytes) override;
    Result<void> finish() override;

private:
    QList<HashedRange> m_ranges;
    Error m_error;
    Digest m_digest;
    quint64 m_offset = 0;
    qsizetype m_next = 0;   //!< the range that is hashed or comes next
    qsizetype m_wrong = -1; //!< the first that differs
};

//! What \a integrity covers.
QList<HashedRange> hashedRanges(const WimIntegrity &integrity);

} // namespace bootwright

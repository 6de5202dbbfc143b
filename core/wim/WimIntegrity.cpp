// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimIntegrity.h"

#include "core/wim/WimFormat.h"

#include <algorithm>

// Integrity table:
//   0    4  size of the table, 12 + 20 n
//   4    4  n = covered bytes / chunk size, rounded up
//   8    4  chunk size, usually 10485760
//   12  20  SHA-1, n times; the last chunk is short

namespace bootwright {

namespace {

constexpr qsizetype fixedSize = 12;

} // namespace

quint64 WimIntegrity::wholeChunks() const
{
    return (end - quint64(wimHeaderSize)) / chunkSize;
}

QByteArray WimIntegrity::table() const
{
    QByteArray bytes;
    appendLe<quint32>(bytes, quint32(fixedSize + hashes.size()));
    appendLe<quint32>(bytes, quint32(hashes.size() / sha1Size));
    appendLe<quint32>(bytes, chunkSize);
    return bytes + hashes;
}

Result<WimIntegrity> parseWimIntegrity(QByteArrayView bytes, quint64 end)
{
    if (bytes.size() < fixedSize)
        return damagedWim(QStringLiteral("integrity table: %1 bytes").arg(bytes.size()));
    const auto size = le<quint32>(bytes, 0);
    const auto count = le<quint32>(bytes, 4);
    const auto chunkSize = le<quint32>(bytes, 8);
    const auto covered = end - quint64(wimHeaderSize);
    if (chunkSize == 0 || size != quint64(bytes.size())
        || quint64(bytes.size()) != quint64(fixedSize) + quint64(count) * quint64(sha1Size)
        || count != covered / chunkSize + (covered % chunkSize == 0 ? 0 : 1))
        return damagedWim(QStringLiteral("integrity table: %1 chunks of %2 for %3 bytes")
                              .arg(count)
                              .arg(chunkSize)
                              .arg(covered));
    return WimIntegrity{end, chunkSize, bytes.sliced(fixedSize).toByteArray()};
}

HashedRangesWatch::HashedRangesWatch(QList<HashedRange> ranges, Error error)
    : m_ranges(std::move(ranges))
    , m_error(std::move(error))
    , m_digest(Digest::Kind::Sha1)
{}

void HashedRangesWatch::add(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_next < m_ranges.size()) {
        const auto &range = m_ranges[m_next];
        const bool isBefore = m_offset < range.offset;
        const auto left = isBefore ? range.offset - m_offset : range.offset + range.size - m_offset;
        const auto size = qsizetype(std::min<quint64>(left, quint64(bytes.size())));
        if (!isBefore)
            m_digest.add(bytes.first(size));
        m_offset += quint64(size);
        bytes = bytes.sliced(size);
        if (isBefore || m_offset < range.offset + range.size)
            continue;
        if (m_digest.finish() != range.sha1 && m_wrong < 0)
            m_wrong = m_next;
        ++m_next;
    }
}

Result<void> HashedRangesWatch::finish()
{
    const bool isComplete = m_next == m_ranges.size();
    const auto wrong = m_wrong >= 0 ? m_wrong : m_next;
    m_digest.finish();
    m_offset = 0;
    m_next = 0;
    m_wrong = -1;
    if (isComplete && wrong == m_ranges.size())
        return {};
    auto error = m_error;
    error.detail = QStringLiteral("SHA-1 of %1 bytes at %2")
                       .arg(m_ranges[wrong].size)
                       .arg(m_ranges[wrong].offset);
    return error;
}

QList<HashedRange> hashedRanges(const WimIntegrity &integrity)
{
    QList<HashedRange> ranges;
    auto offset = quint64(wimHeaderSize);
    for (qsizetype at = 0; at < integrity.hashes.size(); at += sha1Size) {
        const auto size = std::min<quint64>(integrity.chunkSize, integrity.end - offset);
        ranges.append({offset, size, integrity.hashes.sliced(at, sha1Size)});
        offset += size;
    }
    return ranges;
}

} // namespace bootwright

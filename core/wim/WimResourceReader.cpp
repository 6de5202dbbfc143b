// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimResourceReader.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/wim/Lzx.h"
#include "core/wim/Xpress.h"

#include <algorithm>

// A compressed resource of n chunks:
//   0   (n - 1) * w   where chunks 1, 2, … begin, counted from behind this table; w = 4, or 8 if more
//                     than 4 GiB expanded
//   ..  ..            the chunks; one that is as long as its expanded bytes is not compressed

namespace bootwright {

namespace {

constexpr quint64 rawChunkSize = 1_MiB;
constexpr quint64 largestChunkTable = 64_MiB;

} // namespace

WimResourceReader::WimResourceReader(const WimFile &file,
                                     const WimResource &resource,
                                     const WimCodec &codec,
                                     const QByteArray &sha1)
    : m_file(file)
    , m_resource(resource)
    , m_codec(codec)
    , m_sha1(sha1)
    , m_digest(Digest::Kind::Sha1)
{}

Result<std::unique_ptr<WimResourceReader>> WimResourceReader::open(const WimFile &file,
                                                                   const WimResource &resource,
                                                                   const WimCodec &codec,
                                                                   const QByteArray &sha1)
{
    if (!resource.liesIn(file.size()))
        return damagedWim(QStringLiteral("resource outside the file"));
    std::unique_ptr<WimResourceReader> reader(new WimResourceReader(file, resource, codec, sha1));
    if (resource.isCompressed()) {
        if (const auto done = reader->readChunkTable(); !done)
            return done.error();
    } else if (resource.storedSize != resource.size) {
        return damagedWim(QStringLiteral("resource with two sizes"));
    }
    return reader;
}

Result<void> WimResourceReader::readChunkTable()
{
    if (m_codec.compression == WimCompression::None)
        return damagedWim(QStringLiteral("compressed resource in an uncompressed file"));
    if (m_resource.size == 0)
        return {};
    m_chunkCount = (m_resource.size - 1) / m_codec.chunkSize + 1;
    const quint64 width = m_resource.size > 0xFFFFFFFF ? 8 : 4;
    if (m_chunkCount - 1 > std::min(m_resource.storedSize, largestChunkTable) / width)
        return damagedWim(QStringLiteral("%1 chunks").arg(m_chunkCount));
    auto table = m_file.readAt(m_resource.offset, (m_chunkCount - 1) * width);
    if (!table)
        return table.error();
    m_chunkTable = std::move(*table);
    return {};
}

quint64 WimResourceReader::chunkStart(quint64 index) const
{
    if (index == 0)
        return 0;
    if (index == m_chunkCount)
        return m_resource.storedSize - quint64(m_chunkTable.size());
    if (m_resource.size > 0xFFFFFFFF)
        return le<quint64>(m_chunkTable, qsizetype(index - 1) * 8);
    return le<quint32>(m_chunkTable, qsizetype(index - 1) * 4);
}

Result<void> WimResourceReader::expandChunk(quint64 index)
{
    const auto first = chunkStart(index);
    const auto last = chunkStart(index + 1);
    const auto size = std::min<quint64>(m_codec.chunkSize, m_resource.size - m_done);
    if (first >= last || last > chunkStart(m_chunkCount) || last - first > size)
        return damagedWim(QStringLiteral("chunk %1 from %2 to %3").arg(index).arg(first).arg(last));
    auto stored =
        m_file.readAt(m_resource.offset + quint64(m_chunkTable.size()) + first, last - first);
    if (!stored)
        return stored.error();
    if (last - first == size) {
        m_chunk = std::move(*stored);
        return {};
    }
    m_chunk.resize(qsizetype(size));
    const std::span out(m_chunk.data(), size_t(size));
    if (m_codec.compression == WimCompression::Lzx)
        return decodeLzx(*stored, out, m_codec.chunkSize);
    return decodeXpress(*stored, out);
}

Result<void> WimResourceReader::loadChunk()
{
    m_position = 0;
    if (m_resource.isCompressed()) {
        if (const auto done = expandChunk(m_done / m_codec.chunkSize); !done)
            return done;
    } else {
        auto chunk = m_file.readAt(m_resource.offset + m_done,
                                   std::min(rawChunkSize, m_resource.size - m_done));
        if (!chunk)
            return chunk.error();
        m_chunk = std::move(*chunk);
    }
    m_done += quint64(m_chunk.size());
    if (m_sha1.isEmpty())
        return {};
    m_digest.add(m_chunk);
    if (m_done == m_resource.size && m_digest.finish() != m_sha1)
        return damagedWim(QStringLiteral("SHA-1 is not %1").arg(QLatin1String(m_sha1.toHex())));
    return {};
}

Result<void> WimResourceReader::read(std::span<char> into)
{
    while (!into.empty()) {
        if (m_position == m_chunk.size()) {
            if (const auto done = loadChunk(); !done)
                return done;
        }
        const auto size = std::min(qsizetype(into.size()), m_chunk.size() - m_position);
        std::copy_n(m_chunk.cbegin() + m_position, size, into.begin());
        m_position += size;
        into = into.subspan(size_t(size));
    }
    return {};
}

Result<QByteArray> readWimResource(const WimFile &file,
                                   const WimResource &resource,
                                   const WimCodec &codec,
                                   const QByteArray &sha1,
                                   quint64 atMost)
{
    if (resource.size > atMost)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("It is larger than %1 bytes.").arg(atMost),
                     QStringLiteral("%1 bytes").arg(resource.size)};
    auto reader = WimResourceReader::open(file, resource, codec, sha1);
    if (!reader)
        return reader.error();
    // Grows with what is really there: the size is only what the file claims.
    QByteArray bytes;
    while (quint64(bytes.size()) < resource.size) {
        const auto at = bytes.size();
        const auto size = std::min<quint64>(4_MiB, resource.size - quint64(at));
        bytes.resize(at + qsizetype(size));
        if (const auto done = (*reader)->read(std::span(bytes.data() + at, size_t(size))); !done)
            return done.error();
    }
    return bytes;
}

} // namespace bootwright

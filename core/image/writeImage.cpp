// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/writeImage.h"

#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/image/TaskThread.h"

#include <algorithm>
#include <optional>

namespace bootwright {

namespace {

constexpr quint64 kLargeExtent = 4_MiB;
constexpr size_t kChunks = 4;

//! Some bytes of one extent inside a chunk.
struct Piece
{
    const Extent *extent = nullptr;
    const char *bytes = nullptr;
    quint64 size = 0;
    bool isLast = false;
};

//! Hashes the image on one thread and feeds the watches of its content on another, each in order.
class ImageHasher
{
public:
    explicit ImageHasher(Digests digests)
        : m_keeps(digests == Digests::Keep)
    {}
    //! The next bytes of the image, in \a buffer.
    void add(BufferPool::Buffer buffer, quint64 size)
    {
        if (m_keeps)
            m_digestThread.post([this, buffer = std::move(buffer), size] {
                m_digest.add(QByteArrayView(buffer.get(), qsizetype(size)));
            });
    }
    //! \a size zeros that nobody has to write.
    void addZeros(quint64 size)
    {
        if (m_keeps)
            m_digestThread.post([this, size] {
                static const QByteArray zeros(64_KiB, '\0');
                for (auto left = size; left > 0; left -= std::min(left, 64_KiB))
                    m_digest.add(QByteArrayView(zeros).first(qsizetype(std::min(left, 64_KiB))));
            });
    }
    void watch(BufferPool::Buffer buffer, std::vector<Piece> pieces)
    {
        m_watchThread.post([this, buffer = std::move(buffer), pieces = std::move(pieces)] {
            for (const auto &piece : pieces)
                feed(piece);
        });
    }
    //! Until every watch has seen all that it was given.
    Result<void> finishWatches()
    {
        m_watchThread.drain();
        return proceed();
    }
    //! The first error that a watch had.
    Result<void> proceed()
    {
        const std::scoped_lock lock(m_mutex);
        return m_fault ? Result<void>(*m_fault) : Result<void>();
    }
    WriteReport report()
    {
        m_digestThread.drain();
        return {m_keeps ? m_digest.finish() : QByteArray()};
    }

private:
    void feed(const Piece &piece)
    {
        for (const auto &watch : piece.extent->content.watches()) {
            watch->add(QByteArrayView(piece.bytes, qsizetype(piece.size)));
            const auto good = piece.isLast ? watch->finish() : Result<void>();
            if (!good)
                fail(good.error());
        }
    }
    void fail(const Error &error)
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_fault)
            m_fault = error;
    }

    bool m_keeps;
    Digest m_digest{Digest::Kind::Sha256};
    std::mutex m_mutex;
    std::optional<Error> m_fault;
    TaskThread m_digestThread;
    TaskThread m_watchThread;
};

//! Fills chunks from the extents and hands each to the sink and to the hasher.
class ImageWriter
{
public:
    ImageWriter(const ImageLayout &layout, ImageSink &sink, Control &control, Digests digests)
        : m_layout(layout)
        , m_sink(sink)
        , m_control(control)
        , m_hasher(digests)
    {}

    Result<WriteReport> write()
    {
        if (const auto room = reserve(); !room)
            return room.error();
        for (const auto &extent : m_layout.extents()) {
            if (const auto there = skipTo(extent.offset); !there)
                return there.error();
            if (const auto done = writeExtent(extent); !done)
                return done.error();
        }
        if (const auto there = skipTo(m_layout.size()); !there)
            return there.error();
        if (const auto done = flushChunk(); !done)
            return done.error();
        if (const auto done = m_hasher.finishWatches(); !done)
            return done.error();
        return m_hasher.report();
    }

private:
    //! Room for the large extents; of the others each chunk makes its own.
    Result<void> reserve()
    {
        for (const auto &extent : m_layout.extents()) {
            if (extent.content.isZeros() || extent.end() - extent.offset < kLargeExtent)
                continue;
            const auto room = m_sink.reserve(extent.offset, extent.end() - extent.offset);
            if (!room)
                return room;
        }
        return {};
    }

    //! The gap up to \a target.
    Result<void> skipTo(quint64 target)
    {
        if (m_layout.gaps() == ImageLayout::Gaps::Untouched) {
            if (target == m_position)
                return {};
            const auto done = flushChunk();
            m_position = target;
            return done;
        }
        while (m_position < target) {
            if (!m_buffer && m_sink.startsZeroed()) {
                m_hasher.addZeros(target - m_position);
                m_position = target;
                return {};
            }
            auto room = nextRoom(target - m_position);
            std::fill(room.begin(), room.end(), '\0');
            if (const auto done = filled(room.size()); !done)
                return done;
        }
        return {};
    }

    Result<void> writeExtent(const Extent &extent)
    {
        const auto &content = extent.content;
        if (content.isZeros() && content.watches().empty()
            && m_layout.gaps() == ImageLayout::Gaps::Zeros)
            return skipTo(extent.end());
        if (content.isStream()) {
            postPieces();
            if (const auto done = m_hasher.finishWatches(); !done)
                return done;
        }
        auto reader = content.open();
        if (!reader)
            return reader.error();
        auto left = content.size();
        if (left == 0)
            keepForWatches({&extent, nullptr, 0, true});
        while (left > 0) {
            const auto room = nextRoom(left);
            if (const auto done = (*reader)->read(room); !done)
                return done.error();
            left -= room.size();
            keepForWatches({&extent, room.data(), room.size(), left == 0});
            m_content += content.isZeros() ? 0 : room.size();
            if (const auto done = filled(room.size()); !done)
                return done;
        }
        return {};
    }

    //! Up to \a wanted bytes of the chunk at the position.
    std::span<char> nextRoom(quint64 wanted)
    {
        if (!m_buffer) {
            m_buffer = m_pool.take();
            m_start = m_position;
        }
        const auto chunkEnd = m_start / m_chunk * m_chunk + m_chunk;
        return {m_buffer.get() + (m_position - m_start),
                size_t(std::min(wanted, chunkEnd - m_position))};
    }

    Result<void> filled(quint64 size)
    {
        m_position += size;
        return m_position % m_chunk == 0 ? flushChunk() : Result<void>();
    }

    void keepForWatches(const Piece &piece)
    {
        if (!piece.extent->content.watches().empty())
            m_pieces.push_back(piece);
    }

    void postPieces()
    {
        if (!m_pieces.empty())
            m_hasher.watch(m_buffer, std::exchange(m_pieces, {}));
    }

    Result<void> flushChunk()
    {
        if (m_buffer) {
            const std::span bytes(m_buffer.get(), size_t(m_position - m_start));
            if (const auto done = m_sink.write(m_start, bytes); !done)
                return done;
            m_hasher.add(m_buffer, bytes.size());
        }
        postPieces();
        m_buffer.reset();
        if (const auto good = m_hasher.proceed(); !good)
            return good;
        return m_control.advance(std::exchange(m_content, 0));
    }

    const ImageLayout &m_layout;
    ImageSink &m_sink;
    Control &m_control;
    quint64 m_chunk = m_sink.pieceSize();
    BufferPool m_pool{kChunks, m_chunk};
    BufferPool::Buffer m_buffer; //!< the chunk that is being filled, from m_start to m_position
    quint64 m_start = 0;
    quint64 m_position = 0;
    quint64 m_content = 0; //!< bytes of content in the chunk
    std::vector<Piece> m_pieces;
    ImageHasher m_hasher; // last, so that its thread has ended before the buffers go
};

} // namespace

Result<WriteReport>
writeImage(const ImageLayout &layout, ImageSink &sink, Control &control, Digests digests)
{
    return ImageWriter(layout, sink, control, digests).write();
}

} // namespace bootwright

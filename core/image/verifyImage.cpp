// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/verifyImage.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/TaskThread.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace bootwright {

namespace {

constexpr quint64 kChunk = 4_MiB;
constexpr size_t kChunks = 3;

bool isZero(QByteArrayView bytes)
{
    return bytes.isEmpty()
           || (bytes.front() == '\0'
               && std::memcmp(bytes.data(), bytes.data() + 1, size_t(bytes.size() - 1)) == 0);
}

QString nameOf(const Extent &extent)
{
    return extent.path.isEmpty() ? Tr::tr("the structures of the file systems") : extent.path;
}

//! Compares an image with its layout, chunk by chunk from front to back.
class Comparer
{
public:
    Comparer(const ImageLayout &layout, const WriteReport &report)
        : m_layout(layout)
        , m_report(report)
    {}

    void add(quint64 start, QByteArrayView bytes)
    {
        const auto &extents = m_layout.extents();
        auto position = start;
        const auto end = start + quint64(bytes.size());
        while (position < end && !m_differs) {
            const auto *extent = m_next < extents.size() ? &extents[m_next] : nullptr;
            const auto isGap = !extent || position < extent->offset;
            const auto limit = isGap ? (extent ? extent->offset : m_layout.size()) : extent->end();
            const auto size = std::min(end, limit) - position;
            const auto piece = bytes.sliced(qsizetype(position - start), qsizetype(size));
            if (isGap)
                compareGap(piece);
            else
                compare(*extent, position - extent->offset, piece);
            position += size;
            if (!isGap && position == limit)
                finish(*extent);
        }
    }
    bool differs() const { return m_differs; }
    //! Valid once no chunk is being compared.
    QString difference() const { return m_difference; }

private:
    void compareGap(QByteArrayView bytes)
    {
        if (m_layout.gaps() == ImageLayout::Gaps::Zeros && !isZero(bytes))
            fail(Tr::tr("space that should be empty"));
    }
    void compare(const Extent &extent, quint64 offset, QByteArrayView bytes)
    {
        const auto *memory = extent.content.memory();
        if (memory && QByteArrayView(*memory).sliced(qsizetype(offset), bytes.size()) != bytes)
            fail(nameOf(extent));
        else if (extent.content.isZeros() && !isZero(bytes))
            fail(nameOf(extent));
        else if (!memory && !extent.content.isZeros())
            m_digest.add(bytes);
    }
    void finish(const Extent &extent)
    {
        const auto isHashed = !extent.content.memory() && !extent.content.isZeros();
        if (isHashed && m_digest.finish() != m_report.extentSha256[m_next])
            fail(nameOf(extent));
        ++m_next;
    }
    void fail(const QString &what)
    {
        if (!m_differs)
            m_difference = what;
        m_differs = true;
    }

    const ImageLayout &m_layout;
    const WriteReport &m_report;
    size_t m_next = 0;
    Digest m_digest{Digest::Kind::Sha256};
    std::atomic<bool> m_differs = false;
    QString m_difference;
};

//! Bytes of content (zeros are none) between \a start and \a end.
quint64 contentBetween(const ImageLayout &layout, quint64 start, quint64 end)
{
    quint64 size = 0;
    const auto &extents = layout.extents();
    auto extent = std::upper_bound(
        extents.begin(), extents.end(), start, [](quint64 at, const Extent &candidate) {
            return at < candidate.end();
        });
    for (; extent != extents.end() && extent->offset < end; ++extent) {
        if (!extent->content.isZeros())
            size += std::min(end, extent->end()) - std::max(start, extent->offset);
    }
    return size;
}

bool hasExtent(const ImageLayout &layout, quint64 start, quint64 end)
{
    return std::any_of(layout.extents().begin(), layout.extents().end(), [&](const Extent &extent) {
        return extent.offset < end && start < extent.end();
    });
}

} // namespace

Result<VerifyOutcome>
verifyImage(const ImageLayout &layout, const WriteReport &report, ImageSink &sink, Control &control)
{
    if (const auto flushed = sink.flush(); !flushed)
        return flushed.error();
    const auto isWhole = layout.gaps() == ImageLayout::Gaps::Zeros;
    Comparer comparer(layout, report);
    Digest whole(Digest::Kind::Sha256);
    BufferPool pool(kChunks, kChunk);
    TaskThread comparing;
    TaskThread hashing;
    for (quint64 start = 0; start < layout.size() && !comparer.differs(); start += kChunk) {
        const auto end = std::min(start + kChunk, layout.size());
        if (!isWhole && !hasExtent(layout, start, end))
            continue;
        const auto buffer = pool.take();
        const std::span<char> room(buffer.get(), size_t(end - start));
        if (const auto done = sink.read(start, room); !done)
            return done.error();
        const QByteArrayView bytes(room.data(), qsizetype(room.size()));
        comparing.post([&comparer, buffer, start, bytes] { comparer.add(start, bytes); });
        if (isWhole)
            hashing.post([&whole, buffer, bytes] { whole.add(bytes); });
        if (const auto go = control.advance(contentBetween(layout, start, end)); !go)
            return go.error();
    }
    comparing.drain();
    hashing.drain();
    if (comparer.differs())
        return VerifyOutcome{false, comparer.difference(), {}};
    return VerifyOutcome{true, {}, isWhole ? whole.finish() : QByteArray()};
}

} // namespace bootwright

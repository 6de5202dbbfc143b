// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/verifyImage.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/TaskThread.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 kChunk = 4_MiB;
constexpr size_t kChunks = 3;

QString nameOf(const Extent &extent)
{
    return extent.path.isEmpty() ? Tr::tr("the structures of the file systems") : extent.path;
}

//! A part of the image, bytes.
struct Range
{
    quint64 start = 0;
    quint64 end = 0;
};

//! Calls \a use with every extent in \a range and what there is of it.
template<typename Use>
void forExtents(const ImageLayout &layout, Range range, Use use)
{
    const auto &extents = layout.extents();
    auto extent = std::upper_bound(
        extents.begin(), extents.end(), range.start, [](quint64 at, const Extent &candidate) {
            return at < candidate.end();
        });
    for (; extent != extents.end() && extent->offset < range.end; ++extent)
        use(*extent,
            Range{std::max(range.start, extent->offset), std::min(range.end, extent->end())});
}

//! Bytes of content (zeros are none) in \a range.
quint64 contentIn(const ImageLayout &layout, Range range)
{
    quint64 size = 0;
    forExtents(layout, range, [&](const Extent &extent, Range part) {
        size += extent.content.isZeros() ? 0 : part.end - part.start;
    });
    return size;
}

//! What is hashed of \a range: all of it, or the extents when the gaps are not ours.
std::vector<Range> hashedIn(const ImageLayout &layout, Range range)
{
    if (layout.gaps() == ImageLayout::Gaps::Zeros)
        return {range};
    std::vector<Range> parts;
    forExtents(layout, range, [&](const Extent &, Range part) { parts.push_back(part); });
    return parts;
}

//! Reads everything back and hashes it on a second thread.
Result<QByteArray> hashOf(const ImageLayout &layout, ImageSink &sink, Control &control)
{
    Digest digest(Digest::Kind::Sha256);
    const auto chunk = sink.pieceSize();
    BufferPool pool(kChunks, chunk);
    TaskThread hashing;
    for (quint64 start = 0; start < layout.size(); start += chunk) {
        const Range range{start, std::min(start + chunk, layout.size())};
        const auto parts = hashedIn(layout, range);
        if (parts.empty())
            continue;
        const auto buffer = pool.take();
        if (const auto done = sink.read(start, {buffer.get(), size_t(range.end - start)}); !done)
            return done.error();
        hashing.post([&digest, buffer, parts, start] {
            for (const auto &part : parts)
                digest.add(QByteArrayView(buffer.get() + (part.start - start),
                                          qsizetype(part.end - part.start)));
        });
        if (const auto go = control.advance(contentIn(layout, range)); !go)
            return go.error();
    }
    hashing.drain();
    return digest.finish();
}

//! Finds the first place where an image is not what it should be.
class DifferenceSearch
{
public:
    DifferenceSearch(const ImageLayout &layout, ImageSink &sink, Control &control)
        : m_layout(layout)
        , m_sink(sink)
        , m_control(control)
    {}

    Result<QString> find()
    {
        quint64 position = 0;
        for (const auto &extent : m_layout.extents()) {
            const auto inGap = differs({position, extent.offset}, nullptr);
            if (!inGap || *inGap)
                return inGap ? Result<QString>(emptySpace()) : inGap.error();
            const auto reader = extent.content.open();
            if (!reader)
                return reader.error();
            const auto inExtent = differs({extent.offset, extent.end()}, reader->get());
            if (!inExtent || *inExtent)
                return inExtent ? Result<QString>(nameOf(extent)) : inExtent.error();
            position = extent.end();
        }
        const auto atEnd = differs({position, m_layout.size()}, nullptr);
        if (!atEnd)
            return atEnd.error();
        return *atEnd ? emptySpace() : Tr::tr("a place that reads differently each time");
    }

private:
    static QString emptySpace() { return Tr::tr("space that should be empty"); }

    //! \a range is not what \a reader says, or not zeros when there is none.
    Result<bool> differs(Range range, ContentReader *reader)
    {
        if (!reader && m_layout.gaps() == ImageLayout::Gaps::Untouched)
            return false;
        for (auto at = range.start; at < range.end;) {
            const auto size = size_t(std::min(kChunk, range.end - at));
            QByteArray there(qsizetype(size), Qt::Uninitialized);
            if (const auto done = m_sink.read(at, {there.data(), size}); !done)
                return done.error();
            QByteArray wanted(qsizetype(size), '\0');
            const auto known = reader ? reader->read({wanted.data(), size}) : Result<void>();
            if (!known)
                return known.error();
            if (there != wanted)
                return true;
            if (const auto go = m_control.proceed(); !go)
                return go.error();
            at += size;
        }
        return false;
    }

    const ImageLayout &m_layout;
    ImageSink &m_sink;
    Control &m_control;
};

} // namespace

Result<VerifyOutcome>
verifyImage(const ImageLayout &layout, const WriteReport &report, ImageSink &sink, Control &control)
{
    if (const auto flushed = sink.flush(); !flushed)
        return flushed.error();
    const auto hash = hashOf(layout, sink, control);
    if (!hash)
        return hash.error();
    if (*hash == report.sha256) {
        const auto isWhole = layout.gaps() == ImageLayout::Gaps::Zeros;
        return VerifyOutcome{true, {}, isWhole ? *hash : QByteArray()};
    }
    const auto difference = DifferenceSearch(layout, sink, control).find();
    if (!difference)
        return difference.error();
    return VerifyOutcome{false, *difference, {}};
}

} // namespace bootwright

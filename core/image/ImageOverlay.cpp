// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageOverlay.h"

#include "core/base/Bytes.h"

#include <algorithm>

namespace bootwright {

Result<QByteArray> ImageOverlay::read(quint64 offset, quint64 size) const
{
    auto bytes = m_image->read(offset, size);
    if (!bytes)
        return bytes;
    const auto end = offset + size;
    for (auto it = m_blocks.lower_bound(offset / kBlock);
         it != m_blocks.end() && it->first * kBlock < end;
         ++it) {
        const auto start = std::max(offset, it->first * kBlock);
        const auto stop = std::min(end, (it->first + 1) * kBlock);
        const auto part =
            QByteArrayView(it->second)
                .sliced(qsizetype(start - it->first * kBlock), qsizetype(stop - start));
        putBytes(*bytes, qsizetype(start - offset), part);
    }
    return bytes;
}

ContentSource ImageOverlay::slice(quint64 offset, quint64 size) const
{
    Q_ASSERT(fits(offset, size, m_image->size()));
    std::vector<ContentSource> parts;
    const auto end = offset + size;
    auto at = offset;
    for (auto it = m_blocks.lower_bound(offset / kBlock);
         it != m_blocks.end() && it->first * kBlock < end;
         ++it) {
        const auto start = std::max(offset, it->first * kBlock);
        const auto stop = std::min(end, (it->first + 1) * kBlock);
        if (start > at)
            parts.push_back(m_image->slice(at, start - at));
        parts.push_back(ContentSource::bytes(
            it->second.sliced(qsizetype(start - it->first * kBlock), qsizetype(stop - start))));
        at = stop;
    }
    if (parts.empty())
        return m_image->slice(offset, size);
    if (at < end)
        parts.push_back(m_image->slice(at, end - at));
    return ContentSource::joined(std::move(parts));
}

Result<void> ImageOverlay::write(quint64 offset, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const auto number = offset / kBlock;
        auto block = m_blocks.find(number);
        if (block == m_blocks.end()) {
            auto there = m_image->read(number * kBlock, kBlock);
            if (!there)
                return there.error();
            block = m_blocks.emplace(number, std::move(*there)).first;
        }
        const auto at = qsizetype(offset % kBlock);
        const auto part = bytes.first(std::min(bytes.size(), qsizetype(kBlock) - at));
        putBytes(block->second, at, part);
        offset += quint64(part.size());
        bytes = bytes.sliced(part.size());
    }
    return {};
}

Result<ImageOverlay::Blocks> ImageOverlay::changes() const
{
    Blocks changed;
    for (const auto &[number, bytes] : m_blocks) {
        const auto there = m_image->read(number * kBlock, kBlock);
        if (!there)
            return there.error();
        if (*there != bytes)
            changed.emplace(number, bytes);
    }
    return changed;
}

} // namespace bootwright

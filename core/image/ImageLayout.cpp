// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageLayout.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

#include <algorithm>

namespace bootwright {

ImageLayout::ImageLayout(quint64 size, Gaps gaps)
    : m_size(size)
    , m_gaps(gaps)
{}

Result<void> ImageLayout::add(quint64 offset, ContentSource content, const QString &path)
{
    const auto next = std::upper_bound(
        m_extents.begin(), m_extents.end(), offset, [](quint64 at, const Extent &extent) {
            return at < extent.offset;
        });
    const auto size = content.size();
    const auto isInside = fits(offset, size, m_size);
    const auto isFree = isInside && (next == m_extents.begin() || std::prev(next)->end() <= offset)
                        && (next == m_extents.end() || offset + size <= next->offset);
    if (!isFree)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot lay out the image. \"%1\" does not fit where it should lie.").arg(path),
            QStringLiteral("%1 bytes at %2 of %3").arg(size).arg(offset).arg(m_size)};
    if (!content.isZeros())
        m_contentSize += size;
    m_extents.insert(next, {offset, std::move(content), path});
    return {};
}

} // namespace bootwright

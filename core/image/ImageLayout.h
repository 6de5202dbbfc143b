// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/ContentSource.h"

#include <QString>

#include <vector>

namespace bootwright {

//! A piece of an image: where it lies and where its bytes come from. `path` names the file in errors
//! and in what verifying says; it is empty for the structures of a file system.
struct Extent
{
    quint64 offset = 0;
    ContentSource content;
    QString path;

    quint64 end() const { return offset + content.size(); }
};

//! A whole image before its first byte is written: extents sorted by offset, none over another, all
//! inside the image. What lies between them is a gap.
class ImageLayout
{
public:
    //! What a gap holds: zeros (a new image, where they are holes in the file), or whatever is there
    //! already (a disk whose free space is nobody's business).
    enum class Gaps { Zeros, Untouched };

    explicit ImageLayout(quint64 size, Gaps gaps = Gaps::Zeros);

    //! InvalidInput when it lies over another extent or outside of the image. Content without bytes
    //! keeps its place too: its watches must hear that it is over.
    Result<void> add(quint64 offset, ContentSource content, const QString &path = {});

    const std::vector<Extent> &extents() const { return m_extents; }
    //! Bytes of the whole image, gaps and all.
    quint64 size() const { return m_size; }
    //! Bytes that are really written: all extents but those of zeros only.
    quint64 contentSize() const { return m_contentSize; }
    Gaps gaps() const { return m_gaps; }

private:
    quint64 m_size;
    quint64 m_contentSize = 0;
    Gaps m_gaps;
    std::vector<Extent> m_extents;
};

} // namespace bootwright

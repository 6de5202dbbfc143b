// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSource.h"

#include <map>

namespace bootwright {

//! An image with changes over it that stand nowhere but here: reads as if they had been written. Borrows
//! the image.
class ImageOverlay final : public ImageSource
{
public:
    static constexpr quint64 kBlock = 2048;
    //! The bytes of whole blocks, by their number.
    using Blocks = std::map<quint64, QByteArray>;

    explicit ImageOverlay(const ImageSource &image, Blocks blocks = {})
        : m_image(&image)
        , m_blocks(std::move(blocks))
    {}

    quint64 size() const override { return m_image->size(); }
    Result<QByteArray> read(quint64 offset, quint64 size) const override;
    ContentSource slice(quint64 offset, quint64 size) const override;

    //! Puts \a bytes over the image at \a offset: Corrupt when they are not inside of its whole blocks,
    //! or an error of reading what is around them.
    Result<void> write(quint64 offset, QByteArrayView bytes);
    //! The blocks that are not as in the image.
    Result<Blocks> changes() const;

private:
    const ImageSource *m_image;
    Blocks m_blocks;
};

} // namespace bootwright

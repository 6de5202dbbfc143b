// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageOverlay.h"
#include "core/image/ImageStore.h"

#include <optional>

namespace bootwright {

//! The blocks of a renewal on their way into an image (docs/formats/renewal.md). They are written into free
//! sectors of the image itself, then the journal is declared valid with one sector, then they are written
//! where they belong. Whoever finds a valid journal finishes the work, or reads the image through it. So
//! the image is, at every moment, either as it was or as it will be.
class RenewalJournal
{
public:
    //! Nothing else of an image lies between these; bytes.
    static constexpr quint64 kStart = 66 * ImageOverlay::kBlock;
    static constexpr quint64 kEnd = 256 * ImageOverlay::kBlock;

    //! The blocks of a renewal of \a image that was begun and not finished; none if there is no such.
    //! Corrupt when there is one and it is damaged.
    static Result<std::optional<ImageOverlay::Blocks>> pending(const ImageSource &image);
    //! \a image as it is when such a renewal has been finished, or as it is. Borrows it.
    static Result<ImageOverlay> readThrough(const ImageSource &image);
    //! Finishes the renewal of \a image that was begun: true if there was one.
    static Result<bool> finish(ImageStore &image);

    //! Writes \a blocks into the journal and reads them back; the image is as it was. Unsupported when
    //! they are too many or the sectors hold something else; NoSpace; Device.
    static Result<RenewalJournal> prepare(ImageStore &image, ImageOverlay::Blocks blocks);
    //! Declares the journal valid, writes the blocks where they belong, reads them back, and clears the
    //! journal. False: the medium does not give back what was written; the journal stays.
    Result<bool> commit();
    //! Instead of commit(): takes the journal out of the image again.
    Result<void> discard() { return clear(*m_image); }

private:
    RenewalJournal(ImageStore &image, ImageOverlay::Blocks blocks);
    static Result<bool> apply(ImageStore &image, const ImageOverlay::Blocks &blocks);
    static Result<void> clear(ImageStore &image);

    ImageStore *m_image;
    ImageOverlay::Blocks m_blocks;
    QByteArray m_body;
};

} // namespace bootwright

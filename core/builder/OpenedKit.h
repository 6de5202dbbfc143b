// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Result.h"
#include "core/recipe/MediaDraft.h"
#include "core/site/SiteFacts.h"

#include <QTemporaryDir>

#include <memory>

namespace bootwright {

struct NearPath;

//! A kit that was unpacked to make media from it: everything that its recipe names lies in a folder of its
//! own, which goes with the last one who holds it.
struct OpenedKit
{
    QString path; //!< of the .bootkit
    std::shared_ptr<const QTemporaryDir> folder;
    MediaDraft draft; //!< the answers of its recipe
    SiteFacts site;

    //! The answers for media on sticks, whatever they were packed for. Which sticks no recipe says.
    MediaDraft forSticks() const;
    //! \a sentence with the files inside the kit named as they are in it, not where they were unpacked.
    QString told(QString sentence) const;
    //! It holds an identity that only the kit password opens.
    bool isSealed() const { return !draft.security.certificate.identity.isEmpty(); }
};

//! Unpacks the kit at \a path. Errors of Kit::open(), Kit::unpack() and readRecipe(); InvalidInput when it was
//! packed without a boot image, or when its recipe names what is not in it. Expects and advances by all bytes.
Result<OpenedKit> openKit(const QString &path, Control &control);
//! The same with a kit that may have been copied from a share: path and sentences are as it was named.
Result<OpenedKit> openKit(const NearPath &file, Control &control);

} // namespace bootwright

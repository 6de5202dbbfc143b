// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Control.h"
#include "core/recipe/MediaDraft.h"
#include "core/site/Site.h"

namespace bootwright {

enum class KitBootImage { Included, LeftOut };

//! What is to be packed.
struct KitRequest
{
    MediaDraft draft;
    QString path; //!< of the new .bootkit
    KitBootImage bootImage = KitBootImage::Included;
    Secret password; //!< seals an identity for the media; empty: whoever builds them makes one
};

struct KitReport
{
    quint64 size = 0; //!< bytes of the kit
    QStringList files;
    QString mediaGuid;    //!< of the sealed identity; empty without one
    QString registration; //!< what became of its certificate at the site; may be empty
    QStringList warnings;
};

//! Packs a recipe with everything it needs, so that media can be made from it without the site and on any
//! machine: the facts of the site as a profile, boot image, prestart and extra files, reference media, a .pfx.
//! No secret is in it but what is sealed. Errors: of reading what the recipe names, InvalidInput for an
//! identity that cannot be sealed, NoSpace, Device, Cancelled.
Result<KitReport>
packKit(const KitRequest &request, Site &site, const Chance &chance, Control &control);

//! The recipe of an unpacked kit.
QString kitRecipePath(const QString &folder);

} // namespace bootwright

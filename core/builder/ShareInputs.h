// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/builder/ShareCopies.h"
#include "core/recipe/MediaDraft.h"

namespace bootwright {

//! What the work on a draft needs from elsewhere, ready to be used: its site, and what lies on shares.
struct Reach
{
    MediaDraft draft; //!< with everything that its media are made from on this computer
    std::unique_ptr<Site> site;
    std::shared_ptr<ShareClient>
        shares; //!< null when the system opens all paths of the draft itself
    std::vector<std::shared_ptr<const QTemporaryDir>> copies = {}; //!< of what lies on shares
};

//! Copies what lies on shares that the system does not open itself, and opens the site. Errors of openSite() and of
//! ShareClient; Device, NoSpace; Corrupt for names that lead elsewhere; InvalidInput when the image would take
//! the place of what it is made from. \a copies, unless null, has those that were made before and keeps the new.
Result<Reach> reachInputs(const MediaDraft &draft,
                          SiteAccess access,
                          Control &control,
                          ShareCopies *copies = nullptr);

} // namespace bootwright

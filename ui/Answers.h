// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/builder/OpenedKit.h"
#include "core/builder/ShareCopies.h"
#include "core/recipe/MediaRecipe.h"
#include "core/recipe/Provenance.h"
#include "core/site/SiteFacts.h"

namespace bootwright {

//! What the wizard is to do.
enum class Task {
    CreateMedia, //!< an ISO file or sticks, from the answers
    WriteImage,  //!< sticks, from media that are there or from a kit
};

//! What the pages of the wizard fill in, one after the other: the answers, the secrets apart from them,
//! and the site they are about. Only this thread looks at it,
//! but for the copies.
struct Answers
{
    MediaDraft draft;
    MediaSecrets secrets;
    Provenance provenance;
    SiteFacts site;
    SiteAccess access; //!< how to get at it and at shares
    std::shared_ptr<ShareCopies> copies =
        std::make_shared<ShareCopies>(); //!< of what lies on shares
    Chance chance;
    Task task = Task::CreateMedia;
    QString image; //!< file or folder of the media to write, or a kit; absolute
    std::shared_ptr<const OpenedKit>
        kit;                 //!< the one at image; null: there is none, or it is not open
    MediaSecrets kitSecrets; //!< that it does not hold
    bool replaceIso = false; //!< an ISO of that name may be replaced by the new one
};

//! What the answers amount to. Where no media are made, nothing is wrong with those about media.
Plan planOf(const Answers &answers);

} // namespace bootwright

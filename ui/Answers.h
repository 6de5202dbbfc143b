// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/recipe/MediaDraft.h"
#include "core/site/SiteFacts.h"

namespace bootwright {

//! What the pages of the wizard fill in, one after the other: the answers, the secrets apart from them,
//! and the site they are about. Only this thread looks at it.
struct Answers
{
    MediaDraft draft;
    MediaSecrets secrets;
    SiteFacts site;
    Chance chance;
    bool replaceIso = false; //!< an ISO of that name may be replaced by the new one
};

} // namespace bootwright

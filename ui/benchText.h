// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"
#include "core/site/SiteFacts.h"

namespace bootwright {

//! What a technician will see who starts a computer from the media, one sentence a step, in their order
//! (docs/first-boot.md). Nothing secret.
QStringList benchText(const MediaDraft &draft, const SiteFacts &site);

} // namespace bootwright

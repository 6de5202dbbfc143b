// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Report.h"
#include "core/base/Chance.h"
#include "core/builder/ShareInputs.h"
#include "core/drive/StickTarget.h"
#include "core/recipe/MediaRecipe.h"

namespace bootwright {

//! Media that can be made: the site is reached, the secrets are there, the answers are good.
struct ReadyMedia
{
    Reach reach;
    MediaSecrets secrets;
    MediaRecipe recipe;
};

//! Asks for what \a answers leave open, by the options or at the terminal, and judges them. Errors of reading
//! secrets, of reachInputs() and of the site; one for everything that is wrong with the answers, which names the
//! first argument of the command.
Result<ReadyMedia>
readyMedia(const MediaDraft &answers, const Chance &chance, const Options &options, Report &report);

//! Makes sticks of them: the rest of a command.
ExitStatus makeSticks(const ReadyMedia &ready,
                      const Chance &chance,
                      const std::vector<StickTarget> &targets,
                      const Options &options,
                      Report &report);

} // namespace bootwright

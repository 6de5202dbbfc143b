// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/recipe/RecipeFile.h"

#include <memory>
#include <optional>

namespace bootwright {

class DriveSource;

//! What a wizard begins with.
struct WizardContext
{
    Chance chance;
    MediaDraft start;                              //!< the answers to begin with
    std::optional<RecipeReading> recipe = {};      //!< whose answers take their place
    QString recipePath = {};                       //!< of that recipe
    QString media = {};                            //!< or media or a kit, on the way to sticks
    std::optional<RecipeReading> lastAnswers = {}; //!< of the last media, offered on the first page
    std::optional<RecipeReading> unfinished =
        {};                                   //!< of a wizard that was closed, offered there too
    std::shared_ptr<DriveSource> drives = {}; //!< null: those of this computer
};

} // namespace bootwright

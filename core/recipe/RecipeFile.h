// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/recipe/MediaDraft.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QStringList>

namespace bootwright {

//! Recipes: a MediaDraft as a JSON file (docs/formats/recipe.md). Read strictly: an unknown or doubled
//! key, a wrong type, a missing answer is InvalidInput with the JSON path and what was expected there.
//! No secret is ever written or accepted.

//! Reads the recipe at \a path; relative paths in it are relative to its folder.
//! NotFound, AccessDenied, InvalidInput.
Result<MediaDraft> readRecipe(const QString &path);
//! Relative paths in \a json are relative to \a folder.
Result<MediaDraft> parseRecipe(QByteArrayView json, const QString &folder);
//! A recipe that was read to be mended: what is good in it, on top of the defaults.
struct RecipeReading
{
    MediaDraft draft;
    QJsonObject json; //!< what stands in the file
    QStringList
        problems; //!< a sentence for each fault: JSON path, what was expected, what was found
};
//! Reads what can be read of the recipe at \a path; what cannot stays as in \a defaults. Only a file that
//! cannot be opened is an error: NotFound, AccessDenied, InvalidInput.
Result<RecipeReading> salvageRecipe(const QString &path, const MediaDraft &defaults);

//! The JSON of \a draft; paths below \a folder become relative. Hidden variables have no value in it.
QByteArray writeRecipe(const MediaDraft &draft, const QString &folder);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/recipe/MediaDraft.h"

#include <QByteArray>
#include <QByteArrayView>

namespace bootwright {

//! Recipes: a MediaDraft as a JSON file (docs/formats/recipe.md). Read strictly: an unknown or doubled
//! key, a wrong type, a missing answer is InvalidInput with the JSON path and what was expected there.
//! No secret is ever written or accepted.

//! Reads the recipe at \a path; relative paths in it are relative to its folder.
//! NotFound, AccessDenied, InvalidInput.
Result<MediaDraft> readRecipe(const QString &path);
//! Relative paths in \a json are relative to \a folder.
Result<MediaDraft> parseRecipe(QByteArrayView json, const QString &folder);
//! The JSON of \a draft; paths below \a folder become relative. Hidden variables have no value in it.
QByteArray writeRecipe(const MediaDraft &draft, const QString &folder);

} // namespace bootwright

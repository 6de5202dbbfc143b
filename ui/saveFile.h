// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/recipe/MediaDraft.h"

#include <functional>

class QWidget;

namespace bootwright {

//! Asks for the name of a file to write, then calls \a save with it. Does not wait.
void askWhereToSave(QWidget *parent,
                    const QString &title,
                    const QString &filter,
                    const QString &suggestion,
                    const std::function<void(const QString &path)> &save);

//! Writes \a bytes to \a path, all or nothing.
Result<void> saveBytes(const QString &path, const QByteArray &bytes);
//! Saves \a draft as a recipe, whose paths are relative to its folder where they can be.
Result<void> saveRecipeFile(const QString &path, const MediaDraft &draft);

} // namespace bootwright

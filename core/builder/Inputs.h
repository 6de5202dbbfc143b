// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaRecipe.h"

namespace bootwright {

//! Every file and folder on this machine that the media of \a recipe are made from.
QStringList inputsOf(const MediaRecipe &recipe);

//! InvalidInput when an image at \a target would take the place of one of \a inputs, whatever links are
//! between; so would the unfinished image beside it. Or when it lies in a folder among them: the next
//! media would then hold the image of these.
Result<void> checkTargetIsNoInput(const QString &target, const QStringList &inputs);

} // namespace bootwright

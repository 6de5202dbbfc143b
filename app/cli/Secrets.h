// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Options.h"
#include "core/recipe/MediaDraft.h"
#include "core/recipe/MediaSecrets.h"

namespace bootwright {

//! The secret in the file of an option or, if none is named, from the person at the terminal; empty when
//! there is neither: the rules then say what is missing.
Result<Secret> askSecret(const QString &file, const QString &question);

//! The password that \a media have: from \a file or, if they are locked, from the person at the terminal;
//! empty when there is neither.
Result<Secret> passwordOf(const QString &media, const QString &file);

//! The values of the hidden ones of \a variables, under the names as they spell them. Files of others are
//! read too: the rules say that there is no such variable.
Result<std::map<QString, Secret>> hiddenValues(const QList<VariableDraft> &variables,
                                               const Options &options);

//! All secrets that the answers of \a draft need.
Result<MediaSecrets> secretsFor(const MediaDraft &draft, const Options &options);

} // namespace bootwright

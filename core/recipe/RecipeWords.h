// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaDraft.h"

#include <utility>
#include <vector>

namespace bootwright {

//! The version of the recipe that is written and read.
inline constexpr int RecipeVersion = 1;

//! The words of a recipe and what they stand for.
template<typename T>
using Words = std::vector<std::pair<QString, T>>;

const Words<SiteSource> &siteSourceWords();
const Words<MediaMode> &mediaModeWords();
const Words<TargetType> &targetTypeWords();
const Words<CertificateType> &certificateTypeWords();
const Words<UserDeviceAffinity> &userDeviceAffinityWords();
const Words<Encryption> &encryptionWords();
const Words<SignerChoice> &signerWords();

//! The word for \a value, which stands in \a words.
template<typename T>
QString wordFor(T value, const Words<T> &words)
{
    for (const auto &[word, meaning] : words) {
        if (meaning == value)
            return word;
    }
    Q_UNREACHABLE();
}

} // namespace bootwright

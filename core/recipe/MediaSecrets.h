// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Secret.h"

#include <QString>

#include <map>

namespace bootwright {

//! The answers that are secret, apart from the draft, so that they cannot get into a recipe.
struct MediaSecrets
{
    Secret password;
    Secret pfxPassword;               //!< of the .pfx, or of the kit that sealed the identity
    std::map<QString, Secret> hidden; //!< by the name of the variable, in the recipe's spelling
    Secret referencePassword = {};    //!< of the reference media, if they have one

    bool operator==(const MediaSecrets &) const = default;
    MediaSecrets clone() const
    {
        MediaSecrets copy{password.clone(), pfxPassword.clone(), {}, referencePassword.clone()};
        for (const auto &[name, value] : hidden)
            copy.hidden.emplace(name, value.clone());
        return copy;
    }
};

} // namespace bootwright

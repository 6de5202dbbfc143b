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
    Secret pfxPassword;
    std::map<QString, Secret> hidden; //!< by the name of the variable, in the recipe's spelling
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "ui/MediaWizard.h"

class QCoreApplication;

namespace bootwright {

//! What the arguments of bootwright say the wizard begins with: a recipe, a kit or media, chance from a file. Answers
//! --help and --version itself and ends the program then. InvalidInput, NotFound, AccessDenied.
Result<WizardContext> contextFromArguments(const QCoreApplication &app);

} // namespace bootwright

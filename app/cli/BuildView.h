// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Report.h"
#include "core/builder/BuildReport.h"

namespace bootwright {

//! Shows what came of a build, and ends the command.
ExitStatus showBuild(const BuildReport &built, Report &report);

} // namespace bootwright

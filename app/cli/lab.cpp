// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Lab.h"

#include "app/cli/Commands.h"
#include "core/base/Tr.h"

namespace bootwright {

ExitStatus runLab(const Options &options, Report &report)
{
    auto control = report.control();
    const auto &folder = options.arguments.first();
    if (const auto written = writeLab(folder, control); !written)
        return report.failed(written.error());
    report.line(
        Tr::tr("The training lab is in \"%1\": boot.wim, site.json and recipe.json.").arg(folder));
    report.line(Tr::tr("Next: bootwright-cli build \"%1/recipe.json\"").arg(folder));
    return report.done({{QStringLiteral("folder"), folder}});
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Lab.h"

#include "app/cli/Commands.h"
#include "core/base/Tr.h"

#include <QDir>

namespace bootwright {

ExitStatus runLab(const Options &options, Report &report)
{
    auto control = report.control();
    const auto folder = QDir::toNativeSeparators(options.arguments.first());
    if (const auto written = writeLab(options.arguments.first(), control); !written)
        return report.failed(written.error());
    report.line(
        Tr::tr("The training lab is in \"%1\": boot.wim, site.json and recipe.json.").arg(folder));
    report.line(Tr::tr("Next: bootwright-cli build \"%1\"")
                    .arg(folder + QDir::separator() + QStringLiteral("recipe.json")));
    return report.done({{QStringLiteral("folder"), folder}});
}

} // namespace bootwright

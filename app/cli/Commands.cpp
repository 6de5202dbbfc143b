// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

#include "core/base/Tr.h"

namespace bootwright {

const QList<Command> &commands()
{
    static const QList<Command> all{
        {QStringLiteral("lab"),
         QStringLiteral("lab DIR"),
         Tr::tr("Write the training-lab boot image, site profile and recipe.json into DIR."),
         1,
         1,
         runLab},
        {QStringLiteral("build"),
         QStringLiteral("build RECIPE [--output PATH] [--overwrite] [--dry-run]"),
         Tr::tr("Make the media that the recipe describes, and read it back."),
         1,
         1,
         runBuild},
        {QStringLiteral("inspect"),
         QStringLiteral("inspect MEDIA [--password-file F] [--json]"),
         Tr::tr("Tell what is on an image or in a folder."),
         1,
         1,
         runInspect},
        {QStringLiteral("verify"),
         QStringLiteral("verify MEDIA"),
         Tr::tr("Check every file against the manifest that the media carries."),
         1,
         1,
         runVerify},
        {QStringLiteral("site"),
         QStringLiteral("site export --site SOURCE PROFILE"),
         Tr::tr("Write the facts of a site (lab, or a profile) as a profile file."),
         2,
         2,
         runSite},
    };
    return all;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"

#include "core/base/Tr.h"

namespace bootwright {

const QList<Command> &commands()
{
    static const QList<Command> all{
        {QStringLiteral("lab"),
         {QStringLiteral("lab DIR")},
         Tr::tr("Write the training-lab boot image, site profile and recipe.json into DIR."),
         1,
         1,
         runLab},
        {QStringLiteral("build"),
         {QStringLiteral("build RECIPE|KIT [--output PATH] [--overwrite] [--dry-run]")},
         Tr::tr(
             "Make the media that the recipe, or the one in a kit, describes, and read it back."),
         1,
         1,
         runBuild},
        {QStringLiteral("write"),
         {QStringLiteral("write IMAGE|KIT DEVICE... [--report FILE] [--yes]")},
         Tr::tr("Make sticks from an image, a folder or a kit, all at once, and read them back. "
                "DEVICE "
                "may also be a loop device or an image file."),
         2,
         Command::kAnyNumber,
         runWrite},
        {QStringLiteral("refresh"),
         {QStringLiteral("refresh IMAGE DEVICE...")},
         Tr::tr("Bring prepared sticks up to date: write only what differs, keep all other files. "
                "DEVICE may also be the folder where a stick is mounted, a loop device or an image "
                "file."),
         2,
         Command::kAnyNumber,
         runRefresh},
        {QStringLiteral("inspect"),
         {QStringLiteral("inspect MEDIA [--password-file F] [--hashes] [--show-secrets] "
                         "[--expires-within N] [--calendar F] [--json]")},
         Tr::tr("Tell what is on an image, a stick or in a folder, and what is wrong with it."),
         1,
         1,
         runInspect},
        {QStringLiteral("verify"),
         {QStringLiteral("verify MEDIA")},
         Tr::tr("Check every file against the manifest that the media carries."),
         1,
         1,
         runVerify},
        {QStringLiteral("renew"),
         {QStringLiteral("renew MEDIA [--until DATE | --days N | --pfx F] [--new-password-file F] "
                         "[--label TEXT] "
                         "[--management-point URL]... [--variable NAME=VALUE]... [--output ISO]")},
         Tr::tr("Change the certificate, password, label, management points or variables of media "
                "where "
                "they are; or bring an interrupted renewal to its end."),
         1,
         1,
         runRenew},
        {QStringLiteral("pack"),
         {QStringLiteral("pack RECIPE KIT [--kit-password-file F] [--without-boot-image]")},
         Tr::tr("Pack a recipe with everything it needs into one .bootkit file for technicians."),
         2,
         2,
         runPack},
        {QStringLiteral("unpack"),
         {QStringLiteral("unpack KIT DIR")},
         Tr::tr("Check a kit and unpack it into a new folder."),
         2,
         2,
         runUnpack},
        {QStringLiteral("compare"),
         {QStringLiteral(
             "compare A B [--password-file F] [--new-password-file F] [--hashes] [--json]")},
         Tr::tr("Tell in which things two media differ, or media and what a recipe would make."),
         2,
         2,
         runCompare},
        {QStringLiteral("drives"),
         {QStringLiteral("drives [--json]")},
         Tr::tr("List the drives: which can be written, and why others cannot."),
         0,
         0,
         runDrives},
        {QStringLiteral("site"),
         {QStringLiteral("site show SOURCE [PACKAGE]"),
          QStringLiteral("site export --site SOURCE PROFILE"),
          QStringLiteral("site fetch --site SOURCE PACKAGE"),
          QStringLiteral("site check --site SERVER MEDIA...")},
         Tr::tr("Show the facts of a site (lab, a profile, or an SMS Provider), write them as a "
                "profile file, fetch a boot image for later, or ask whether the site knows media."),
         1,
         1000,
         runSite},
    };
    return all;
}

QString useOf(const QString &name)
{
    QStringList ways;
    for (const auto &command : commands())
        for (const auto &synopsis : command.synopses)
            if (command.name == name)
                ways.append(QStringLiteral("bootwright-cli ") + synopsis);
    return Tr::tr("Use: %1").arg(ways.join(Tr::tr(", or ", "between ways to call a command")));
}

} // namespace bootwright

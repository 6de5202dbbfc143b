// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about what the user adds: variables, prestart command, files.
#include "core/base/Tr.h"
#include "core/recipe/MediaRules.h"
#include "core/variables/VariableNames.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace bootwright {

namespace {

//! The console's limit (New-CMBootImage, PrestartCommandLine).
constexpr qsizetype LongestCommand = 4096;

bool hasSecret(const MediaSecrets &secrets, const QString &name)
{
    return std::any_of(secrets.hidden.begin(), secrets.hidden.end(), [&](const auto &one) {
        return one.first.compare(name, Qt::CaseInsensitive) == 0 && !one.second.isEmpty();
    });
}

void judgeValue(Judgement &judgement, const QString &path, const VariableDraft &variable)
{
    if (!variable.hidden) {
        if (const auto why = whyUnusableValue(variable.name, variable.value); !why.isEmpty())
            judgement.problem(path, why);
        return;
    }
    if (!variable.value.isEmpty())
        judgement.problem(
            path,
            Tr::tr("The value of the hidden variable \"%1\" stands among the answers. It is "
                   "a secret; give it apart from them.")
                .arg(variable.name));
    else if (!hasSecret(judgement.secrets, variable.name))
        judgement.problem(
            path,
            Tr::tr("The variable \"%1\" is hidden, and its value was not given. Give it "
                   "apart from the recipe.")
                .arg(variable.name));
}

void judgeFolder(Judgement &judgement, const QString &path, const QString &folder)
{
    if (!folder.isEmpty() && !canBeFolder(folder))
        judgement.problem(path + QStringLiteral(".folder"),
                          Tr::tr("Cannot find the folder \"%1\".").arg(folder));
}

void judgeZip(Judgement &judgement, const QString &path, const QString &zip)
{
    if (!zip.isEmpty() && !canBeFile(zip))
        judgement.problem(path + QStringLiteral(".zip"),
                          Tr::tr("Cannot find the archive \"%1\".").arg(zip));
}

void judgePackage(Judgement &judgement, const QString &path, const QString &packageId)
{
    if (packageId.isEmpty())
        return;
    const auto here = path + QStringLiteral(".packageId");
    const auto *package = judgement.site.package(packageId);
    if (!package)
        judgement.problem(
            here,
            Tr::tr("The site has no package %1. Choose one of its packages, a folder or a "
                   "zip.")
                .arg(packageId));
    else if (judgement.draft.site.source == SiteSource::AdminService)
        return; // it hands out the files itself
    else if (package->folder.isEmpty())
        judgement.problem(
            here,
            Tr::tr("The site source does not say where the files of the package %1 are. "
                   "Choose a folder or a zip.")
                .arg(packageId));
    else if (!canBeFolder(package->folder))
        judgement.problem(here,
                          Tr::tr("Cannot find the folder \"%1\" of the package %2.")
                              .arg(package->folder, packageId));
}

void judgeFilesAt(Judgement &judgement, const QString &path, const FilesDraft &files)
{
    const int sources =
        int(!files.folder.isEmpty()) + int(!files.zip.isEmpty()) + int(!files.packageId.isEmpty());
    if (sources > 1)
        return judgement.problem(
            path,
            Tr::tr("The files are to come from several places. Choose one: a folder "
                   "or a zip or a package."));
    judgeFolder(judgement, path, files.folder);
    judgeZip(judgement, path, files.zip);
    judgePackage(judgement, path, files.packageId);
}

void judgeCommand(Judgement &judgement, const PrestartDraft &prestart)
{
    const auto path = QStringLiteral("prestart.command");
    const auto &command = prestart.command;
    if (command.trimmed().isEmpty() && (!command.isEmpty() || !prestart.files.isEmpty()))
        judgement.problem(
            path,
            Tr::tr("There are files for a prestart command, but no command. Type one, or "
                   "remove the files."));
    if (command.size() > LongestCommand)
        judgement.problem(
            path,
            Tr::tr("The prestart command has %1 characters. At most %2 are allowed.")
                .arg(QString::number(command.size()), QString::number(LongestCommand)));
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (std::any_of(command.begin(), command.end(), isControl))
        judgement.problem(
            path, Tr::tr("The prestart command has a control character. Write it in one line."));
}

} // namespace

void judgeVariables(Judgement &judgement)
{
    const auto &variables = judgement.draft.variables;
    QSet<QString> names;
    QSet<QString> hiddenNames;
    for (qsizetype i = 0; i < variables.size(); ++i) {
        const auto &variable = variables[i];
        const auto path = QStringLiteral("variables[%1]").arg(i);
        const auto folded = variable.name.toCaseFolded();
        if (const auto why = whyReservedVariable(variable.name); !why.isEmpty())
            judgement.problem(path + QStringLiteral(".name"), why);
        else if (names.contains(folded))
            judgement.problem(
                path + QStringLiteral(".name"),
                Tr::tr("The variable \"%1\" is in the list twice. Remove one; upper and "
                       "lower case make no difference.")
                    .arg(variable.name));
        else
            judgeValue(judgement, path + QStringLiteral(".value"), variable);
        names.insert(folded);
        if (variable.hidden)
            hiddenNames.insert(folded);
    }
    for (const auto &[name, value] : judgement.secrets.hidden) {
        if (!hiddenNames.contains(name.toCaseFolded()))
            judgement.problem(
                QStringLiteral("variables"),
                Tr::tr("A secret value was given for \"%1\", but there is no hidden variable "
                       "of that name. Check its spelling.")
                    .arg(name));
    }
}

void judgeFiles(Judgement &judgement)
{
    judgeCommand(judgement, judgement.draft.prestart);
    judgeFilesAt(judgement, QStringLiteral("prestart.files"), judgement.draft.prestart.files);
    judgeFilesAt(judgement, QStringLiteral("extraFiles"), judgement.draft.extraFiles);
}

} // namespace bootwright

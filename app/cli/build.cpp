// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/BuildView.h"
#include "app/cli/Commands.h"
#include "app/cli/ReadyMedia.h"
#include "app/cli/Targets.h"
#include "core/archive/Kit.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/builder/Inputs.h"
#include "core/builder/OpenedKit.h"
#include "core/builder/buildMedia.h"
#include "core/recipe/RecipeFile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

#include <optional>

namespace bootwright {

namespace {

//! The files named on the command line, none of which the image may replace.
QStringList filesOf(const Options &options)
{
    QStringList files{options.arguments.first(),
                      options.passwordFile,
                      options.pfxPasswordFile,
                      options.referencePasswordFile,
                      options.sitePasswordFile,
                      options.reproducibleFile,
                      logPath()};
    for (const auto &[name, file] : options.secretFiles)
        files.append(file);
    files.removeAll(QString());
    return files;
}

ExitStatus showPlan(const BuildPlan &plan, const QString &output, Report &report)
{
    const QLocale locale;
    report.line(Tr::tr("Would write: %1").arg(output));
    report.line(Tr::tr("Size: %1 bytes (%2), of which %3 bytes are written and the rest are holes")
                    .arg(QString::number(plan.size), locale.formattedDataSize(qint64(plan.size)))
                    .arg(plan.writtenSize));
    for (const auto &file : plan.files)
        report.line(QStringLiteral("  ") + file);
    for (const auto &warning : plan.warnings)
        report.warning(warning);
    report.result({{QStringLiteral("output"), output},
                   {QStringLiteral("size"), qint64(plan.size)},
                   {QStringLiteral("writtenSize"), qint64(plan.writtenSize)},
                   {QStringLiteral("files"), QJsonArray::fromStringList(plan.files)},
                   {QStringLiteral("warnings"), QJsonArray::fromStringList(plan.warnings)}});
    return report.done();
}

ExitStatus
build(const MediaDraft &answers, const Chance &chance, const Options &options, Report &report)
{
    auto ready = readyMedia(answers, chance, options, report);
    if (!ready)
        return report.failed(ready.error());
    const auto &target = ready->reach.draft.target;
    auto control = report.control();
    if (options.dryRun) {
        const auto build =
            planBuild(ready->recipe, ready->secrets, *ready->reach.site, chance, control);
        return build ? showPlan(*build, QDir::toNativeSeparators(target.path), report)
                     : report.failed(build.error());
    }
    if (target.type == TargetType::Usb) {
        const auto targets = targetsOf({target.path}, inputsOf(ready->recipe), options);
        return targets ? makeSticks(*ready, chance, *targets, options, report)
                       : report.failed(targets.error());
    }
    const auto built = buildMedia(ready->recipe,
                                  ready->secrets,
                                  *ready->reach.site,
                                  chance,
                                  openIsoFile(target.path, options.overwrite, ready->reach.shares),
                                  options.verify ? ReadBack::Yes : ReadBack::No,
                                  control);
    return built ? showBuild(*built, report) : report.failed(built.error());
}

//! The answers of a kit, whose media go beside it, or into the current folder when it lies on a share.
MediaDraft besideKit(const OpenedKit &kit)
{
    auto draft = kit.draft;
    auto &path = draft.target.path;
    if (!path.isEmpty())
        path =
            (needsShareClient(kit.path) ? QDir::currentPath() : QFileInfo(kit.path).absolutePath())
            + u'/' + QFileInfo(path).fileName();
    return draft;
}

} // namespace

ExitStatus runBuild(const Options &options, Report &report)
{
    const auto &named = options.arguments.first();
    std::optional<OpenedKit> kit; // what is unpacked of it stays until the media are made
    const auto near = nearPath(named, options, report);
    if (!near)
        return report.failed(near.error());
    if (Kit::isNamedKit(named)) {
        auto control = report.control();
        auto opened = openKit(*near, control);
        if (!opened)
            return report.failed(opened.error());
        kit = std::move(*opened);
    }
    auto draft = kit ? Result<MediaDraft>(besideKit(*kit)) : readNearRecipe(*near);
    if (!draft)
        return report.failed(draft.error());
    if (!options.output.isEmpty())
        draft->target.path = needsShareClient(options.output)
                                 ? options.output
                                 : QFileInfo(options.output).absoluteFilePath();
    if (draft->target.path.isEmpty() && draft->target.type == TargetType::Usb)
        return report.wrongUse(Tr::tr("The recipe names no stick. Name it with --output."));
    if (const auto safe = checkTargetIsNoInput(draft->target.path, filesOf(options)); !safe)
        return report.failed(safe.error());
    const auto chance = options.reproducibleFile.isEmpty()
                            ? Result<Chance>(Chance())
                            : Chance::fromFile(options.reproducibleFile);
    if (!chance)
        return report.failed(chance.error());
    return build(*draft, *chance, options, report);
}

} // namespace bootwright

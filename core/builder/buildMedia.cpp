// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/buildMedia.h"

#include "core/base/Tr.h"
#include "core/base/waitOrAbandon.h"
#include "core/builder/Inputs.h"
#include "core/builder/MediaFiles.h"
#include "core/builder/registerMedia.h"
#include "core/image/FileSink.h"
#include "core/image/ShareSink.h"
#include "core/image/layoutIso.h"
#include "core/image/layoutStick.h"
#include "core/image/verifyImage.h"
#include "core/image/writeImage.h"
#include "core/recipe/MediaLabel.h"

#include <QDir>
#include <QFileInfo>

namespace bootwright {

namespace {

Result<ImageLayout>
layoutOf(const MediaRecipe &recipe, const MediaFiles &files, const Chance &chance)
{
    if (recipe.answers().target.type == TargetType::Usb)
        return layoutStick(files.tree,
                           comfortableStickSize(files.tree),
                           StickOptions::fresh(fatLabel(recipe.label()), chance));
    IsoOptions options;
    options.label = isoLabel(recipe.label());
    options.fatLabel = fatLabel(recipe.label());
    options.identity = ImageIdentity::fresh(chance);
    options.created = chance.now();
    options.biosBoot = files.biosBoot;
    options.efiBoot = files.efiBoot;
    return layoutIso(files.tree, options);
}

BuildReport reportOf(const MediaFiles &files, const ImageSink &sink, const ImageLayout &layout)
{
    BuildReport report;
    report.output = sink.name();
    report.size = layout.size();
    report.mediaGuid = files.identity.guid;
    report.certificateExpires = files.identity.certificate.notAfter();
    report.warnings = files.warnings;
    return report;
}

//! The folder of an image; the current one, or the user's own, when the system does not open that.
QString folderBeside(const QString &image)
{
    if (!needsShareClient(image))
        return QFileInfo(image).absolutePath();
    const auto current = QDir::currentPath();
    return QFileInfo(current).isWritable() ? current : QDir::homePath();
}

} // namespace

Result<BuildReport> buildMedia(const MediaRecipe &recipe,
                               const MediaSecrets &secrets,
                               Site &site,
                               const Chance &chance,
                               const OpenSink &openSink,
                               ReadBack readBack,
                               Control &control)
{
    if (const auto safe = checkTargetIsNoInput(recipe.answers().target.path, inputsOf(recipe));
        !safe)
        return safe.error();
    const auto files = collectFiles(
        recipe, secrets, site, chance, control); // boot.wim, loaders, BCD, sealed variables
    if (!files)
        return files.error();
    const auto layout = layoutOf(recipe, *files, chance);
    if (!layout)
        return layout.error();
    auto sink = openSink(*layout, control);
    if (!sink)
        return sink.error();
    auto report =
        writeAndReadBack(reportOf(*files, **sink, *layout), *layout, **sink, readBack, control);
    if (!report)
        return report.error();
    if (report->verification == BuildReport::Verification::Different)
        return report; // without its name: the sink takes back what it wrote
    const auto registration = registerMedia(site, recipe, files->identity, control);
    if (!registration)
        return registration.error();
    if (const auto kept = (*sink)->commit(); !kept) // only now does it get its name
        return kept.error();
    report->isRegistered = registration->outcome == Registration::Outcome::Registered;
    report->registration =
        registrationNote(*registration, files->identity, folderBeside(report->output));
    return report;
}

Result<BuildPlan> planBuild(const MediaRecipe &recipe,
                            const MediaSecrets &secrets,
                            Site &site,
                            const Chance &chance,
                            Control &control)
{
    if (const auto safe = checkTargetIsNoInput(recipe.answers().target.path, inputsOf(recipe));
        !safe)
        return safe.error();
    const auto files = collectFiles(recipe, secrets, site, chance, control);
    if (!files)
        return files.error();
    const auto layout = layoutOf(recipe, *files, chance);
    if (!layout)
        return layout.error();
    BuildPlan plan{.size = layout->size(),
                   .writtenSize = layout->contentSize(),
                   .files = {},
                   .warnings = files->warnings};
    for (const auto &entry : files->tree.entries()) {
        if (!entry.isFolder)
            plan.files.append(entry.path);
    }
    return plan;
}

Result<BuildReport> writeAndReadBack(BuildReport report,
                                     const ImageLayout &layout,
                                     ImageSink &sink,
                                     ReadBack readBack,
                                     Control &control)
{
    const auto isReadBack = readBack == ReadBack::Yes;
    control.expect(layout.contentSize() * (isReadBack ? 2 : 1));
    control.enter(Tr::tr("Writing the image"));
    const auto written =
        writeImage(layout, sink, control, isReadBack ? Digests::Keep : Digests::Skip);
    if (!written)
        return written.error();
    if (!isReadBack)
        return report;
    control.enter(Tr::tr("Reading the image back"));
    const auto verified = verifyImage(layout, *written, sink, control);
    if (!verified)
        return verified.error();
    report.sha256 = verified->sha256;
    report.verification =
        verified->equal ? BuildReport::Verification::Equal : BuildReport::Verification::Different;
    report.difference = verified->firstDifference;
    return report;
}

OpenSink
openIsoFile(const QString &path, bool overwrite, const std::shared_ptr<ShareClient> &shares)
{
    const auto replace = overwrite ? Overwrite::Yes : Overwrite::No;
    const auto asSink = [](auto sink) -> Result<std::unique_ptr<ImageSink>> {
        if (!sink)
            return sink.error();
        return std::unique_ptr<ImageSink>(std::move(*sink));
    };
    if (shares && needsShareClient(path))
        return [=](const ImageLayout &layout, Control &control) {
            // a server that does not answer is waited for inside of the library, where no stop is heard
            auto opened = waitOrAbandon(
                [=, size = layout.size()] {
                    return ShareSink::create(shares, path, replace, size);
                },
                control);
            if (!opened)
                return Result<std::unique_ptr<ImageSink>>(control.proceed().error());
            return asSink(std::move(*opened));
        };
    return [=](const ImageLayout &layout, Control &) {
        return asSink(FileSink::create(path, replace, layout.size(), layout.contentSize()));
    };
}

} // namespace bootwright

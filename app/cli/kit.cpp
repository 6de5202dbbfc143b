// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/archive/Kit.h"

#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "app/cli/Secrets.h"
#include "core/base/Tr.h"
#include "core/builder/KitMedia.h"
#include "core/builder/TrainingSite.h"
#include "core/recipe/RecipeFile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace bootwright {

namespace {

ExitStatus show(const KitReport &packed, const QString &path, Report &report)
{
    const auto kit = QDir::toNativeSeparators(path);
    report.line(Tr::tr("Packed: %1 (%2 bytes)").arg(kit).arg(packed.size));
    for (const auto &file : packed.files)
        report.line(QStringLiteral("  ") + file);
    if (!packed.mediaGuid.isEmpty())
        report.line(Tr::tr("Media GUID: %1").arg(packed.mediaGuid));
    if (!packed.registration.isEmpty())
        report.line(packed.registration);
    const QJsonObject facts{{QStringLiteral("kit"), kit},
                            {QStringLiteral("size"), qint64(packed.size)},
                            {QStringLiteral("mediaGuid"), packed.mediaGuid},
                            {QStringLiteral("files"), QJsonArray::fromStringList(packed.files)}};
    report.result(facts);
    return report.done(facts);
}

} // namespace

ExitStatus runPack(const Options &options, Report &report)
{
    KitRequest request;
    request.path = options.arguments.last();
    request.bootImage = options.withoutBootImage ? KitBootImage::LeftOut : KitBootImage::Included;
    if (!Kit::isNamedKit(request.path))
        return report.wrongUse(
            Tr::tr("Cannot pack into \"%1\". The name of a kit ends with .bootkit.")
                .arg(request.path));
    const auto recipe = nearPath(options.arguments.first(), options, report);
    if (!recipe)
        return report.failed(recipe.error());
    auto draft = readNearRecipe(*recipe);
    if (!draft)
        return report.failed(draft.error());
    request.draft = std::move(*draft);
    if (!options.kitPasswordFile.isEmpty()) {
        auto password = readSecretFile(options.kitPasswordFile);
        if (!password)
            return report.failed(password.error());
        request.password = std::move(*password);
    }
    const auto chance = options.reproducibleFile.isEmpty()
                            ? Result<Chance>(Chance())
                            : Chance::fromFile(options.reproducibleFile);
    if (!chance)
        return report.failed(chance.error());
    auto access = siteAccess(options);
    if (!access)
        return report.failed(access.error());
    const auto site = openSiteFor(request.draft.site, std::move(*access));
    if (!site)
        return report.failed(site.error());
    report.stayAwake(Tr::tr("Packing a kit"));
    auto control = report.control();
    const auto packed = packKit(request, **site, *chance, control);
    if (!packed)
        return report.failed(packed.error());
    return show(*packed, request.path, report);
}

ExitStatus runUnpack(const Options &options, Report &report)
{
    const auto &folder = options.arguments.last();
    const auto file = nearPath(options.arguments.first(), options, report);
    if (!file)
        return report.failed(file.error());
    const auto kit = Kit::open(file->path);
    if (!kit)
        return report.failed(file->told(kit.error()));
    report.stayAwake(Tr::tr("Unpacking a kit"));
    auto control = report.control();
    control.enter(Tr::tr("Unpacking"));
    if (const auto done = kit->unpack(folder, control); !done)
        return report.failed(done.error());
    const auto recipe = QDir::toNativeSeparators(kitRecipePath(folder));
    report.line(Tr::tr("Unpacked: %1").arg(QDir::toNativeSeparators(folder)));
    report.line(Tr::tr("Make the media with: bootwright-cli build %1").arg(recipe));
    report.result({{QStringLiteral("recipe"), recipe}});
    return report.done({{QStringLiteral("recipe"), recipe}});
}

} // namespace bootwright

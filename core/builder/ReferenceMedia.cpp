// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ReferenceMedia.h"

#include "core/base/Tr.h"
#include "core/builder/verifyMedia.h"
#include "core/variables/MediaFacts.h"
#include "core/variables/VariableNames.h"

#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

constexpr QStringView unknownComputers[] = {u"_SMSTSx64UnknownMachineGUID",
                                            u"_SMSTSx86UnknownMachineGUID",
                                            u"_SMSTSarm64UnknownMachineGUID"};

Result<void> checkSite(const ReferenceMedia &reference, const MediaRecipe &recipe)
{
    const auto *code = reference.media.variables.find(u"_SMSTSSiteCode");
    const auto theirs = code ? code->value.text() : QString();
    const auto &ours = recipe.site().siteCode;
    if (theirs.isEmpty() || ours.isEmpty() || theirs.compare(ours, Qt::CaseInsensitive) == 0)
        return {};
    return Error{
        Error::Kind::InvalidInput,
        Tr::tr("They were made at the site %1, and the new media are for the site %2. Take "
               "media that were made there.")
            .arg(theirs, ours),
        {}};
}

//! Names of variables of \a media that \a isWanted, sorted; never a value.
template<typename Wanted>
QString namesOf(const ExistingMedia &media, const Wanted &isWanted)
{
    QStringList names;
    for (const auto &variable : media.variables.all()) {
        if (isWanted(variable.name))
            names.append(variable.name);
    }
    names.sort();
    return names.join(QStringLiteral(", "));
}

QStringList whatIsTaken(const ReferenceMedia &reference, const MediaRecipe &recipe)
{
    const auto isUsers = [](const QString &name) { return whyReservedVariable(name).isEmpty(); };
    const auto isForeign = [&](const QString &name) {
        return !isUsers(name) && !isMediaVariable(name);
    };
    const auto isEnteredThen = [&](const QString &name) {
        const auto &now = recipe.answers().variables;
        return isUsers(name) && std::none_of(now.begin(), now.end(), [&](const auto &variable) {
                   return variable.name.compare(name, Qt::CaseInsensitive) == 0;
               });
    };
    QStringList taken{
        Tr::tr("The facts of the site and TsmBootstrap.ini are those of the reference "
               "media \"%1\".")
            .arg(QFileInfo(recipe.answers().reference).fileName())};
    if (const auto names = namesOf(reference.media, isForeign); !names.isEmpty())
        taken.append(Tr::tr("Variables of the reference media that Bootwright does not know are "
                            "kept: %1.")
                         .arg(names));
    if (const auto names = namesOf(reference.media, isEnteredThen); !names.isEmpty())
        taken.append(Tr::tr("Variables that were entered when the reference media were made are "
                            "kept: %1.")
                         .arg(names));
    if (!reference.boot.bios.isEmpty() || !reference.boot.efi.isEmpty())
        taken.append(Tr::tr("The boot images of the disc are those of the reference media."));
    return taken;
}

//! The boot images of the disc at \a path. A signer that was chosen decides against them: nobody knows who
//! signed theirs.
Result<DiscBoot> bootOf(const QString &path, const MediaRecipe &recipe)
{
    if (QFileInfo(path).isDir() || recipe.answers().bootImage.loaderSigner != SignerChoice::Auto)
        return DiscBoot();
    const auto image = FileImage::open(path);
    return image ? readDiscBoot(*image) : image.error();
}

Result<ReferenceMedia>
readReference(const QString &path, const MediaRecipe &recipe, const Secret &password)
{
    auto tree = openMedia(path);
    if (!tree)
        return tree.error();
    auto boot = bootOf(path, recipe);
    if (!boot)
        return boot.error();
    auto media = readExistingMedia(std::move(*tree), password);
    if (!media)
        return media.error();
    ReferenceMedia reference{std::move(*media), std::move(*boot), {}};
    if (const auto same = checkSite(reference, recipe); !same)
        return same.error();
    reference.taken = whatIsTaken(reference, recipe);
    return reference;
}

//! The reference knows its unknown computers best; ours are for a reference without any.
void putUnknownComputers(MediaVariables &variables, const MediaVariables &known, bool areSupported)
{
    const auto hasAny =
        std::any_of(std::begin(unknownComputers),
                    std::end(unknownComputers),
                    [&](QStringView name) { return variables.find(name) != nullptr; });
    for (const auto name : unknownComputers) {
        const auto *fact = known.find(name);
        if (!areSupported)
            variables.remove(name);
        else if (fact && !hasAny)
            variables.set(name.toString(), fact->value.clone());
    }
}

} // namespace

Result<std::optional<ReferenceMedia>> readReferenceMedia(const MediaRecipe &recipe,
                                                         const MediaSecrets &secrets)
{
    const auto &path = recipe.answers().reference;
    if (path.isEmpty())
        return std::optional<ReferenceMedia>();
    auto reference = readReference(path, recipe, secrets.referencePassword);
    if (!reference)
        return reference.error().within(
            Tr::tr("Cannot follow the reference media \"%1\".").arg(path));
    return std::optional(std::move(*reference));
}

Result<MediaVariables> variablesFrom(const ReferenceMedia &reference,
                                     const MediaVariables &known,
                                     const MediaRecipe &recipe,
                                     const MediaIdentity &identity,
                                     const Chance &chance)
{
    const auto &answers = recipe.answers();
    auto variables = reference.media.variables.clone();
    if (const auto put = putIdentity(variables, identity, chance); !put)
        return put.error();
    variables.remove(recipe.isDynamic() ? u"SMSTSMP" : u"SMSTSLocationMPs");
    putManagementPoints(variables, answers.mediaMode, answers.managementPoints);
    // Where the reference has a variable, it gets the answer; what is not known would be wrong.
    for (const QStringView name :
         {u"_SMSTSBootMediaPackageID", u"_SMSTSBootMediaSourceVersion", u"_SMSTSDiskLabel1"}) {
        const auto *fact = known.find(name);
        if (!fact)
            variables.remove(name);
        else if (variables.find(name))
            variables.set(name.toString(), fact->value.clone());
    }
    putUnknownComputers(variables, known, answers.security.enableUnknownComputers);
    return variables;
}

} // namespace bootwright

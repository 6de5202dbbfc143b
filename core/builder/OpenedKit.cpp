// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/OpenedKit.h"

#include "core/archive/Kit.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/builder/KitMedia.h"
#include "core/builder/ShareInputs.h"
#include "core/builder/TrainingSite.h"
#include "core/recipe/RecipeFile.h"

#include <QDir>
#include <QFileInfo>

namespace bootwright {

namespace {

Error refused(const QString &kit, const QString &why)
{
    return {Error::Kind::InvalidInput, Tr::tr("Cannot use the kit \"%1\". %2").arg(kit, why), {}};
}

//! Where a kit is unpacked in its \a folder.
QString insideOf(const QTemporaryDir &folder)
{
    return QDir::cleanPath(folder.filePath(QStringLiteral("kit")));
}

//! Every file, folder and package that \a draft names to make media from.
QStringList namedBy(const MediaDraft &draft)
{
    QStringList named{draft.site.profile,
                      draft.reference,
                      draft.bootImage.file,
                      draft.bootImage.bootSdiFile,
                      draft.security.certificate.file,
                      draft.security.certificate.identity,
                      draft.prestart.files.folder,
                      draft.prestart.files.zip,
                      draft.prestart.files.packageId,
                      draft.extraFiles.folder,
                      draft.extraFiles.zip};
    named.removeAll(QString());
    return named;
}

//! Whoever changes a recipe inside a kit must not get at files of the computer that opens it.
Result<void> checkNamesOnlyItself(const OpenedKit &kit, const QString &folder)
{
    if (kit.draft.site.source != SiteSource::Profile)
        return refused(kit.path,
                       Tr::tr("Its recipe names no site.json, so the facts of the site are not in "
                              "it. Pack it with \"bootwright-cli pack\"."));
    for (const auto &path : namedBy(kit.draft)) {
        if (!QDir::cleanPath(path).startsWith(folder + u'/'))
            return refused(kit.path,
                           Tr::tr("Its recipe names \"%1\", which is not in it. Pack it with "
                                  "\"bootwright-cli pack\".")
                               .arg(path));
    }
    return {};
}

Result<void> checkHasBootImage(const OpenedKit &kit)
{
    if (QFileInfo(kit.draft.bootImage.file).isFile())
        return {};
    return refused(kit.path,
                   Tr::tr("It was packed without a boot image. Unpack it with \"bootwright-cli "
                          "unpack\", put the boot image beside its recipe as boot.wim, and make "
                          "the media from that recipe."));
}

} // namespace

QString OpenedKit::told(QString sentence) const
{
    return sentence.remove(insideOf(*folder) + u'/');
}

MediaDraft OpenedKit::forSticks() const
{
    auto answers = draft;
    answers.target.type = TargetType::Usb;
    answers.target.path.clear();
    return answers;
}

Result<OpenedKit> openKit(const QString &path, Control &control)
{
    const auto packed = Kit::open(path);
    if (!packed)
        return packed.error();
    const auto temporary = std::make_shared<const QTemporaryDir>();
    if (!temporary->isValid())
        return Error{Error::Kind::Device,
                     Tr::tr("Cannot make a folder for temporary files. %1.")
                         .arg(systemReason(temporary->errorString())),
                     {}};
    control.enter(Tr::tr("Unpacking"));
    const auto inside = insideOf(*temporary);
    if (const auto done = packed->unpack(inside, control); !done)
        return done.error();
    auto draft = readRecipe(kitRecipePath(inside));
    if (!draft)
        return draft.error();
    OpenedKit kit{path, temporary, std::move(*draft), {}};
    if (const auto good = checkNamesOnlyItself(kit, inside); !good)
        return good.error();
    if (const auto good = checkHasBootImage(kit); !good)
        return good.error();
    const auto site = openSiteFor(kit.draft.site);
    if (!site)
        return site.error();
    auto facts = (*site)->facts(control);
    if (!facts)
        return facts.error();
    kit.site = std::move(*facts);
    return kit;
}

Result<OpenedKit> openKit(const NearPath &file, Control &control)
{
    auto kit = openKit(file.path, control);
    if (!kit)
        return file.told(kit.error());
    kit->path = file.named;
    return kit;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/renewMedia.h"

#include "core/base/Tr.h"
#include "core/builder/FolderRenewal.h"
#include "core/builder/RenewedFiles.h"
#include "core/builder/verifyMedia.h"
#include "core/image/ImagePatch.h"
#include "core/image/RenewalJournal.h"
#include "core/image/openImageStore.h"
#include "core/image/readImage.h"
#include "core/recipe/MediaLabel.h"

#include <QFileInfo>

namespace bootwright {

namespace {

Error refused(const QString &path, const Error &error)
{
    return error.within(Tr::tr("Cannot renew \"%1\".").arg(path));
}

Error inPlaceImpossible(const QString &path, const Error &error)
{
    auto whole = refused(path, error);
    whole.message += u' ' + Tr::tr("Make new media of its files: --output names the new ISO.");
    return whole;
}

//! What the rules and the files of the media make of a request.
struct PlannedRenewal
{
    RenewedFiles renewed;
    QStringList warnings;
};

Result<void> checkCanBeRenewed(const std::optional<Manifest> &manifest)
{
    if (!manifest)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Only media that Bootwright laid out can change where they are."),
                     {}};
    if (manifest->mediaDataInBootImage)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Its boot image holds the media's data too, which cannot change in "
                            "place. Make the media again from their recipe."),
                     {}};
    return {};
}

Result<PlannedRenewal>
planRenewal(const RenewalRequest &request, FileTree tree, const Chance &chance, Control &control)
{
    const auto manifest = manifestOn(tree);
    if (!manifest)
        return manifest.error();
    if (const auto can = checkCanBeRenewed(*manifest); !can)
        return can.error();
    const auto media = readExistingMedia(std::move(tree), request.password);
    if (!media)
        return media.error();
    auto warnings = judgeRequest(request, *media, chance, control);
    if (!warnings)
        return warnings.error();
    auto changed = changedMedia(*media, request.draft, request.secrets, request.password, chance);
    if (!changed)
        return changed.error();
    return PlannedRenewal{renewedFiles(*media, std::move(*changed), **manifest, chance.now()),
                          std::move(*warnings)};
}

Result<QString>
registerAt(const RenewalRequest &request, const RenewedFiles &renewed, Control &control)
{
    return registerRenewal(request, renewed.identity, renewed.manifest.userDeviceAffinity, control);
}

RenewalReport reportOf(const PlannedRenewal &plan)
{
    RenewalReport report;
    for (const auto &file : plan.renewed.files)
        report.files.append(file.path);
    report.label = plan.renewed.manifest.label;
    report.mediaGuid = plan.renewed.manifest.mediaGuid;
    report.certificateExpires = plan.renewed.manifest.certificateExpires;
    report.warnings = plan.warnings;
    return report;
}

//! The blocks of the image that the renewal changes.
Result<ImageOverlay::Blocks> blocksOf(const ImageStore &image, const RenewedFiles &renewed)
{
    auto patch = ImagePatch::open(image);
    if (!patch)
        return patch.error();
    for (const auto &file : renewed.files) {
        if (const auto done = patch->replace(file.path, file.bytes); !done)
            return done.error();
    }
    if (renewed.label) {
        const auto done = patch->relabel(isoLabel(*renewed.label), fatLabel(*renewed.label));
        if (!done)
            return done.error();
    }
    return patch->image().changes();
}

//! Writes the blocks; registers between the moment when nothing can fail for want of room and the moment
//! from which they are renewed.
Result<RenewalReport> renewImage(ImageStore &image,
                                 const RenewalRequest &request,
                                 const PlannedRenewal &plan,
                                 Control &control)
{
    auto blocks = blocksOf(image, plan.renewed);
    if (!blocks)
        return inPlaceImpossible(request.path, blocks.error());
    auto report = reportOf(plan);
    report.writtenSize = blocks->size() * ImageOverlay::kBlock;
    auto journal = RenewalJournal::prepare(image, std::move(*blocks));
    if (!journal)
        return journal.error().kind == Error::Kind::Unsupported
                   ? inPlaceImpossible(request.path, journal.error())
                   : refused(request.path, journal.error());
    const auto registration = registerAt(request, plan.renewed, control);
    const auto go = registration ? control.proceed() : registration.error();
    if (!go) {
        const auto discarded = journal->discard();
        return discarded ? go.error() : discarded.error();
    }
    report.registration = *registration;
    const auto isEqual = journal->commit();
    if (!isEqual)
        return isEqual.error();
    report.isEqual = *isEqual;
    return report;
}

//! The same for a folder. The name of its volume is out of reach there.
Result<RenewalReport> renewFiles(FolderRenewal &folder,
                                 const RenewalRequest &request,
                                 const PlannedRenewal &plan,
                                 Control &control)
{
    auto report = reportOf(plan);
    for (const auto &file : plan.renewed.files)
        report.writtenSize += quint64(file.bytes.size());
    if (plan.renewed.label)
        report.warnings.append(
            Tr::tr("The name of the volume stays as it is, because only its files are at hand."));
    const auto prepared = folder.prepare(plan.renewed.files);
    const auto registration =
        prepared ? registerAt(request, plan.renewed, control) : prepared.error();
    const auto go = registration ? control.proceed() : registration.error();
    if (!go)
        return go.error();
    report.registration = *registration;
    const auto isEqual = folder.commit();
    if (!isEqual)
        return isEqual.error();
    report.isEqual = *isEqual;
    return report;
}

Result<RenewalReport>
renewFolder(const RenewalRequest &request, const Chance &chance, Control &control)
{
    auto folder = FolderRenewal::open(request.path);
    if (!folder)
        return folder.error().kind == Error::Kind::Unsupported
                   ? inPlaceImpossible(request.path, folder.error())
                   : folder.error();
    const auto finished = folder->finish();
    if (!finished)
        return finished.error();
    RenewalReport report;
    report.wasFinished = *finished;
    if (request.draft.isEmpty())
        return report;
    auto tree = openMedia(request.path);
    const auto plan = tree ? planRenewal(request, std::move(*tree), chance, control) : tree.error();
    if (!plan)
        return refused(request.path, plan.error());
    auto renewed = renewFiles(*folder, request, *plan, control);
    if (renewed)
        renewed->wasFinished = *finished;
    return renewed;
}

Result<RenewalReport>
renewStore(ImageStore &store, const RenewalRequest &request, const Chance &chance, Control &control)
{
    const auto finished = RenewalJournal::finish(store);
    if (!finished)
        return refused(request.path, finished.error());
    RenewalReport report;
    report.wasFinished = *finished;
    if (request.draft.isEmpty())
        return report;
    auto tree = readImage(store);
    if (!tree)
        return refused(request.path, tree.error());
    const auto plan = planRenewal(request, std::move(*tree), chance, control);
    if (!plan)
        return plan.error().kind == Error::Kind::Unsupported
                   ? inPlaceImpossible(request.path, plan.error())
                   : refused(request.path, plan.error());
    auto renewed = renewImage(store, request, *plan, control);
    if (renewed)
        renewed->wasFinished = *finished;
    return renewed;
}

} // namespace

Result<RenewalReport>
renewMedia(const RenewalRequest &request, const Chance &chance, Control &control)
{
    control.enter(Tr::tr("Renewing"));
    if (request.store)
        return renewStore(*request.store, request, chance, control);
    if (QFileInfo(request.path).isDir())
        return renewFolder(request, chance, control);
    const auto image = openImageStore(request.path);
    return image ? renewStore(**image, request, chance, control) : image.error();
}

Result<bool> finishRenewal(const QString &path)
{
    if (QFileInfo(path).isDir()) {
        if (!FolderRenewal::isPending(path))
            return false;
        auto folder = FolderRenewal::open(path);
        return folder ? folder->finish() : folder.error();
    }
    const auto image = FileImage::open(path);
    if (!image)
        return false; // whoever reads them says why
    const auto pending = RenewalJournal::pending(*image);
    if (!pending || !*pending)
        return pending ? Result<bool>(false) : pending.error();
    const auto writable = openImageStore(path);
    return writable ? RenewalJournal::finish(**writable) : writable.error();
}

} // namespace bootwright

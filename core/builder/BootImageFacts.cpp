// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BootImageFacts.h"

#include "core/base/Tr.h"
#include "core/builder/ShareInputs.h"

#include <algorithm>

namespace bootwright {

namespace {

bool hasUefiLoader(const BootImage &image, LoaderSigner signer)
{
    const auto loaders = image.loaders();
    return std::any_of(loaders.begin(), loaders.end(), [signer](const BootLoader &loader) {
        return loader.machine != 0 && loader.signature.signers.contains(signer);
    });
}

} // namespace

BootImageFacts factsOf(const BootImage &image)
{
    return {.name = image.name(),
            .architecture = image.architecture(),
            .version = image.version(),
            .language = image.language(),
            .size = image.size(),
            .drivers = image.drivers(),
            .loaders = image.loaders(),
            .startsOnBios = image.startsOnBios(),
            .startsFrom2011 = hasUefiLoader(image, LoaderSigner::Microsoft2011),
            .startsFrom2023 = hasUefiLoader(image, LoaderSigner::Microsoft2023)};
}

Result<BootImageFacts> readBootImageFacts(const MediaDraft &draft,
                                          SiteAccess access,
                                          Control &control,
                                          ShareCopies *copies)
{
    if (draft.bootImage.file.isEmpty() && draft.bootImage.packageId.isEmpty())
        return Error{Error::Kind::InvalidInput, Tr::tr("No boot image is chosen."), {}};
    MediaDraft only; // nothing else has to be fetched
    if (draft.bootImage.file.isEmpty())
        only.site = draft.site;
    only.bootImage = draft.bootImage;
    const auto reach = reachInputs(only, std::move(access), control, copies);
    if (!reach)
        return reach.error();
    const auto &wanted = reach->draft.bootImage;
    auto path = Result<QString>(wanted.file);
    if (path->isEmpty())
        path = reach->site->bootImageFile(wanted.packageId, draft.distributionPoint, control);
    if (!path)
        return path.error();
    const auto image = BootImage::open(*path);
    if (!image)
        return image.error();
    return factsOf(*image);
}

} // namespace bootwright

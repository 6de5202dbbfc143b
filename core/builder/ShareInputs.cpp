// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ShareInputs.h"

#include "core/base/Tr.h"
#include "core/builder/MediaData.h"
#include "core/builder/TrainingSite.h"
#include "core/recipe/RecipeFile.h"
#include "core/site/ShareContent.h"

#include <algorithm>

namespace bootwright {

namespace {

struct Input
{
    QString *path;
    ShareCopies::Kind kind;
};

//! What the media of \a draft are made from.
QList<Input> inputsOf(MediaDraft &draft)
{
    return {{&draft.site.profile, ShareCopies::Kind::File},
            {&draft.bootImage.file, ShareCopies::Kind::File},
            {&draft.bootImage.bootSdiFile, ShareCopies::Kind::File},
            {&draft.security.certificate.file, ShareCopies::Kind::File},
            {&draft.prestart.files.zip, ShareCopies::Kind::File},
            {&draft.extraFiles.zip, ShareCopies::Kind::File},
            {&draft.prestart.files.folder, ShareCopies::Kind::Folder},
            {&draft.extraFiles.folder, ShareCopies::Kind::Folder},
            {&draft.reference, ShareCopies::Kind::Either}};
}

//! Something that \a draft names lies on such a share: what the media are made from, or the image.
bool needsShares(const MediaDraft &draft)
{
    auto copy = draft;
    const auto inputs = inputsOf(copy);
    return needsShareClient(draft.target.path)
           || std::any_of(inputs.begin(), inputs.end(), [](const Input &input) {
                  return needsShareClient(*input.path);
              });
}

//! A path on a share as it is compared with others.
QString comparablePath(QString path)
{
    path.replace(u'\\', u'/');
    return path.sliced(std::max(path.indexOf(QLatin1String("//")), qsizetype(0))).toLower();
}

Result<void> checkIsNotTarget(const QString &input, const QString &target)
{
    const auto from = comparablePath(input);
    const auto to = comparablePath(target);
    if (to != from && !to.startsWith(from + u'/'))
        return {};
    return Error{
        Error::Kind::InvalidInput,
        Tr::tr("Cannot write \"%1\". The media are made from \"%2\". Choose another name or "
               "folder for the image.")
            .arg(target, input),
        {}};
}

//! Puts copies in the place of what lies on shares.
Result<void> copyInputs(Reach &reach, ShareCopies &copies, Control &control)
{
    const auto target = reach.draft.target.path;
    control.enter(Tr::tr("Copying from shares"));
    const auto copy = [&](QString *path, ShareCopies::Kind kind) -> Result<void> {
        if (!needsShareClient(*path))
            return {};
        if (const auto safe = checkIsNotTarget(*path, target); !safe)
            return safe.error();
        auto copied = copies.get(reach.shares, *path, kind, control);
        if (!copied)
            return copied.error();
        *path = copied->path;
        reach.copies.push_back(std::move(copied->folder));
        return {};
    };
    for (const auto &[path, kind] : inputsOf(reach.draft)) {
        if (const auto copied = copy(path, kind); !copied)
            return copied.error();
    }
    return {};
}

//! The folder of \a path, which may be on a share.
QString folderOf(const QString &path)
{
    return path.first(std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\')));
}

} // namespace

Error NearPath::told(Error error) const
{
    if (copy)
        error.message.replace(path, named);
    return error;
}

Result<NearPath>
reachPath(const QString &path, const SiteAccess &access, Control &control, ShareCopies *copies)
{
    if (!needsShareClient(path))
        return NearPath{path, path, {}};
    const auto shares = sharesFor(path, access);
    if (!shares)
        return shares.error();
    control.enter(Tr::tr("Copying from shares"));
    ShareCopies own;
    auto copied = (copies ? copies : &own)->get(*shares, path, ShareCopies::Kind::Either, control);
    if (!copied)
        return copied.error();
    return NearPath{copied->path, path, std::move(copied->folder)};
}

Result<MediaDraft> readNearRecipe(const NearPath &file)
{
    auto draft = readRecipe(file.path);
    if (!file.copy)
        return draft;
    if (!draft)
        return file.told(draft.error());
    const auto copied = folderOf(file.path) + u'/';
    const auto origin = folderOf(file.named) + u'/';
    auto paths = inputsOf(*draft);
    paths.append({&draft->target.path, ShareCopies::Kind::File});
    for (const auto &[path, kind] : paths) {
        if (path->startsWith(copied))
            path->replace(0, copied.size(), origin);
    }
    return draft;
}

Result<MediaCertificate> readPfx(const QString &path,
                                 const Secret &password,
                                 const QDateTime &now,
                                 const SiteAccess &access,
                                 Control &control,
                                 ShareCopies *copies)
{
    const auto near = reachPath(path, access, control, copies);
    return near ? openPfx(near->path, password, now, path) : near.error();
}

Result<std::shared_ptr<ShareClient>> sharesFor(const QString &path, const SiteAccess &access)
{
    if (!needsShareClient(path))
        return std::shared_ptr<ShareClient>();
    auto shares = openShares(access);
    return shares ? Result<std::shared_ptr<ShareClient>>(std::move(*shares)) : shares.error();
}

Result<Reach>
reachInputs(const MediaDraft &draft, SiteAccess access, Control &control, ShareCopies *copies)
{
    Reach reach{draft, nullptr, nullptr, {}};
    if (needsShares(draft)) {
        auto shares = openShares(access);
        if (!shares)
            return shares.error();
        reach.shares = std::move(*shares);
        ShareCopies own;
        if (const auto local = copyInputs(reach, copies ? *copies : own, control); !local)
            return local.error();
    }
    auto site = openSiteFor(reach.draft.site, std::move(access));
    if (!site)
        return site.error();
    reach.site = std::move(*site);
    return reach;
}

} // namespace bootwright

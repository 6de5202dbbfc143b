// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaFiles.h"

#include "core/base/Bytes.h"
#include "core/base/Digest.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/BenchCard.h"
#include "core/builder/BootTree.h"
#include "core/builder/HashWatch.h"
#include "core/builder/Manifest.h"
#include "core/builder/Prestart.h"
#include "core/builder/ReferenceMedia.h"

#include <QFileInfo>

namespace bootwright {

namespace {

QString signerName(SignerChoice signer)
{
    switch (signer) {
    case SignerChoice::Microsoft2011:
        return QStringLiteral("2011");
    case SignerChoice::Microsoft2023:
        return QStringLiteral("2023");
    case SignerChoice::Auto:
        break;
    }
    return QStringLiteral("other");
}

Result<BootImage> openBootImage(const MediaRecipe &recipe, Site &site, Control &control)
{
    const auto &answers = recipe.answers();
    auto path = answers.bootImage.file;
    if (path.isEmpty()) {
        const auto file =
            site.bootImageFile(answers.bootImage.packageId, answers.distributionPoint, control);
        if (!file)
            return file.error();
        path = *file;
    }
    return BootImage::open(path);
}

//! The folder \sms\bin\<arch> of the boot image, which the media carry too; each file is expanded when it
//! is written.
Result<FileTree> smsBin(const BootImage &image)
{
    FileTree tree;
    const auto folder = image.smsBinFolder();
    const auto name = folder.sliced(folder.lastIndexOf(u'\\') + 1);
    for (const auto &file : image.files(folder)) {
        auto content = image.reader().content(*file.entry);
        if (!content)
            return content.error();
        const auto path = QStringLiteral("SMS/bin/%1/%2").arg(name, file.path);
        if (const auto added = tree.addFile(path, std::move(*content)); !added)
            return added.error();
    }
    return tree;
}

Manifest manifestFor(const MediaRecipe &recipe,
                     const MediaIdentity &identity,
                     const BootImage &image,
                     SignerChoice signer,
                     const Chance &chance)
{
    const auto *known = recipe.bootImage();
    Manifest manifest;
    manifest.madeBy = QStringLiteral("Bootwright " BOOTWRIGHT_VERSION);
    manifest.madeAt = chance.now();
    manifest.reproducible = chance.isReproducible();
    manifest.mediaGuid = identity.guid;
    manifest.userDeviceAffinity = recipe.answers().security.userDeviceAffinity;
    manifest.mediaDataInBootImage = recipe.answers().bootImage.embedMediaData;
    manifest.label = recipe.label();
    manifest.certificateExpires = identity.certificate.notAfter();
    manifest.bootImageName = known ? known->name : image.name();
    manifest.bootImagePackage = recipe.answers().bootImage.packageId;
    manifest.bootImageVersion = image.version();
    manifest.architecture = architectureName(image.architecture());
    manifest.loaderSigner = signerName(signer);
    return manifest;
}

QByteArray cardFor(const MediaRecipe &recipe, const Manifest &manifest)
{
    const auto &answers = recipe.answers();
    return benchCard(
        {.label = manifest.label,
         .madeAt = manifest.madeAt,
         .certificateExpires = manifest.certificateExpires,
         .mediaGuid = manifest.mediaGuid,
         .siteCode = recipe.site().siteCode,
         .managementPoints = answers.managementPoints,
         .bootImage =
             QStringLiteral("%1 %2 %3")
                 .arg(manifest.bootImageName, manifest.architecture, manifest.bootImageVersion),
         .loaderSigner = manifest.loaderSigner,
         .passwordProtected = answers.security.passwordProtected,
         .unattended = recipe.isUnattended(),
         .unknownComputers = answers.security.enableUnknownComputers});
}

//! What goes onto the medium, piece by piece.
struct Pieces
{
    BootTree boot;
    MediaData data;
    FileTree smsBin;
    FileTree extra;
    ContentSource bootWim;
};

Result<Pieces> piecesOf(const MediaRecipe &recipe,
                        const BootImage &image,
                        MediaData data,
                        Site &site,
                        const Chance &chance,
                        Control &control)
{
    const auto &answers = recipe.answers();
    auto boot = bootTree(image,
                         answers.bootImage.loaderSigner,
                         answers.bootImage.bootSdiFile,
                         le<quint32>(chance.bytes("EFI boot image serial", 4), 0),
                         chance.now());
    if (!boot)
        return boot.error();
    auto bin = smsBin(image);
    if (!bin)
        return bin.error();
    const auto prestart = prestartFiles(recipe, site, control);
    if (!prestart)
        return prestart.error();
    control.enter(Tr::tr("Preparing the boot image"));
    FileTree embedded;
    if (answers.bootImage.embedMediaData)
        if (const auto added = embedded.addTree(QStringLiteral("sms/data"), data.smsData); !added)
            return added.error();
    auto wim = bootWim(image, recipe, *prestart, embedded, chance.now());
    if (!wim)
        return wim.error();
    auto extra = filesOf(answers.extraFiles);
    if (!extra)
        return extra.error();
    return Pieces{
        std::move(*boot), std::move(data), std::move(*bin), std::move(*extra), std::move(*wim)};
}

//! All pieces in one tree. What the boot manager reads comes first, so that it lies below 4 GiB however
//! much follows.
Result<FileTree> joined(const Pieces &pieces, const QByteArray &card)
{
    FileTree tree = pieces.boot.tree;
    for (const auto &added :
         {tree.addTree(QStringLiteral("SMS/data"), pieces.data.smsData),
          tree.addTree({}, pieces.smsBin),
          tree.addTree({}, pieces.data.root),
          tree.addFile(QStringLiteral("Bootwright/bench-card.html"), ContentSource::bytes(card)),
          tree.addFile(QStringLiteral("sources/boot.wim"), pieces.bootWim),
          tree.addTree({}, pieces.extra)}) {
        if (!added)
            return added.error();
    }
    return tree;
}

//! Takes the boot images of the reference disc, where it has them and the new media can be started so.
void follow(const ReferenceMedia &reference, BootTree &boot)
{
    if (!reference.boot.bios.isEmpty() && !boot.biosBoot.isEmpty())
        boot.biosBoot = reference.boot.bios;
    if (!reference.boot.efi.isEmpty())
        boot.efiBoot = reference.boot.efi;
}

} // namespace

quint64 roomFor(const QString &path)
{
    static const QHash<QString, quint64> rooms{
        {QStringLiteral("sms/data/variables.dat"), 64_KiB},
        {manifestPath().toCaseFolded(), 16_KiB},
        {QStringLiteral("bootwright/bench-card.html"), 16_KiB},
        {QStringLiteral("sms/data/tsmbootstrap.ini"), 2_KiB},
        {QStringLiteral("medialabel.txt"), 2_KiB},
        {QStringLiteral("autorun.inf"), 2_KiB},
    };
    return rooms.value(path.toCaseFolded());
}

Result<FileTree> withManifest(const FileTree &tree, Manifest manifest)
{
    FileTree hashed;
    auto watches = std::make_shared<std::vector<std::shared_ptr<HashWatch>>>();
    for (const auto &entry : tree.entries()) {
        Result<void> added;
        if (entry.isFolder) {
            added = hashed.addFolder(entry.path);
        } else {
            auto content = entry.content;
            const auto *bytes = content.memory();
            watches->push_back(bytes ? nullptr : std::make_shared<HashWatch>());
            manifest.files.append(
                {entry.path, content.size(), bytes ? sha256(*bytes) : QByteArray()});
            if (!bytes)
                content = content.watchedBy(watches->back());
            added = hashed.addFile(entry.path, content, roomFor(entry.path));
        }
        if (!added)
            return added.error();
    }
    const auto write = [manifest, watches]() -> Result<std::unique_ptr<ContentReader>> {
        auto complete = manifest;
        for (qsizetype i = 0; i < complete.files.size(); ++i) {
            if (const auto &watch = watches->at(size_t(i)))
                complete.files[i].sha256 = watch->sha256();
        }
        return ContentSource::bytes(writeManifest(complete)).open();
    };
    const auto size = quint64(writeManifest(manifest).size());
    if (const auto added = hashed.addFile(
            manifestPath(), ContentSource::stream(size, write), roomFor(manifestPath()));
        !added)
        return added.error();
    return hashed;
}

Result<MediaFiles> collectFiles(const MediaRecipe &recipe,
                                const MediaSecrets &secrets,
                                Site &site,
                                const Chance &chance,
                                Control &control)
{
    control.enter(Tr::tr("Reading the boot image"));
    const auto image = openBootImage(recipe, site, control);
    if (!image)
        return image.error();
    auto identity = makeIdentity(recipe, secrets, chance);
    if (!identity)
        return identity.error();
    const auto reference = readReferenceMedia(recipe, secrets);
    if (!reference)
        return reference.error();
    const auto *followed = *reference ? &**reference : nullptr;
    auto data = mediaData(recipe, secrets, *identity, followed, chance);
    if (!data)
        return data.error();
    auto pieces = piecesOf(recipe, *image, std::move(*data), site, chance, control);
    if (!pieces)
        return pieces.error();
    auto manifest = manifestFor(recipe, *identity, *image, pieces->boot.signer, chance);
    if (followed) {
        manifest.reference = followed->taken;
        follow(*followed, pieces->boot);
    }
    const auto tree = joined(*pieces, cardFor(recipe, manifest));
    if (!tree)
        return tree.error();
    auto complete = withManifest(*tree, manifest);
    if (!complete)
        return complete.error();
    return MediaFiles{std::move(*complete),
                      pieces->boot.biosBoot,
                      pieces->boot.efiBoot,
                      std::move(*identity),
                      recipe.warnings() + manifest.reference + pieces->boot.warnings};
}

} // namespace bootwright

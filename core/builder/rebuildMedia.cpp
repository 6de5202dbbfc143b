// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Renewing media that others laid out: a new image of their files.
#include "core/base/Architecture.h"
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/MediaFiles.h"
#include "core/builder/RenewedFiles.h"
#include "core/builder/renewMedia.h"
#include "core/builder/verifyMedia.h"
#include "core/image/BiosCdBoot.h"
#include "core/image/DiscBoot.h"
#include "core/image/FatImage.h"
#include "core/image/layoutIso.h"
#include "core/recipe/MediaLabel.h"
#include "core/variables/MediaFiles.h"
#include "core/wim/LoaderSignature.h"

#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 LargestLoader = 16_MiB;
constexpr Architecture architectures[] = {
    Architecture::X64, Architecture::X86, Architecture::Arm64};

//! The UEFI boot manager of the media.
struct EfiLoader
{
    QString name; //!< bootx64.efi
    QString architecture;
    QByteArray bytes;
};

Result<EfiLoader> loaderOf(const FileTree &tree)
{
    for (const auto architecture : architectures) {
        const auto name = efiLoaderName(architecture);
        const auto *entry = tree.find(QStringLiteral("efi/boot/") + name);
        if (!entry || entry->isFolder || entry->content.size() > LargestLoader)
            continue;
        auto bytes = entry->content.readAll();
        if (!bytes)
            return bytes.error();
        return EfiLoader{name, architectureName(architecture), std::move(*bytes)};
    }
    return EfiLoader();
}

QString signerOf(const QByteArray &loader)
{
    const auto signature = readLoaderSignature(loader);
    const auto signer = signature ? signature->signer : LoaderSigner::Other;
    return signer == LoaderSigner::Microsoft2011   ? QStringLiteral("2011")
           : signer == LoaderSigner::Microsoft2023 ? QStringLiteral("2023")
                                                   : QStringLiteral("other");
}

//! The boot images of the disc, or such as start what the files of a stick hold.
Result<DiscBoot>
bootOf(const QString &path, const FileTree &tree, const EfiLoader &loader, const Chance &chance)
{
    DiscBoot boot;
    if (!QFileInfo(path).isDir()) {
        const auto image = FileImage::open(path);
        auto found = image ? readDiscBoot(*image) : image.error();
        if (!found)
            return found.error();
        boot = std::move(*found);
    }
    if (boot.bios.isEmpty() && tree.find(QStringLiteral("bootmgr")))
        boot.bios = biosCdBoot();
    if (!boot.efi.isEmpty() || loader.bytes.isEmpty())
        return boot;
    FileTree volume;
    const auto added = volume.addFile(QStringLiteral("EFI/BOOT/") + loader.name.toUpper(),
                                      ContentSource::bytes(loader.bytes));
    auto efi = added ? makeEfiBootImage(volume,
                                        QStringLiteral("EFISECTOR"),
                                        le<quint32>(chance.bytes("EFI boot image serial", 4), 0),
                                        chance.now())
                     : added.error();
    if (!efi)
        return efi.error();
    boot.efi = std::move(*efi);
    return boot;
}

//! What the boot manager reads comes first, so that it lies below 4 GiB; the image it loads after that.
int rank(const QString &path)
{
    const auto folded = path.toCaseFolded();
    const auto isIn = [&](QLatin1String folder) { return folded.startsWith(folder); };
    if (isIn(QLatin1String("boot")) || isIn(QLatin1String("efi/")))
        return 0;
    if (isIn(QLatin1String("sms/data/")))
        return 1;
    return isIn(QLatin1String("sources/")) ? 2 : 3;
}

Manifest manifestFor(const ChangedMedia &changed, const EfiLoader &loader, const Chance &chance)
{
    const auto &variables = changed.media.variables;
    const auto guid = variables.textOf(u"_SMSMediaGuid");
    const auto pfx = QByteArray::fromHex(variables.textOf(u"_SMSTSMediaPFX").toLatin1());
    const auto certificate = MediaCertificate::fromMedia(pfx, pfxPasswordFor(guid));
    Manifest manifest;
    manifest.madeBy = QStringLiteral("Bootwright " BOOTWRIGHT_VERSION);
    manifest.madeAt = chance.now();
    manifest.reproducible = chance.isReproducible();
    manifest.mediaGuid = QUuid::fromString(guid).toString(QUuid::WithoutBraces).toUpper();
    manifest.label = changed.media.label;
    if (certificate)
        manifest.certificateExpires = certificate->notAfter();
    manifest.bootImagePackage = variables.textOf(u"_SMSTSBootMediaPackageID");
    manifest.architecture = loader.architecture;
    manifest.loaderSigner = signerOf(loader.bytes);
    return manifest;
}

//! The files of the media with those that change in their places, ours made anew.
Result<FileTree> changedTree(const ChangedMedia &changed, const Manifest &manifest)
{
    const auto &media = changed.media;
    const std::pair<QString, QByteArray> ours[] = {
        {QStringLiteral("SMS/data/TsmBootstrap.ini"), media.bootstrapIni},
        {QStringLiteral("SMS/data/Variables.dat"), changed.variablesFile},
        {QStringLiteral("MediaLabel.txt"), mediaLabelTxt(media.label)},
        {QStringLiteral("Bootwright/bench-card.html"), mediaCard(manifest, media)}};
    auto entries = media.tree.entries();
    std::stable_sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) {
        return rank(a.path) < rank(b.path);
    });
    FileTree tree;
    for (const auto &[path, bytes] : ours) {
        if (const auto added = tree.addFile(path, ContentSource::bytes(bytes)); !added)
            return added.error();
    }
    if (media.tree.find(QStringLiteral("autorun.inf"))) {
        const auto added =
            tree.addFile(QStringLiteral("autorun.inf"), ContentSource::bytes(media.autorunInf));
        if (!added)
            return added.error();
    }
    for (const auto &entry : entries) {
        if (tree.find(entry.path) || entry.path.compare(manifestPath(), Qt::CaseInsensitive) == 0)
            continue;
        const auto added =
            entry.isFolder ? tree.addFolder(entry.path) : tree.addFile(entry.path, entry.content);
        if (!added)
            return added.error();
    }
    return tree;
}

IsoOptions optionsFor(const QString &label, DiscBoot boot, const Chance &chance)
{
    IsoOptions options;
    options.label = isoLabel(label);
    options.fatLabel = fatLabel(label);
    options.identity = ImageIdentity::fresh(chance);
    options.created = chance.now();
    options.biosBoot = std::move(boot.bios);
    options.efiBoot = std::move(boot.efi);
    return options;
}

//! The new image, planned.
struct Rebuilding
{
    ImageLayout layout;
    Manifest manifest;
    std::optional<MediaIdentity> identity;
    QStringList warnings;
};

Result<Rebuilding>
planRebuilding(const RenewalRequest &request, const Chance &chance, Control &control)
{
    auto tree = openMedia(request.path);
    auto media = tree ? readExistingMedia(std::move(*tree), request.password) : tree.error();
    if (!media)
        return media.error();
    auto warnings = judgeRequest(request, *media, chance, control);
    if (!warnings)
        return warnings.error();
    auto changed = changedMedia(*media, request.draft, request.secrets, request.password, chance);
    if (!changed)
        return changed.error();
    if (changed->media.label.isEmpty())
        changed->media.label = MediaDraft().target.label;
    const auto loader = loaderOf(media->tree);
    if (!loader)
        return loader.error();
    auto boot = bootOf(request.path, media->tree, *loader, chance);
    if (!boot)
        return boot.error();
    const auto manifest = manifestFor(*changed, *loader, chance);
    const auto files = changedTree(*changed, manifest);
    const auto complete = files ? withManifest(*files, manifest) : files.error();
    if (!complete)
        return complete.error();
    auto layout = layoutIso(*complete, optionsFor(manifest.label, std::move(*boot), chance));
    if (!layout)
        return layout.error();
    return Rebuilding{
        std::move(*layout), manifest, std::move(changed->identity), std::move(*warnings)};
}

} // namespace

Result<BuildReport> rebuildMedia(const RenewalRequest &request,
                                 const OpenSink &openSink,
                                 ReadBack readBack,
                                 const Chance &chance,
                                 Control &control)
{
    const auto plan = planRebuilding(request, chance, control);
    if (!plan)
        return plan.error().within(Tr::tr("Cannot renew \"%1\".").arg(request.path));
    auto sink = openSink(plan->layout, control);
    if (!sink)
        return sink.error();
    BuildReport report;
    report.output = (*sink)->name();
    report.size = plan->layout.size();
    report.mediaGuid = plan->manifest.mediaGuid;
    report.certificateExpires = plan->manifest.certificateExpires;
    report.warnings = plan->warnings;
    auto written = writeAndReadBack(report, plan->layout, **sink, readBack, control);
    if (!written || written->verification == BuildReport::Verification::Different)
        return written; // without its name: the sink takes back what it wrote
    const auto registration =
        registerRenewal(request, plan->identity, plan->manifest.userDeviceAffinity, control);
    if (!registration)
        return registration.error();
    written->registration = *registration;
    if (const auto kept = (*sink)->commit(); !kept)
        return kept.error();
    return written;
}

} // namespace bootwright

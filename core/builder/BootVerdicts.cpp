// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/BootVerdicts.h"

#include "core/base/Tr.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace bootwright {

namespace {

//! From this build on, boot managers refuse to start under Secure Boot without boot.stl.
constexpr int firstBuildWithStl = 26100;
//! The lowest security version (7.0) that firmware with Microsoft's revocations of June 2026 starts.
constexpr quint32 leastSvn = 0x70000;

//! "\sources\boot.wim" of a boot store as a path of the report.
QString mediaPath(const QString &path)
{
    auto bare = path;
    bare.replace(u'\\', u'/');
    return bare.startsWith(u'/') ? bare.sliced(1) : bare;
}

void judgeStarts(const MediaReport &report, Verdicts &verdicts)
{
    const auto &boot = report.boot;
    if (boot.starts.empty())
        verdicts.error(
            "startsNothing",
            Tr::tr("No computer starts from these media: there is neither a boot loader for UEFI "
                   "(efi\\boot\\boot….efi) nor one for BIOS. Make the media again."));
    else if (!boot.startsBy(Firmware::Uefi))
        verdicts.warning("noUefi",
                         Tr::tr("Computers with UEFI do not start from these media: there is no "
                                "boot loader for them. Make the media again."));
    const auto isAs = [&](MediaLife life) {
        return std::any_of(boot.starts.begin(), boot.starts.end(), [&](const MediaStart &start) {
            return start.life == life && start.firmware == Firmware::Uefi;
        });
    };
    if (isAs(MediaLife::Disc) && !isAs(MediaLife::Disk))
        verdicts.note(
            "discOnly",
            Tr::tr("As a disc only: written byte for byte onto a stick the image does not start "
                   "computers by UEFI. Copy its files onto a stick with FAT32 instead."));
}

void judgeBootImage(const MediaReport &report, Verdicts &verdicts)
{
    if (!report.bootImage) {
        verdicts.error("noBootImage",
                       Tr::tr("The boot image sources\\boot.wim is missing: computers stop with "
                              "0xc000000f. Make the media again."));
        return;
    }
    const auto &image = *report.bootImage;
    if (!image.problem.isEmpty()) {
        verdicts.error(
            "bootImageDamaged",
            Tr::tr("The boot image sources\\boot.wim cannot be used. %1 Make the media again.")
                .arg(image.problem));
        return;
    }
    const auto &starts = report.boot.starts;
    const auto fits = [&](const MediaStart &start) {
        return start.firmware == Firmware::Bios || start.architecture == image.architecture;
    };
    if (!starts.empty() && !image.architecture.isEmpty()
        && std::none_of(starts.begin(), starts.end(), fits))
        verdicts.error("wrongArchitecture",
                       Tr::tr("The boot image is for %1, but the boot loader is for %2: no "
                              "computer can start it. Make the media again.")
                           .arg(image.architecture, starts.front().architecture));
}

void judgeStores(const MediaReport &report, Verdicts &verdicts)
{
    QSet<QString> judged;
    for (const auto &store : report.boot.stores) {
        if (!store.problem.isEmpty())
            verdicts.error(
                "storeDamaged",
                Tr::tr("The boot configuration data in %1 cannot be used. %2 Make the media again.")
                    .arg(windowsPath(store.path), store.problem));
        for (const auto &entry : store.entries) {
            for (const auto &path : {entry.image, entry.sdi}) {
                if (!path.isEmpty() && !report.find(mediaPath(path)) && !judged.contains(path))
                    verdicts.error(
                        "storeNamesMissingFile",
                        Tr::tr(
                            "The boot configuration data in %1 names the file %2, which is not on "
                            "the media: computers stop with 0xc000000f. Make the media again.")
                            .arg(windowsPath(store.path), path));
                judged.insert(path);
            }
        }
    }
    const auto hasStore = [&](Firmware firmware) {
        return std::any_of(report.boot.stores.begin(),
                           report.boot.stores.end(),
                           [&](const FoundStore &store) { return store.firmware == firmware; });
    };
    if (report.boot.startsBy(Firmware::Uefi) && !hasStore(Firmware::Uefi))
        verdicts.error("storeMissing",
                       Tr::tr("The boot configuration data efi\\microsoft\\boot\\bcd are missing: "
                              "computers with UEFI stop with 0xc000000f. Make the media again."));
    if (report.find(u"efi/boot/bcd"))
        verdicts.warning("strayStore",
                         Tr::tr("The file efi\\boot\\bcd lies beside the boot loader, which takes "
                                "it instead of efi\\microsoft\\boot\\bcd. Delete it."));
}

//! The loaders that firmware starts, not those that are only there.
std::vector<const FoundLoader *> startedLoaders(const MediaReport &report)
{
    const auto isDisc = !report.boot.catalog.empty();
    std::vector<const FoundLoader *> loaders;
    for (const auto &loader : report.boot.loaders) {
        const auto name = loader.path.sliced(loader.path.lastIndexOf(u'/') + 1);
        const auto isRead = loader.place != FoundLoader::Place::Files || !isDisc;
        if (isRead && !architectureOfLoader(name).isEmpty())
            loaders.push_back(&loader);
    }
    return loaders;
}

void judgeSigner(const LoaderSignature &signature, Verdicts &verdicts)
{
    const auto has = [&](LoaderSigner signer) { return signature.signers.contains(signer); };
    if (signature.signer == LoaderSigner::Unsigned)
        verdicts.warning(
            "loaderUnsigned",
            Tr::tr(
                "The boot loader is not signed: computers with Secure Boot refuse it with Security "
                "Violation. Use a boot image of Microsoft's, or turn Secure Boot off."));
    else if (signature.signer == LoaderSigner::Other)
        verdicts.warning(
            "loaderForeign",
            Tr::tr("The boot loader is signed by \"%1\", not by Microsoft for Windows: computers "
                   "with Secure Boot refuse it unless they know this signer.")
                .arg(signerText(signature)));
    else if (!has(LoaderSigner::Microsoft2023))
        verdicts.warning("signed2011Only",
                         Tr::tr("The boot loader is signed by \"%1\" only: computers that have "
                                "revoked this certificate (KB5025885) refuse it with Security "
                                "Violation. Make media with the loader of 2023.")
                             .arg(signerText(LoaderSigner::Microsoft2011)));
    else if (!has(LoaderSigner::Microsoft2011))
        verdicts.note(
            "signed2023Only",
            Tr::tr(
                "The boot loader is signed by \"%1\" only: computers whose firmware does not know "
                "this certificate yet refuse it with Security Violation. Update their firmware.")
                .arg(signerText(LoaderSigner::Microsoft2023)));
    if (signature.svn && *signature.svn < leastSvn)
        verdicts.warning(
            "oldSecurityVersion",
            Tr::tr("The boot loader has the security version %1: computers that got Microsoft's "
                   "revocations demand 7.0 and refuse it. Update the boot image.")
                .arg(svnText(*signature.svn)));
}

//! The files beside the boot loader that decide whether it starts.
void judgePolicies(const MediaReport &report, Verdicts &verdicts)
{
    if (report.bootImage && report.bootImage->build >= firstBuildWithStl
        && report.boot.startsBy(Firmware::Uefi) && !report.find(u"efi/microsoft/boot/boot.stl"))
        verdicts.warning("noStl",
                         Tr::tr("The file efi\\microsoft\\boot\\boot.stl is missing: the boot "
                                "loader of Windows 11 24H2 and later stops with 0xc000000f when "
                                "Secure Boot is on. Make the media again."));
    if (report.find(u"efi/microsoft/boot/skusipolicy.p7b"))
        verdicts.warning("skuSiPolicy",
                         Tr::tr("The file efi\\microsoft\\boot\\SkuSiPolicy.p7b is on the media: "
                                "it binds every computer that starts them to this policy, and "
                                "older media then stop with 0xc0000428. Delete it."));
}

void judgeLoaders(const MediaReport &report, Verdicts &verdicts)
{
    std::vector<LoaderSignature> judged;
    QMap<QString, QStringList> signers; // by the name of the loader
    for (const auto *loader : startedLoaders(report)) {
        if (!loader->problem.isEmpty()) {
            verdicts.error("loaderDamaged",
                           Tr::tr("The boot loader %1 cannot be used. %2 Make the media again.")
                               .arg(windowsPath(loader->path), loader->problem));
            continue;
        }
        const auto &signature = loader->signature;
        signers[loader->path.toCaseFolded()].append(signerText(signature));
        const auto isSame = [&](const LoaderSignature &other) {
            return other.signers == signature.signers && other.issuers == signature.issuers
                   && other.svn == signature.svn;
        };
        if (std::none_of(judged.begin(), judged.end(), isSame))
            judgeSigner(signature, verdicts);
        judged.push_back(signature);
    }
    for (auto &texts : signers) {
        texts.removeDuplicates();
        if (texts.size() > 1)
            verdicts.warning(
                "mixedSigners",
                Tr::tr(
                    "As a disc and as a stick the media start boot loaders of different signers "
                    "(%1): a computer may accept one and refuse the other. Make the media again.")
                    .arg(texts.join(QStringLiteral(", "))));
    }
    judgePolicies(report, verdicts);
}

} // namespace

void Verdicts::error(const char *code, const QString &sentence)
{
    m_all.push_back({Severity::Error, QString::fromLatin1(code), sentence});
}

void Verdicts::warning(const char *code, const QString &sentence)
{
    m_all.push_back({Severity::Warning, QString::fromLatin1(code), sentence});
}

void Verdicts::note(const char *code, const QString &sentence)
{
    m_all.push_back({Severity::Note, QString::fromLatin1(code), sentence});
}

std::vector<MediaVerdict> Verdicts::sorted() const
{
    auto all = m_all;
    std::stable_sort(all.begin(), all.end(), [](const MediaVerdict &a, const MediaVerdict &b) {
        return a.severity < b.severity;
    });
    return all;
}

void judgeBoot(const MediaReport &report, Verdicts &verdicts)
{
    judgeStarts(report, verdicts);
    judgeBootImage(report, verdicts);
    judgeStores(report, verdicts);
    judgeLoaders(report, verdicts);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/KitMedia.h"

#include "core/archive/Kit.h"
#include "core/base/Guid.h"
#include "core/base/Tr.h"
#include "core/builder/registerMedia.h"
#include "core/identity/MediaCertificate.h"
#include "core/recipe/RecipeFile.h"
#include "core/site/SiteProfile.h"
#include "core/tree/FolderTree.h"

#include <QFileInfo>

namespace bootwright {

namespace {

//! A kit as it grows: files, and the recipe with its paths inside of it.
class KitTree
{
public:
    explicit KitTree(const MediaDraft &draft)
        : m_draft(draft)
    {}

    MediaDraft &draft() { return m_draft; }
    FileTree &tree() { return m_tree; }
    //! Where a file of the kit is when paths are relative to it.
    static QString inside(const QString &name) { return folder() + u'/' + name; }
    static QString folder() { return QStringLiteral("/kit"); }

    //! Puts the file that an answer names into the kit as \a name, and the answer after it.
    Result<void> takeFile(QString &answer, const QString &name)
    {
        if (answer.isEmpty())
            return {};
        auto content = ContentSource::file(answer);
        if (!content)
            return content.error();
        answer = inside(name);
        return m_tree.addFile(name, std::move(*content));
    }
    //! The same for a folder.
    Result<void> takeFolder(QString &answer, const QString &name)
    {
        if (answer.isEmpty())
            return {};
        const auto files = folderTree(answer);
        if (!files)
            return files.error();
        answer = inside(name);
        const auto made = m_tree.addFolder(name);
        return made ? m_tree.addTree(name, *files) : made;
    }
    Result<void> addBytes(const QString &name, const QByteArray &bytes)
    {
        return m_tree.addFile(name, ContentSource::bytes(bytes));
    }

private:
    MediaDraft m_draft;
    FileTree m_tree;
};

//! The facts of the site as a profile that names no file of this machine.
Result<void> takeSite(KitTree &kit, const SiteFacts &known)
{
    auto facts = known;
    for (auto &image : facts.bootImages)
        image.file.clear();
    for (auto &package : facts.packages)
        package.folder.clear();
    kit.draft().site = {.source = SiteSource::Profile,
                        .profile = KitTree::inside(QStringLiteral("site.json")),
                        .server = {},
                        .siteCode = facts.siteCode};
    return kit.addBytes(QStringLiteral("site.json"), writeProfile(facts, KitTree::folder()));
}

Result<void> takeBootImage(KitTree &kit, KitBootImage wanted, Site &site, Control &control)
{
    auto &draft = kit.draft();
    const auto name = QStringLiteral("boot.wim");
    if (wanted == KitBootImage::LeftOut) {
        draft.bootImage.file = KitTree::inside(name);
        return {};
    }
    if (draft.bootImage.file.isEmpty()) {
        const auto file =
            site.bootImageFile(draft.bootImage.packageId, draft.distributionPoint, control);
        if (!file)
            return file.error();
        draft.bootImage.file = *file;
    }
    return kit.takeFile(draft.bootImage.file, name);
}

Result<void> takePrestart(KitTree &kit, Site &site, Control &control)
{
    auto &files = kit.draft().prestart.files;
    if (!files.packageId.isEmpty()) {
        const auto folder =
            site.packageFolder(files.packageId, kit.draft().distributionPoint, control);
        if (!folder)
            return folder.error();
        files = {.folder = *folder, .zip = {}, .packageId = {}};
    }
    if (const auto taken = kit.takeFolder(files.folder, QStringLiteral("prestart")); !taken)
        return taken;
    return kit.takeFile(files.zip, QStringLiteral("prestart.zip"));
}

Result<void> takeFiles(KitTree &kit)
{
    auto &draft = kit.draft();
    const auto isFolder = QFileInfo(draft.reference).isDir();
    for (const auto &taken :
         {kit.takeFile(draft.bootImage.bootSdiFile, QStringLiteral("boot.sdi")),
          kit.takeFile(draft.security.certificate.file, QStringLiteral("media.pfx")),
          kit.takeFolder(draft.extraFiles.folder, QStringLiteral("extra")),
          kit.takeFile(draft.extraFiles.zip, QStringLiteral("extra.zip")),
          isFolder ? kit.takeFolder(draft.reference, QStringLiteral("reference"))
                   : kit.takeFile(draft.reference, QStringLiteral("reference.iso"))}) {
        if (!taken)
            return taken;
    }
    return {};
}

//! Makes an identity, seals it and tells the site about it, as the technician cannot.
Result<void> sealIdentity(KitTree &kit,
                          const KitRequest &request,
                          Site &site,
                          const Chance &chance,
                          KitReport &report,
                          Control &control)
{
    auto &security = kit.draft().security;
    if (security.certificate.type != CertificateType::SelfSigned)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Only a self-signed identity can be sealed. A PKI certificate is in the "
                   "kit as its .pfx, under its own password."),
            {}};
    const auto guid = bareGuid(chance.guid("media"));
    const auto start =
        security.certificate.startTime.isValid() ? security.certificate.startTime : chance.now();
    auto certificate =
        MediaCertificate::selfSigned(guid, start, security.certificate.expireTime, chance);
    const auto sealed = certificate ? certificate->sealed(request.password) : certificate.error();
    if (!sealed)
        return sealed.error();
    const MediaIdentity identity{guid, std::move(*certificate)};
    const auto registration =
        site.registerCertificate({.mediaGuid = guid,
                                  .certificateDer = identity.certificate.der(),
                                  .certificateType = CertificateType::SelfSigned,
                                  .userDeviceAffinity = security.userDeviceAffinity},
                                 control);
    if (!registration)
        return registration.error();
    report.mediaGuid = guid;
    report.registration =
        registrationNote(*registration, identity, QFileInfo(request.path).absolutePath());
    const auto name = QStringLiteral("identity.p12");
    security.certificate.identity = KitTree::inside(name);
    return kit.addBytes(name, *sealed);
}

Result<void> fill(KitTree &kit,
                  const KitRequest &request,
                  Site &site,
                  const Chance &chance,
                  KitReport &report,
                  Control &control)
{
    const auto facts = site.facts(control);
    if (!facts)
        return facts.error();
    if (const auto taken = takeSite(kit, *facts); !taken)
        return taken;
    if (const auto taken = takePrestart(kit, site, control); !taken)
        return taken;
    if (const auto taken = takeFiles(kit); !taken)
        return taken;
    if (const auto taken = takeBootImage(kit, request.bootImage, site, control); !taken)
        return taken;
    if (request.password.isEmpty())
        return {};
    return sealIdentity(kit, request, site, chance, report, control);
}

} // namespace

QString kitRecipePath(const QString &folder)
{
    return folder + QStringLiteral("/recipe.json");
}

Result<KitReport>
packKit(const KitRequest &request, Site &site, const Chance &chance, Control &control)
{
    control.enter(Tr::tr("Packing"));
    KitReport report;
    KitTree kit(request.draft);
    auto &target = kit.draft().target;
    target.path = KitTree::inside(QFileInfo(target.path).fileName());
    target.stagingFolder.clear();
    if (const auto filled = fill(kit, request, site, chance, report, control); !filled)
        return filled.error();
    const auto recipe = writeRecipe(kit.draft(), KitTree::folder());
    const auto added = kit.addBytes(QStringLiteral("recipe.json"), recipe);
    if (!added)
        return added.error();
    if (const auto written = writeKit(request.path, kit.tree(), control); !written)
        return written.error();
    for (const auto &entry : kit.tree().entries()) {
        if (!entry.isFolder)
            report.files.append(entry.path);
    }
    report.size = quint64(QFileInfo(request.path).size());
    return report;
}

} // namespace bootwright

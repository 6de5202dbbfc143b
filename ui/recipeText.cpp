// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recipeText.h"

#include "core/base/Tr.h"
#include "core/recipe/MediaLabel.h"

#include <QDir>

namespace bootwright {

namespace {

//! The rows as they grow, all in one section.
class Section
{
public:
    Section(QList<AnswerRow> &rows, QString name)
        : m_rows(rows)
        , m_name(std::move(name))
    {}
    void row(const char *path, const QString &question, const QString &answer)
    {
        m_rows.append({m_name,
                       question,
                       answer.isEmpty() ? Tr::tr("none") : answer,
                       QString::fromLatin1(path)});
    }

private:
    QList<AnswerRow> &m_rows;
    QString m_name;
};

QString yesNo(bool yes)
{
    return yes ? Tr::tr("yes") : Tr::tr("no");
}

QString dayText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd"));
}

QString filesText(const FilesDraft &files)
{
    if (!files.packageId.isEmpty())
        return Tr::tr("package %1").arg(files.packageId);
    return QDir::toNativeSeparators(files.folder.isEmpty() ? files.zip : files.folder);
}

QString affinityText(UserDeviceAffinity affinity)
{
    switch (affinity) {
    case UserDeviceAffinity::DoNotAllow:
        break;
    case UserDeviceAffinity::AdministratorApproval:
        return Tr::tr("pending administrator approval");
    case UserDeviceAffinity::AutoApproval:
        return Tr::tr("automatic approval");
    }
    return Tr::tr("do not allow");
}

QString signerText(SignerChoice signer)
{
    switch (signer) {
    case SignerChoice::Auto:
        break;
    case SignerChoice::Microsoft2011:
        return Tr::tr("Microsoft Windows Production PCA 2011");
    case SignerChoice::Microsoft2023:
        return Tr::tr("Windows UEFI CA 2023");
    }
    return Tr::tr("newest in the boot image");
}

QString variablesText(const QList<VariableDraft> &variables)
{
    QStringList lines;
    for (const auto &variable : variables)
        lines.append(QStringLiteral("%1 = %2").arg(
            variable.name, variable.hidden ? QStringLiteral("••••••") : variable.value));
    return lines.join(u'\n');
}

QString bootImageText(const BootImageDraft &draft, const SiteFacts &site)
{
    QStringList parts;
    if (const auto *image = site.bootImage(draft.packageId))
        parts.append(Tr::tr("%1, version %2").arg(image->name, image->version));
    if (!draft.packageId.isEmpty())
        parts.append(draft.packageId);
    if (!draft.file.isEmpty())
        parts.append(QDir::toNativeSeparators(draft.file));
    return parts.join(QLatin1String(", "));
}

void addSite(QList<AnswerRow> &rows, const MediaDraft &draft, const SiteFacts &site)
{
    Section start(rows, Tr::tr("Start"));
    const auto source = draft.site.source == SiteSource::Lab ? Tr::tr("training site")
                        : draft.site.source == SiteSource::AdminService
                            ? draft.site.server
                            : QDir::toNativeSeparators(draft.site.profile);
    start.row("site", Tr::tr("Site"), Tr::tr("%1, from: %2").arg(site.siteCode, source));
    if (!draft.reference.isEmpty())
        start.row(
            "reference", Tr::tr("Reference media"), QDir::toNativeSeparators(draft.reference));
    Section type(rows, Tr::tr("Media type"));
    type.row("allowUnattended", Tr::tr("Unattended deployment"), yesNo(draft.allowUnattended));
    Section management(rows, Tr::tr("Media management"));
    management.row("mediaMode",
                   Tr::tr("Media management"),
                   draft.mediaMode == MediaMode::Dynamic ? Tr::tr("dynamic")
                                                         : Tr::tr("site-based"));
}

void addTarget(QList<AnswerRow> &rows, const MediaDraft &draft)
{
    Section media(rows, Tr::tr("Media"));
    const auto &target = draft.target;
    if (target.type == TargetType::Iso)
        media.row("target.path", Tr::tr("ISO file"), QDir::toNativeSeparators(target.path));
    else
        media.row("target.type", Tr::tr("Made on"), Tr::tr("USB sticks"));
    media.row(
        "target.label", Tr::tr("Media label"), markedLabel(target.label, draft.allowUnattended));
    if (!target.stagingFolder.isEmpty())
        media.row("target.stagingFolder",
                  Tr::tr("Staging folder"),
                  QDir::toNativeSeparators(target.stagingFolder));
    media.row("target.includeAutorun", Tr::tr("Include autorun.inf"), yesNo(target.includeAutorun));
}

void addSecurity(QList<AnswerRow> &rows, const SecurityDraft &draft)
{
    Section security(rows, Tr::tr("Security"));
    security.row("security.enableUnknownComputers",
                 Tr::tr("Unknown computer support"),
                 yesNo(draft.enableUnknownComputers));
    security.row("security.passwordProtected", Tr::tr("Password"), yesNo(draft.passwordProtected));
    const auto &certificate = draft.certificate;
    if (certificate.type == CertificateType::Pki)
        security.row("security.certificate",
                     Tr::tr("PKI certificate"),
                     QDir::toNativeSeparators(certificate.file));
    else
        security.row("security.certificate.expireTime",
                     Tr::tr("Self-signed certificate"),
                     Tr::tr("%1 to %2")
                         .arg(dayText(certificate.startTime), dayText(certificate.expireTime)));
    security.row("security.userDeviceAffinity",
                 Tr::tr("User device affinity"),
                 affinityText(draft.userDeviceAffinity));
}

void addImage(QList<AnswerRow> &rows, const MediaDraft &draft, const SiteFacts &site)
{
    Section image(rows, Tr::tr("Boot image"));
    image.row("bootImage", Tr::tr("Boot image"), bootImageText(draft.bootImage, site));
    image.row("bootImage.loaderSigner",
              Tr::tr("Boot loader signer"),
              signerText(draft.bootImage.loaderSigner));
    if (!draft.distributionPoint.isEmpty())
        image.row("distributionPoint", Tr::tr("Distribution point"), draft.distributionPoint);
    image.row("managementPoints", Tr::tr("Management points"), draft.managementPoints.join(u'\n'));
}

} // namespace

QList<AnswerRow> recipeText(const MediaDraft &draft, const SiteFacts &site)
{
    QList<AnswerRow> rows;
    addSite(rows, draft, site);
    addTarget(rows, draft);
    addSecurity(rows, draft.security);
    addImage(rows, draft, site);
    Section customization(rows, Tr::tr("Customization"));
    customization.row("variables", Tr::tr("Variables"), variablesText(draft.variables));
    customization.row("prestart.command", Tr::tr("Prestart command"), draft.prestart.command);
    if (!draft.prestart.files.isEmpty())
        customization.row("prestart.files", Tr::tr("Its files"), filesText(draft.prestart.files));
    customization.row("extraFiles", Tr::tr("Extra files"), filesText(draft.extraFiles));
    return rows;
}

QString siteText(const SiteFacts &site)
{
    const auto name =
        site.siteName.isEmpty()
            ? site.siteCode
            : Tr::tr("%1 (%2)", "site name and code").arg(site.siteName, site.siteCode);
    return Tr::tr("%1: %2, %3, %4.", "site, and what it has")
        .arg(name,
             Tr::tr("%n boot image(s)", nullptr, int(site.bootImages.size())),
             Tr::tr("%n management point(s)", nullptr, int(site.managementPoints.size())),
             Tr::tr("%n distribution point(s)", nullptr, int(site.distributionPoints.size())));
}

} // namespace bootwright

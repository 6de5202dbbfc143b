// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/RenewedFiles.h"

#include "core/base/Digest.h"
#include "core/base/Guid.h"
#include "core/builder/BenchCard.h"
#include "core/recipe/MediaLabel.h"
#include "core/variables/MediaFiles.h"

#include <algorithm>

namespace bootwright {

namespace {

Result<MediaIdentity>
newIdentity(const CertificateDraft &wanted, const MediaSecrets &secrets, const Chance &chance)
{
    const auto guid = bareGuid(chance.guid("media"));
    const auto start = wanted.startTime.isValid() ? wanted.startTime : chance.now();
    auto certificate = wanted.type == CertificateType::Pki
                           ? openPfx(wanted.file, secrets.pfxPassword, chance.now())
                           : MediaCertificate::selfSigned(guid, start, wanted.expireTime, chance);
    if (!certificate)
        return certificate.error();
    return MediaIdentity{guid, std::move(*certificate)};
}

void setVariables(MediaVariables &variables, const RenewalDraft &draft, const MediaSecrets &secrets)
{
    for (const auto &name : draft.removedVariables)
        variables.remove(name);
    for (const auto &variable : draft.variables) {
        const auto hidden = secrets.hidden.find(variable.name);
        if (!variable.hidden)
            variables.set(variable.name, variable.value);
        else if (hidden != secrets.hidden.end())
            variables.set(variable.name, hidden->second.clone(), Visibility::Hidden);
    }
}

void putLabel(ExistingMedia &media, const QString &label)
{
    media.label = label;
    media.autorunInf = withIniFileValue(media.autorunInf, QStringLiteral("label"), label);
    if (media.variables.find(u"_SMSTSDiskLabel1"))
        media.variables.set(QStringLiteral("_SMSTSDiskLabel1"), label);
}

//! Puts \a bytes in place of the file at \a path, if \a media have it and it is another one.
void replace(const ExistingMedia &media,
             const QString &path,
             const QByteArray &bytes,
             RenewedFiles &renewed)
{
    const auto *entry = media.tree.find(path);
    auto &listed = renewed.manifest.files;
    const auto file = std::find_if(listed.begin(), listed.end(), [&](const auto &one) {
        return one.path.compare(path, Qt::CaseInsensitive) == 0;
    });
    const auto hash = sha256(bytes);
    if (!entry || file == listed.end() || file->sha256 == hash)
        return;
    file->size = quint64(bytes.size());
    file->sha256 = hash;
    renewed.files.push_back({entry->path, bytes});
}

} // namespace

Result<ChangedMedia> changedMedia(const ExistingMedia &media,
                                  const RenewalDraft &draft,
                                  const MediaSecrets &secrets,
                                  const Secret &password,
                                  const Chance &chance)
{
    ChangedMedia changed{{media.tree,
                          media.variables.clone(),
                          media.algorithm,
                          media.bootstrapIni,
                          media.autorunInf,
                          media.label},
                         {},
                         {}};
    auto &variables = changed.media.variables;
    if (draft.certificate) {
        auto identity = newIdentity(*draft.certificate, secrets, chance);
        if (!identity)
            return identity.error();
        if (const auto put = putIdentity(variables, *identity, chance); !put)
            return put.error();
        changed.identity = std::move(*identity);
    }
    if (!draft.managementPoints.isEmpty())
        putManagementPoints(variables, media.answers().mediaMode, draft.managementPoints);
    setVariables(variables, draft, secrets);
    if (draft.label)
        putLabel(changed.media, markedLabel(*draft.label, media.isUnattended()));
    if (draft.passwordProtected)
        changed.media.bootstrapIni = withIniFileValue(
            media.bootstrapIni,
            QStringLiteral("PasswordRequired"),
            *draft.passwordProtected ? QStringLiteral("true") : QStringLiteral("false"));
    const auto plain = variables.toPlaintext();
    if (!plain)
        return plain.error();
    const auto &current = draft.passwordProtected ? secrets.password : password;
    const auto isProtected = changed.media.isPasswordProtected();
    auto file = sealVariables(*plain, isProtected ? current.clone() : Secret(), media.algorithm);
    if (!file)
        return file.error();
    changed.variablesFile = std::move(*file);
    return changed;
}

QByteArray mediaCard(const Manifest &manifest, const ExistingMedia &media)
{
    const auto has = [&](QStringView name) { return media.variables.find(name) != nullptr; };
    return benchCard(
        {.label = manifest.label,
         .madeAt = manifest.madeAt,
         .certificateExpires = manifest.certificateExpires,
         .mediaGuid = manifest.mediaGuid,
         .siteCode = media.variables.textOf(u"_SMSTSSiteCode"),
         .managementPoints = media.answers().managementPoints,
         .bootImage =
             QStringLiteral("%1 %2 %3")
                 .arg(manifest.bootImageName, manifest.architecture, manifest.bootImageVersion),
         .loaderSigner = manifest.loaderSigner,
         .passwordProtected = media.isPasswordProtected(),
         .unattended = media.isUnattended(),
         .unknownComputers = has(u"_SMSTSx64UnknownMachineGUID")
                             || has(u"_SMSTSx86UnknownMachineGUID")
                             || has(u"_SMSTSarm64UnknownMachineGUID")});
}

RenewedFiles renewedFiles(const ExistingMedia &media,
                          ChangedMedia changed,
                          const Manifest &manifest,
                          const QDateTime &now)
{
    RenewedFiles renewed{{}, {}, std::move(changed.identity), manifest};
    renewed.manifest.renewedAt = now;
    if (renewed.identity) {
        renewed.manifest.mediaGuid = renewed.identity->guid;
        renewed.manifest.certificateExpires = renewed.identity->certificate.notAfter();
    }
    const auto put = [&](const QString &path, const QByteArray &bytes) {
        replace(media, path, bytes, renewed);
    };
    if (changed.media.label != media.label) {
        renewed.label = changed.media.label;
        renewed.manifest.label = changed.media.label;
        put(QStringLiteral("MediaLabel.txt"), mediaLabelTxt(changed.media.label));
        put(QStringLiteral("autorun.inf"), changed.media.autorunInf);
    }
    put(QStringLiteral("SMS/data/TsmBootstrap.ini"), changed.media.bootstrapIni);
    put(QStringLiteral("SMS/data/Variables.dat"), changed.variablesFile);
    put(QStringLiteral("Bootwright/bench-card.html"), mediaCard(renewed.manifest, changed.media));
    renewed.files.push_back({manifestPath(), writeManifest(renewed.manifest)});
    return renewed;
}

} // namespace bootwright

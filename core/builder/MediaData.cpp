// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaData.h"

#include "core/base/Guid.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/variables/MediaFacts.h"
#include "core/variables/MediaFiles.h"
#include "core/variables/Seal.h"

#include <QFile>

namespace bootwright {

namespace {

Result<QByteArray> readPfx(const QString &path)
{
    const auto file = ContentSource::file(path);
    if (!file)
        return file.error();
    if (file->size() > 1_MiB)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot use \"%1\". It is no .pfx file: it is too large.").arg(path),
                     {}};
    return file->readAll();
}

//! What recipe, boot image and site determine about the variables.
Result<MediaFacts>
factsFor(const MediaRecipe &recipe, const MediaIdentity &identity, const Chance &chance)
{
    const auto pfx = identity.certificate.pfx(pfxPasswordFor(identity.guid), chance);
    if (!pfx)
        return pfx.error();
    const auto &answers = recipe.answers();
    const auto &site = recipe.site();
    MediaFacts facts;
    facts.mediaGuid = identity.guid;
    facts.pfxHex = Secret(QByteArrayView(pfx->toHex().toUpper()));
    if (recipe.isDynamic())
        facts.locationManagementPoints = answers.managementPoints;
    else
        facts.managementPoint = answers.managementPoints.value(0);
    facts.siteCode = site.siteCode;
    facts.bootImagePackageId = answers.bootImage.packageId;
    if (const auto *known = recipe.bootImage())
        facts.bootImageVersion = known->version;
    facts.diskLabel = recipe.label();
    facts.httpPort = site.httpPort;
    facts.httpsPort = site.httpsPort;
    facts.iisSslState = site.iisSslState;
    facts.useCrl = site.checkCrl;
    facts.preferredManagementPoint = site.preferBoundaryManagementPoint;
    facts.publicRootKey = site.publicRootKey;
    facts.siteSigningCertificate = site.siteSigningCertificate;
    facts.rootCaCertificates = site.rootCaCertificates;
    facts.brandingTitle = site.brandingTitle;
    facts.timeZone = site.timeZone;
    facts.unknownComputers = answers.security.enableUnknownComputers;
    facts.unknownComputerX86 = site.unknownComputerX86;
    facts.unknownComputerX64 = site.unknownComputerX64;
    facts.unknownComputerArm64 = site.unknownComputerArm64;
    return facts;
}

Result<QByteArray>
sealedVariables(const MediaRecipe &recipe, const MediaSecrets &secrets, MediaVariables variables)
{
    const auto &answers = recipe.answers();
    for (const auto &variable : answers.variables) {
        if (!variable.hidden)
            variables.set(variable.name, variable.value);
        else if (const auto value = secrets.hidden.find(variable.name);
                 value != secrets.hidden.end())
            variables.set(variable.name, value->second.clone(), Visibility::Hidden);
    }
    const auto plain = variables.toPlaintext();
    if (!plain)
        return plain.error();
    const auto algorithm = answers.security.encryption == Encryption::Aes256
                               ? SealAlgorithm::Aes256
                               : SealAlgorithm::Aes128;
    return sealVariables(*plain,
                         answers.security.passwordProtected ? secrets.password.clone() : Secret(),
                         algorithm);
}

} // namespace

Result<MediaCertificate> openPfx(const QString &path, const Secret &password, const QDateTime &now)
{
    const auto pfx = readPfx(path);
    if (!pfx)
        return pfx.error();
    auto certificate = MediaCertificate::fromPfx(*pfx, password, now);
    if (!certificate)
        return certificate.error().within(
            Tr::tr("Cannot use the certificate in \"%1\".").arg(path));
    return certificate;
}

Result<MediaIdentity>
makeIdentity(const MediaRecipe &recipe, const MediaSecrets &secrets, const Chance &chance)
{
    const auto guid = bareGuid(chance.guid("media"));
    const auto &wanted = recipe.answers().security.certificate;
    if (wanted.type == CertificateType::SelfSigned) {
        auto certificate =
            MediaCertificate::selfSigned(guid, wanted.startTime, wanted.expireTime, chance);
        if (!certificate)
            return certificate.error();
        return MediaIdentity{guid, std::move(*certificate)};
    }
    auto certificate = openPfx(wanted.file, secrets.pfxPassword, chance.now());
    if (!certificate)
        return certificate.error();
    return MediaIdentity{guid, std::move(*certificate)};
}

Result<MediaData> mediaData(const MediaRecipe &recipe,
                            const MediaSecrets &secrets,
                            const MediaIdentity &identity,
                            const Chance &chance)
{
    const auto facts = factsFor(recipe, identity, chance);
    if (!facts)
        return facts.error();
    auto variables = mediaVariables(*facts);
    if (!variables.leftOff.isEmpty()) // planMedia() has warned about it in plain words
        logInfo(QStringLiteral("Not known, so left off: %1").arg(variables.leftOff.join(u", ")));
    const auto sealedFile = sealedVariables(recipe, secrets, std::move(variables.variables));
    if (!sealedFile)
        return sealedFile.error();

    MediaData data;
    const auto &answers = recipe.answers();
    const auto ini = tsmBootstrapIni(
        answers.security.passwordProtected ? PasswordPrompt::Required : PasswordPrompt::None,
        recipe.isUnattended() ? Attendance::Unattended : Attendance::Attended);
    for (const auto &added :
         {data.smsData.addFile(QStringLiteral("TsmBootstrap.ini"), ContentSource::bytes(ini)),
          data.smsData.addFile(QStringLiteral("Variables.dat"), ContentSource::bytes(*sealedFile)),
          data.root.addFile(QStringLiteral("MediaLabel.txt"),
                            ContentSource::bytes(mediaLabelTxt(recipe.label())))}) {
        if (!added)
            return added.error();
    }
    if (answers.target.includeAutorun) {
        const auto autorun = ContentSource::bytes(autorunInf(recipe.label()));
        if (const auto added = data.root.addFile(QStringLiteral("autorun.inf"), autorun); !added)
            return added.error();
    }
    return data;
}

} // namespace bootwright

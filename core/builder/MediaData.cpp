// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaData.h"

#include "core/base/Guid.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/builder/ReferenceMedia.h"
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

//! What recipe, boot image and site determine about the variables: all but the identity.
MediaFacts factsFor(const MediaRecipe &recipe)
{
    const auto &answers = recipe.answers();
    const auto &site = recipe.site();
    MediaFacts facts;
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

//! Media are encrypted as the recipe wants, but no weaker than the console of the site does it.
SealAlgorithm algorithmFor(const MediaRecipe &recipe, const ReferenceMedia *reference)
{
    const auto isStrong = recipe.answers().security.encryption == Encryption::Aes256
                          || (reference && reference->media.algorithm == SealAlgorithm::Aes256);
    return isStrong ? SealAlgorithm::Aes256 : SealAlgorithm::Aes128;
}

Result<QByteArray> sealedVariables(const MediaRecipe &recipe,
                                   const MediaSecrets &secrets,
                                   MediaVariables variables,
                                   SealAlgorithm algorithm)
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
    return sealVariables(*plain,
                         answers.security.passwordProtected ? secrets.password.clone() : Secret(),
                         algorithm);
}

//! TsmBootstrap.ini; with a reference its further lines stay.
QByteArray bootstrapIni(const MediaRecipe &recipe, const ReferenceMedia *reference)
{
    const auto isProtected = recipe.answers().security.passwordProtected;
    if (!reference)
        return tsmBootstrapIni(isProtected ? PasswordPrompt::Required : PasswordPrompt::None,
                               recipe.isUnattended() ? Attendance::Unattended
                                                     : Attendance::Attended);
    const auto word = [](bool yes) {
        return yes ? QStringLiteral("true") : QStringLiteral("false");
    };
    const auto ini = withIniFileValue(
        reference->media.bootstrapIni, QStringLiteral("PasswordRequired"), word(isProtected));
    return withIniFileValue(ini, QStringLiteral("Unattended"), word(recipe.isUnattended()));
}

} // namespace

Result<MediaCertificate>
openPfx(const QString &path, const Secret &password, const QDateTime &now, const QString &shownPath)
{
    const auto pfx = readPfx(path);
    if (!pfx)
        return pfx.error();
    auto certificate = MediaCertificate::fromPfx(*pfx, password, now);
    if (!certificate)
        return certificate.error().within(Tr::tr("Cannot use the certificate in \"%1\".")
                                              .arg(shownPath.isEmpty() ? path : shownPath));
    return certificate;
}

Result<MediaIdentity>
openIdentity(const QString &path, const Secret &password, const QDateTime &now)
{
    auto certificate = openPfx(path, password, now);
    if (!certificate)
        return certificate.error();
    const auto subject = certificate->subject();
    const auto guid = bareGuid(QUuid::fromString(subject.mid(3)));
    if (subject != QStringLiteral("CN=") + guid)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot use the certificate in \"%1\". It is not the identity of media.")
                .arg(path),
            {}};
    return MediaIdentity{guid, std::move(*certificate)};
}

Result<MediaIdentity>
makeIdentity(const MediaRecipe &recipe, const MediaSecrets &secrets, const Chance &chance)
{
    const auto &wanted = recipe.answers().security.certificate;
    if (wanted.type == CertificateType::SelfSigned && !wanted.identity.isEmpty())
        return openIdentity(wanted.identity, secrets.pfxPassword, chance.now());
    const auto guid = bareGuid(chance.guid("media"));
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

MediaVariables plannedVariables(const MediaRecipe &recipe)
{
    auto variables = mediaVariables(factsFor(recipe)).variables;
    for (const auto &variable : recipe.answers().variables)
        variables.set(variable.name,
                      Secret(variable.value),
                      variable.hidden ? Visibility::Hidden : Visibility::Shown);
    return variables;
}

Result<MediaData> mediaData(const MediaRecipe &recipe,
                            const MediaSecrets &secrets,
                            const MediaIdentity &identity,
                            const ReferenceMedia *reference,
                            const Chance &chance)
{
    const auto pfx = identity.certificate.pfx(pfxPasswordFor(identity.guid), chance);
    if (!pfx)
        return pfx.error();
    auto facts = factsFor(recipe);
    facts.mediaGuid = identity.guid;
    facts.pfxHex = Secret(QByteArrayView(pfx->toHex().toUpper()));
    auto known = mediaVariables(facts);
    if (!known.leftOff.isEmpty()) // planMedia() has warned about it in plain words
        logInfo(QStringLiteral("Not known, so left off: %1").arg(known.leftOff.join(u", ")));
    auto variables = reference
                         ? variablesFrom(*reference, known.variables, recipe, identity, chance)
                         : Result<MediaVariables>(std::move(known.variables));
    if (!variables)
        return variables.error();
    const auto sealedFile =
        sealedVariables(recipe, secrets, std::move(*variables), algorithmFor(recipe, reference));
    if (!sealedFile)
        return sealedFile.error();

    MediaData data;
    for (const auto &added :
         {data.smsData.addFile(QStringLiteral("TsmBootstrap.ini"),
                               ContentSource::bytes(bootstrapIni(recipe, reference))),
          data.smsData.addFile(QStringLiteral("Variables.dat"), ContentSource::bytes(*sealedFile)),
          data.root.addFile(QStringLiteral("MediaLabel.txt"),
                            ContentSource::bytes(mediaLabelTxt(recipe.label())))}) {
        if (!added)
            return added.error();
    }
    if (recipe.answers().target.includeAutorun) {
        const auto own = autorunInf(recipe.label());
        const auto autorun =
            reference && !reference->media.autorunInf.isEmpty() ? withIniFileValue(
                reference->media.autorunInf, QStringLiteral("label"), recipe.label())
                                                                : own;
        if (const auto added =
                data.root.addFile(QStringLiteral("autorun.inf"), ContentSource::bytes(autorun));
            !added)
            return added.error();
    }
    return data;
}

} // namespace bootwright

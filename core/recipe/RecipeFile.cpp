// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeFile.h"

#include "core/base/JsonReader.h"
#include "core/base/Tr.h"
#include "core/recipe/RecipeWords.h"

#include <QFileInfo>

namespace bootwright {

namespace {

using Need = JsonReader::Need;

//! Versions up to here are believed to be versions.
constexpr qint64 NewestVersion = 1'000'000;

void readSite(JsonReader &json, SiteDraft &site)
{
    json.choice(QStringLiteral("source"), site.source, Need::Required, siteSourceWords());
    json.path(QStringLiteral("profile"), site.profile, Need::Optional);
    json.text(QStringLiteral("server"), site.server, Need::Optional);
    json.text(QStringLiteral("siteCode"), site.siteCode, Need::Optional);
}

void readTarget(JsonReader &json, TargetDraft &target)
{
    json.choice(QStringLiteral("type"), target.type, Need::Required, targetTypeWords());
    const auto need = target.type == TargetType::Iso ? Need::Required : Need::Optional;
    json.path(QStringLiteral("path"), target.path, need);
    json.text(QStringLiteral("label"), target.label, Need::Optional);
    json.flag(QStringLiteral("includeAutorun"), target.includeAutorun, Need::Optional);
    json.path(QStringLiteral("stagingFolder"), target.stagingFolder, Need::Optional);
}

//! Keys of the other type are unknown here, so that nobody believes that they count.
void readCertificate(JsonReader &json, CertificateDraft &certificate)
{
    json.choice(QStringLiteral("type"), certificate.type, Need::Required, certificateTypeWords());
    if (certificate.type == CertificateType::Pki) {
        json.path(QStringLiteral("file"), certificate.file, Need::Required);
        return;
    }
    json.time(QStringLiteral("startTime"), certificate.startTime, Need::Optional);
    json.time(QStringLiteral("expireTime"), certificate.expireTime, Need::Required);
    json.path(QStringLiteral("identity"), certificate.identity, Need::Optional);
}

void readSecurity(JsonReader &json, SecurityDraft &security)
{
    json.flag(
        QStringLiteral("enableUnknownComputers"), security.enableUnknownComputers, Need::Required);
    json.flag(QStringLiteral("passwordProtected"), security.passwordProtected, Need::Required);
    json.object(QStringLiteral("certificate"), Need::Required, [&](JsonReader &certificate) {
        readCertificate(certificate, security.certificate);
    });
    json.choice(QStringLiteral("userDeviceAffinity"),
                security.userDeviceAffinity,
                Need::Optional,
                userDeviceAffinityWords());
    json.choice(
        QStringLiteral("encryption"), security.encryption, Need::Optional, encryptionWords());
}

void readBootImage(JsonReader &json, BootImageDraft &bootImage)
{
    json.text(QStringLiteral("packageId"), bootImage.packageId, Need::Optional);
    json.path(QStringLiteral("file"), bootImage.file, Need::Optional);
    json.path(QStringLiteral("bootSdiFile"), bootImage.bootSdiFile, Need::Optional);
    json.choice(
        QStringLiteral("loaderSigner"), bootImage.loaderSigner, Need::Optional, signerWords());
    json.flag(QStringLiteral("embedMediaData"), bootImage.embedMediaData, Need::Optional);
}

void readVariable(JsonReader &json, QList<VariableDraft> &variables)
{
    VariableDraft variable;
    json.text(QStringLiteral("name"), variable.name, Need::Required);
    json.flag(QStringLiteral("hidden"), variable.hidden, Need::Optional);
    const auto value = QStringLiteral("value");
    if (!variable.hidden)
        json.text(value, variable.value, Need::RequiredMayBeEmpty);
    else if (json.has(value))
        json.refuse(
            value,
            Tr::tr("a hidden value is a secret and must not stand in a recipe. Remove it here, "
                   "change it where it is used, and give it when the media are made."));
    variables.append(variable);
}

void readPrestart(JsonReader &json, PrestartDraft &prestart)
{
    json.text(QStringLiteral("command"), prestart.command, Need::Optional);
    json.object(QStringLiteral("files"), Need::Optional, [&](JsonReader &files) {
        files.path(QStringLiteral("folder"), prestart.files.folder, Need::Optional);
        files.path(QStringLiteral("zip"), prestart.files.zip, Need::Optional);
        files.text(QStringLiteral("packageId"), prestart.files.packageId, Need::Optional);
    });
}

void readExtraFiles(JsonReader &json, FilesDraft &files)
{
    json.path(QStringLiteral("folder"), files.folder, Need::Optional);
    json.path(QStringLiteral("zip"), files.zip, Need::Optional);
}

void readAnswers(JsonReader &root, MediaDraft &draft)
{
    bool isBootable = false;
    root.object(QStringLiteral("site"), Need::Required, [&](JsonReader &json) {
        readSite(json, draft.site);
    });
    root.path(QStringLiteral("reference"), draft.reference, Need::Optional);
    root.choice<bool>(QStringLiteral("mediaKind"),
                      isBootable,
                      Need::Required,
                      {{QStringLiteral("bootable"), true}});
    root.flag(QStringLiteral("allowUnattended"), draft.allowUnattended, Need::Optional);
    root.choice(QStringLiteral("mediaMode"), draft.mediaMode, Need::Required, mediaModeWords());
    root.object(QStringLiteral("target"), Need::Required, [&](JsonReader &json) {
        readTarget(json, draft.target);
    });
    root.object(QStringLiteral("security"), Need::Required, [&](JsonReader &json) {
        readSecurity(json, draft.security);
    });
    root.object(QStringLiteral("bootImage"), Need::Required, [&](JsonReader &json) {
        readBootImage(json, draft.bootImage);
    });
    root.text(QStringLiteral("distributionPoint"), draft.distributionPoint, Need::Optional);
    root.texts(QStringLiteral("managementPoints"), draft.managementPoints, Need::Required);
    root.objects(QStringLiteral("variables"), Need::Optional, [&](JsonReader &json) {
        readVariable(json, draft.variables);
    });
    root.object(QStringLiteral("prestart"), Need::Optional, [&](JsonReader &json) {
        readPrestart(json, draft.prestart);
    });
    root.object(QStringLiteral("extraFiles"), Need::Optional, [&](JsonReader &json) {
        readExtraFiles(json, draft.extraFiles);
    });
}

} // namespace

Result<MediaDraft> readRecipe(const QString &path)
{
    const auto what = Tr::tr("Cannot use the recipe \"%1\".").arg(path);
    const auto json = readJsonFile(path);
    if (!json)
        return json.error().within(what);
    auto draft = parseRecipe(*json, QFileInfo(path).absolutePath());
    if (!draft)
        return draft.error().within(what);
    return draft;
}

Result<RecipeReading> salvageRecipe(const QString &path, const MediaDraft &defaults)
{
    const auto json = readJsonFile(path);
    if (!json)
        return json.error().within(Tr::tr("Cannot use the recipe \"%1\".").arg(path));
    RecipeReading reading{defaults, {}, {}};
    const auto folder = QFileInfo(path).absolutePath();
    qint64 version = RecipeVersion;
    reading.problems = JsonReader::readWhatIsGood(*json, folder, [&](JsonReader &root) {
        reading.json = root.json();
        root.number(QStringLiteral("recipeVersion"), version, Need::Required, 1, NewestVersion);
        readAnswers(root, reading.draft);
    });
    if (auto whole = parseRecipe(*json, folder)) {
        reading.draft = std::move(*whole);
        return reading;
    }
    reading.draft.variables.removeIf([](const auto &variable) { return variable.name.isEmpty(); });
    if (version > RecipeVersion)
        reading.problems.prepend(
            Tr::tr("The recipe is of version %1, and this Bootwright knows version %2. What it "
                   "knows was kept.")
                .arg(QString::number(version), QString::number(RecipeVersion)));
    return reading;
}

Result<MediaDraft> parseRecipe(QByteArrayView json, const QString &folder)
{
    MediaDraft draft;
    qint64 version = 0;
    const auto read = JsonReader::read(json, folder, [&](JsonReader &root) {
        root.number(
            QStringLiteral("recipeVersion"), version, Need::Required, RecipeVersion, RecipeVersion);
        readAnswers(root, draft);
    });
    if (!read)
        return read.error();
    return draft;
}

} // namespace bootwright

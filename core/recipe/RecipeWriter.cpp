// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/JsonReader.h"
#include "core/recipe/RecipeFile.h"
#include "core/recipe/RecipeWords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bootwright {

namespace {

//! Inserts \a text unless it is empty: an answer that was not given is not written.
void insertText(QJsonObject &json, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        json.insert(key, text);
}

QJsonObject siteJson(const SiteDraft &site, const QString &folder)
{
    QJsonObject json{{QStringLiteral("source"), wordFor(site.source, siteSourceWords())}};
    insertText(json, QStringLiteral("profile"), portablePath(site.profile, folder));
    insertText(json, QStringLiteral("server"), site.server);
    insertText(json, QStringLiteral("siteCode"), site.siteCode);
    return json;
}

QJsonObject targetJson(const TargetDraft &target, const QString &folder)
{
    QJsonObject json{{QStringLiteral("type"), wordFor(target.type, targetTypeWords())},
                     {QStringLiteral("path"), portablePath(target.path, folder)},
                     {QStringLiteral("label"), target.label},
                     {QStringLiteral("includeAutorun"), target.includeAutorun}};
    insertText(json, QStringLiteral("stagingFolder"), portablePath(target.stagingFolder, folder));
    return json;
}

QJsonObject certificateJson(const CertificateDraft &certificate, const QString &folder)
{
    QJsonObject json{{QStringLiteral("type"), wordFor(certificate.type, certificateTypeWords())}};
    if (certificate.type == CertificateType::Pki) {
        json.insert(QStringLiteral("file"), portablePath(certificate.file, folder));
        return json;
    }
    const auto insertTime = [&](const QString &key, const QDateTime &time) {
        if (time.isValid())
            json.insert(key, time.toUTC().toString(Qt::ISODate));
    };
    insertTime(QStringLiteral("startTime"), certificate.startTime);
    insertTime(QStringLiteral("expireTime"), certificate.expireTime);
    insertText(json, QStringLiteral("identity"), portablePath(certificate.identity, folder));
    return json;
}

QJsonObject securityJson(const SecurityDraft &security, const QString &folder)
{
    return {{QStringLiteral("enableUnknownComputers"), security.enableUnknownComputers},
            {QStringLiteral("passwordProtected"), security.passwordProtected},
            {QStringLiteral("certificate"), certificateJson(security.certificate, folder)},
            {QStringLiteral("userDeviceAffinity"),
             wordFor(security.userDeviceAffinity, userDeviceAffinityWords())},
            {QStringLiteral("encryption"), wordFor(security.encryption, encryptionWords())}};
}

QJsonObject bootImageJson(const BootImageDraft &bootImage, const QString &folder)
{
    QJsonObject json{
        {QStringLiteral("loaderSigner"), wordFor(bootImage.loaderSigner, signerWords())}};
    insertText(json, QStringLiteral("packageId"), bootImage.packageId);
    insertText(json, QStringLiteral("file"), portablePath(bootImage.file, folder));
    insertText(json, QStringLiteral("bootSdiFile"), portablePath(bootImage.bootSdiFile, folder));
    if (bootImage.embedMediaData)
        json.insert(QStringLiteral("embedMediaData"), true);
    return json;
}

QJsonArray variablesJson(const QList<VariableDraft> &variables)
{
    QJsonArray json;
    for (const auto &variable : variables) {
        if (variable.hidden)
            json.append(QJsonObject{{QStringLiteral("name"), variable.name},
                                    {QStringLiteral("hidden"), true}});
        else
            json.append(QJsonObject{{QStringLiteral("name"), variable.name},
                                    {QStringLiteral("value"), variable.value}});
    }
    return json;
}

QJsonObject filesJson(const FilesDraft &files, const QString &folder)
{
    QJsonObject json;
    insertText(json, QStringLiteral("folder"), portablePath(files.folder, folder));
    insertText(json, QStringLiteral("zip"), portablePath(files.zip, folder));
    insertText(json, QStringLiteral("packageId"), files.packageId);
    return json;
}

} // namespace

QByteArray writeRecipe(const MediaDraft &draft, const QString &folder)
{
    QJsonObject json{
        {QStringLiteral("recipeVersion"), RecipeVersion},
        {QStringLiteral("site"), siteJson(draft.site, folder)},
        {QStringLiteral("mediaKind"), QStringLiteral("bootable")},
        {QStringLiteral("allowUnattended"), draft.allowUnattended},
        {QStringLiteral("mediaMode"), wordFor(draft.mediaMode, mediaModeWords())},
        {QStringLiteral("target"), targetJson(draft.target, folder)},
        {QStringLiteral("security"), securityJson(draft.security, folder)},
        {QStringLiteral("bootImage"), bootImageJson(draft.bootImage, folder)},
        {QStringLiteral("managementPoints"), QJsonArray::fromStringList(draft.managementPoints)}};
    insertText(json, QStringLiteral("reference"), portablePath(draft.reference, folder));
    insertText(json, QStringLiteral("distributionPoint"), draft.distributionPoint);
    if (!draft.variables.isEmpty())
        json.insert(QStringLiteral("variables"), variablesJson(draft.variables));
    if (!draft.prestart.command.isEmpty() || !draft.prestart.files.isEmpty()) {
        QJsonObject prestart{{QStringLiteral("command"), draft.prestart.command}};
        if (!draft.prestart.files.isEmpty())
            prestart.insert(QStringLiteral("files"), filesJson(draft.prestart.files, folder));
        json.insert(QStringLiteral("prestart"), prestart);
    }
    if (!draft.extraFiles.isEmpty())
        json.insert(QStringLiteral("extraFiles"), filesJson(draft.extraFiles, folder));
    return QJsonDocument(json).toJson();
}

} // namespace bootwright

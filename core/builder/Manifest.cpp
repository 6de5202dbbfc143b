// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Manifest.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/base/timeText.h"
#include "core/recipe/RecipeWords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bootwright {

namespace {

constexpr int ManifestVersion = 1;

Error damaged(const QString &why)
{
    return {Error::Kind::Corrupt, Tr::tr("The manifest of the media is damaged."), why};
}

bool staysInside(const QString &path)
{
    const auto parts = path.split(u'/');
    return !path.contains(u'\\') && !path.contains(u':') && !parts.contains(QString())
           && !parts.contains(QStringLiteral("..")) && !parts.contains(QStringLiteral("."));
}

Result<QList<Manifest::File>> filesOf(const QJsonValue &list)
{
    if (!list.isArray())
        return damaged(QStringLiteral("\"files\" is not a list"));
    QList<Manifest::File> files;
    for (const auto &value : list.toArray()) {
        const auto object = value.toObject();
        const auto size = object.value(u"size").toInteger(-1);
        Manifest::File file{object.value(u"path").toString(),
                            quint64(size),
                            QByteArray::fromHex(object.value(u"sha256").toString().toLatin1())};
        if (size < 0 || file.sha256.size() != 32 || !staysInside(file.path))
            return damaged(QStringLiteral("file \"%1\"").arg(file.path));
        files.append(file);
    }
    return files;
}

UserDeviceAffinity affinityOf(const QString &word)
{
    for (const auto &[known, affinity] : userDeviceAffinityWords()) {
        if (known == word)
            return affinity;
    }
    return UserDeviceAffinity::DoNotAllow;
}

} // namespace

QByteArray writeManifest(const Manifest &manifest)
{
    QJsonArray files;
    for (const auto &file : manifest.files) {
        auto hash = file.sha256.toHex();
        if (hash.isEmpty())
            hash = QByteArray(64, '0');
        files.append(QJsonObject{{QStringLiteral("path"), file.path},
                                 {QStringLiteral("size"), qint64(file.size)},
                                 {QStringLiteral("sha256"), QString::fromLatin1(hash)}});
    }
    const QJsonObject bootImage{{QStringLiteral("name"), manifest.bootImageName},
                                {QStringLiteral("packageId"), manifest.bootImagePackage},
                                {QStringLiteral("version"), manifest.bootImageVersion},
                                {QStringLiteral("architecture"), manifest.architecture},
                                {QStringLiteral("loaderSigner"), manifest.loaderSigner}};
    QJsonObject root{{QStringLiteral("manifestVersion"), ManifestVersion},
                     {QStringLiteral("madeBy"), manifest.madeBy},
                     {QStringLiteral("madeAt"), isoTime(manifest.madeAt)},
                     {QStringLiteral("reproducible"), manifest.reproducible},
                     {QStringLiteral("mediaGuid"), manifest.mediaGuid},
                     {QStringLiteral("userDeviceAffinity"),
                      wordFor(manifest.userDeviceAffinity, userDeviceAffinityWords())},
                     {QStringLiteral("label"), manifest.label},
                     {QStringLiteral("certificateExpires"), isoTime(manifest.certificateExpires)},
                     {QStringLiteral("bootImage"), bootImage},
                     {QStringLiteral("files"), files}};
    if (manifest.renewedAt.isValid())
        root.insert(QStringLiteral("renewedAt"), isoTime(manifest.renewedAt));
    if (manifest.mediaDataInBootImage)
        root.insert(QStringLiteral("mediaDataInBootImage"), true);
    if (!manifest.reference.isEmpty())
        root.insert(QStringLiteral("reference"), QJsonArray::fromStringList(manifest.reference));
    return QJsonDocument(root).toJson();
}

Result<Manifest> readManifest(const QByteArray &json)
{
    QJsonParseError parse;
    const auto root = QJsonDocument::fromJson(json, &parse).object();
    if (parse.error != QJsonParseError::NoError)
        return damaged(parse.errorString());
    const auto version = root.value(u"manifestVersion").toInt();
    if (version < ManifestVersion)
        return damaged(QStringLiteral("version %1").arg(version));
    if (version > ManifestVersion)
        return Error{
            Error::Kind::Unsupported,
            Tr::tr("The manifest of the media was written by a newer version of Bootwright."),
            QStringLiteral("version %1").arg(version)};
    const auto bootImage = root.value(u"bootImage").toObject();
    Manifest manifest{
        .madeBy = root.value(u"madeBy").toString(),
        .madeAt = QDateTime::fromString(root.value(u"madeAt").toString(), Qt::ISODate),
        .renewedAt = QDateTime::fromString(root.value(u"renewedAt").toString(), Qt::ISODate),
        .reproducible = root.value(u"reproducible").toBool(),
        .mediaGuid = root.value(u"mediaGuid").toString(),
        .userDeviceAffinity = affinityOf(root.value(u"userDeviceAffinity").toString()),
        .mediaDataInBootImage = root.value(u"mediaDataInBootImage").toBool(),
        .reference = root.value(u"reference").toVariant().toStringList(),
        .label = root.value(u"label").toString(),
        .certificateExpires =
            QDateTime::fromString(root.value(u"certificateExpires").toString(), Qt::ISODate),
        .bootImageName = bootImage.value(u"name").toString(),
        .bootImagePackage = bootImage.value(u"packageId").toString(),
        .bootImageVersion = bootImage.value(u"version").toString(),
        .architecture = bootImage.value(u"architecture").toString(),
        .loaderSigner = bootImage.value(u"loaderSigner").toString(),
        .files = {}};
    auto files = filesOf(root.value(u"files"));
    if (!files)
        return files.error();
    manifest.files = std::move(*files);
    return manifest;
}

Result<std::optional<Manifest>> manifestOn(const FileTree &tree)
{
    const auto *entry = tree.find(manifestPath());
    if (!entry || entry->isFolder || entry->content.size() > 64_MiB)
        return std::optional<Manifest>();
    const auto bytes = entry->content.readAll();
    if (!bytes)
        return bytes.error();
    auto manifest = readManifest(*bytes);
    if (!manifest)
        return manifest.error();
    return std::optional(std::move(*manifest));
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/Manifest.h"

#include "core/base/Tr.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace bootwright {

namespace {

constexpr int s_version = 1;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

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
    const QJsonObject root{
        {QStringLiteral("manifestVersion"), s_version},
        {QStringLiteral("madeBy"), manifest.madeBy},
        {QStringLiteral("madeAt"), timeText(manifest.madeAt)},
        {QStringLiteral("reproducible"), manifest.reproducible},
        {QStringLiteral("mediaGuid"), manifest.mediaGuid},
        {QStringLiteral("label"), manifest.label},
        {QStringLiteral("certificateExpires"), timeText(manifest.certificateExpires)},
        {QStringLiteral("bootImage"), bootImage},
        {QStringLiteral("files"), files}};
    return QJsonDocument(root).toJson();
}

Result<Manifest> readManifest(const QByteArray &json)
{
    QJsonParseError parse;
    const auto root = QJsonDocument::fromJson(json, &parse).object();
    if (parse.error != QJsonParseError::NoError)
        return damaged(parse.errorString());
    const auto version = root.value(u"manifestVersion").toInt();
    if (version < s_version)
        return damaged(QStringLiteral("version %1").arg(version));
    if (version > s_version)
        return Error{
            Error::Kind::Unsupported,
            Tr::tr("The manifest of the media was written by a newer version of Bootwright."),
            QStringLiteral("version %1").arg(version)};
    const auto bootImage = root.value(u"bootImage").toObject();
    Manifest manifest{
        .madeBy = root.value(u"madeBy").toString(),
        .madeAt = QDateTime::fromString(root.value(u"madeAt").toString(), Qt::ISODate),
        .reproducible = root.value(u"reproducible").toBool(),
        .mediaGuid = root.value(u"mediaGuid").toString(),
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

} // namespace bootwright

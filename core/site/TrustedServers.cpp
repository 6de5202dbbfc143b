// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/TrustedServers.h"

#include "core/base/JsonReader.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

namespace bootwright {

namespace {

constexpr int ListVersion = 1;

} // namespace

QString trustedServersPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
           + QStringLiteral("/bootwright/trusted-servers.json");
}

Result<std::map<QString, QByteArray>> readTrustedServers(const QString &path)
{
    std::map<QString, QByteArray> servers;
    if (!QFileInfo::exists(path))
        return servers;
    const auto json = readJsonFile(path);
    if (!json)
        return json.error();
    const auto read = JsonReader::read(*json, {}, [&](JsonReader &root) {
        qint64 version = 0;
        root.number(QStringLiteral("version"),
                    version,
                    JsonReader::Need::Required,
                    ListVersion,
                    ListVersion);
        root.objects(QStringLiteral("servers"), JsonReader::Need::Required, [&](JsonReader &one) {
            QString server;
            QString fingerprint;
            one.text(QStringLiteral("server"), server, JsonReader::Need::Required);
            one.text(QStringLiteral("sha256"), fingerprint, JsonReader::Need::Required);
            servers[server] = fingerprintFromText(fingerprint);
            if (servers[server].isEmpty())
                one.fault(QStringLiteral("sha256"), Tr::tr("64 hexadecimal digits"));
        });
    });
    if (!read)
        return read.error().within(
            Tr::tr("Cannot use the list of trusted servers \"%1\".").arg(path));
    return servers;
}

Result<void> writeTrustedServers(const QString &path, const std::map<QString, QByteArray> &servers)
{
    QJsonArray list;
    for (const auto &[server, sha256] : servers)
        list.append(QJsonObject{{QStringLiteral("server"), server},
                                {QStringLiteral("sha256"), fingerprintText(sha256)}});
    const auto json = QJsonDocument(QJsonObject{{QStringLiteral("version"), ListVersion},
                                                {QStringLiteral("servers"), list}})
                          .toJson();
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(json) == json.size() && file.commit())
        return {};
    return Error{Error::Kind::Device,
                 Tr::tr("Cannot write \"%1\". %2.").arg(path, systemReason(file.errorString())),
                 {}};
}

Result<void> trustServer(const ServerCertificate &certificate)
{
    const auto path = trustedServersPath();
    auto servers = readTrustedServers(path);
    if (!servers)
        return servers.error();
    (*servers)[certificate.server] = certificate.sha256;
    return writeTrustedServers(path, *servers);
}

} // namespace bootwright

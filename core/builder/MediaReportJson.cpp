// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaReportJson.h"

#include "core/base/timeText.h"
#include "core/variables/VariableNames.h"

#include <QDir>
#include <QJsonArray>

namespace bootwright {

namespace {

constexpr int ReportVersion = 1;

QJsonValue optionalBool(const std::optional<bool> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString kindText(MediaKind kind)
{
    switch (kind) {
    case MediaKind::ConfigMgr:
        return QStringLiteral("configMgr");
    case MediaKind::WindowsPe:
        return QStringLiteral("windowsPe");
    case MediaKind::WindowsSetup:
        return QStringLiteral("windowsSetup");
    case MediaKind::Linux:
        return QStringLiteral("linux");
    case MediaKind::Other:
        break;
    }
    return QStringLiteral("other");
}

QString stateText(MediaReport::Variables state)
{
    switch (state) {
    case MediaReport::Variables::Missing:
        return QStringLiteral("missing");
    case MediaReport::Variables::Locked:
        return QStringLiteral("locked");
    case MediaReport::Variables::Damaged:
        return QStringLiteral("damaged");
    case MediaReport::Variables::Open:
        break;
    }
    return QStringLiteral("open");
}

QString fileSystemText(const std::optional<FileSystem> &fileSystem)
{
    if (!fileSystem)
        return QStringLiteral("folder");
    switch (*fileSystem) {
    case FileSystem::Udf:
        return QStringLiteral("udf");
    case FileSystem::Iso9660:
        return QStringLiteral("iso9660");
    case FileSystem::Fat12:
        return QStringLiteral("fat12");
    case FileSystem::Fat16:
        return QStringLiteral("fat16");
    case FileSystem::Fat32:
        break;
    }
    return QStringLiteral("fat32");
}

QString firmwareText(Firmware firmware)
{
    return firmware == Firmware::Uefi ? QStringLiteral("uefi") : QStringLiteral("bios");
}

QString placeWord(FoundLoader::Place place)
{
    switch (place) {
    case FoundLoader::Place::Files:
        return QStringLiteral("files");
    case FoundLoader::Place::ElTorito:
        return QStringLiteral("elTorito");
    case FoundLoader::Place::Partition:
        break;
    }
    return QStringLiteral("partition");
}

QString signerName(LoaderSigner signer)
{
    switch (signer) {
    case LoaderSigner::Unsigned:
        return QStringLiteral("unsigned");
    case LoaderSigner::Microsoft2011:
        return QStringLiteral("2011");
    case LoaderSigner::Microsoft2023:
        return QStringLiteral("2023");
    case LoaderSigner::Other:
        break;
    }
    return QStringLiteral("other");
}

QJsonObject loaderJson(const FoundLoader &loader)
{
    QJsonObject json{{QStringLiteral("place"), placeWord(loader.place)},
                     {QStringLiteral("path"), loader.path},
                     {QStringLiteral("architecture"), loader.architecture},
                     {QStringLiteral("size"), qint64(loader.size)}};
    if (!loader.problem.isEmpty()) {
        json[QStringLiteral("problem")] = loader.problem;
        return json;
    }
    QJsonArray signers;
    for (const auto signer : loader.signature.signers)
        signers.append(signerName(signer));
    json[QStringLiteral("signers")] = signers;
    json[QStringLiteral("issuers")] = QJsonArray::fromStringList(loader.signature.issuers);
    json[QStringLiteral("securityVersion")] =
        loader.signature.svn ? QJsonValue(svnText(*loader.signature.svn)) : QJsonValue();
    return json;
}

QJsonObject storeJson(const FoundStore &store)
{
    QJsonObject json{{QStringLiteral("path"), store.path},
                     {QStringLiteral("firmware"), firmwareText(store.firmware)}};
    if (!store.problem.isEmpty()) {
        json[QStringLiteral("problem")] = store.problem;
        return json;
    }
    QJsonArray entries;
    for (const auto &entry : store.entries)
        entries.append(QJsonObject{{QStringLiteral("description"), entry.description},
                                   {QStringLiteral("image"), entry.image},
                                   {QStringLiteral("sdi"), entry.sdi},
                                   {QStringLiteral("loader"), entry.loader},
                                   {QStringLiteral("default"), entry.isDefault}});
    json[QStringLiteral("timeout")] =
        store.timeout ? QJsonValue(qint64(*store.timeout)) : QJsonValue();
    json[QStringLiteral("entries")] = entries;
    return json;
}

QJsonArray startsJson(const MediaBoot &boot)
{
    QJsonArray starts;
    for (const auto &start : boot.starts) {
        const auto life =
            start.life == MediaLife::Disc ? QStringLiteral("disc") : QStringLiteral("disk");
        starts.append(QJsonObject{{QStringLiteral("as"), life},
                                  {QStringLiteral("firmware"), firmwareText(start.firmware)},
                                  {QStringLiteral("architecture"), start.architecture}});
    }
    return starts;
}

QJsonArray catalogJson(const MediaBoot &boot)
{
    QJsonArray catalog;
    for (const auto &entry : boot.catalog) {
        const auto firmware = entry.isEfi ? Firmware::Uefi : Firmware::Bios;
        catalog.append(QJsonObject{{QStringLiteral("firmware"), firmwareText(firmware)},
                                   {QStringLiteral("bootable"), entry.isBootable},
                                   {QStringLiteral("emulated"), entry.isEmulated},
                                   {QStringLiteral("sector"), qint64(entry.sector)},
                                   {QStringLiteral("size"), entry.count512 * 512}});
    }
    return catalog;
}

QJsonArray partitionsJson(const PartitionTable &table)
{
    QJsonArray partitions;
    for (const auto &partition : table.partitions)
        partitions.append(QJsonObject{{QStringLiteral("offset"), qint64(partition.range.offset)},
                                      {QStringLiteral("size"), qint64(partition.range.size)},
                                      {QStringLiteral("type"), partition.type}});
    return partitions;
}

QString schemeText(PartitionScheme scheme)
{
    switch (scheme) {
    case PartitionScheme::Gpt:
        return QStringLiteral("gpt");
    case PartitionScheme::Mbr:
        return QStringLiteral("mbr");
    case PartitionScheme::None:
        break;
    }
    return QStringLiteral("none");
}

QJsonObject bootJson(const MediaBoot &boot)
{
    QJsonArray loaders;
    for (const auto &loader : boot.loaders)
        loaders.append(loaderJson(loader));
    QJsonArray stores;
    for (const auto &store : boot.stores)
        stores.append(storeJson(store));
    return {{QStringLiteral("starts"), startsJson(boot)},
            {QStringLiteral("elTorito"), catalogJson(boot)},
            {QStringLiteral("partitionTable"), schemeText(boot.partitions.scheme)},
            {QStringLiteral("partitions"), partitionsJson(boot.partitions)},
            {QStringLiteral("loaders"), loaders},
            {QStringLiteral("stores"), stores}};
}

QJsonObject bootImageJson(const MediaReport::BootImage &image)
{
    if (!image.problem.isEmpty())
        return {{QStringLiteral("path"), image.path},
                {QStringLiteral("size"), qint64(image.size)},
                {QStringLiteral("problem"), image.problem}};
    return {{QStringLiteral("path"), image.path},
            {QStringLiteral("size"), qint64(image.size)},
            {QStringLiteral("name"), image.name},
            {QStringLiteral("version"), image.version},
            {QStringLiteral("architecture"), image.architecture},
            {QStringLiteral("language"), image.language}};
}

QJsonObject certificateJson(const MediaCertificate &certificate, const QDateTime &now)
{
    return {{QStringLiteral("subject"), certificate.subject()},
            {QStringLiteral("issuer"), certificate.issuer()},
            {QStringLiteral("selfSigned"), certificate.isSelfSigned()},
            {QStringLiteral("notBefore"), isoTime(certificate.notBefore())},
            {QStringLiteral("notAfter"), isoTime(certificate.notAfter())},
            {QStringLiteral("thumbprint"), certificate.thumbprint()},
            {QStringLiteral("daysLeft"), daysUntil(certificate.notAfter(), now)}};
}

QJsonObject manifestJson(const Manifest &manifest)
{
    return {{QStringLiteral("madeBy"), manifest.madeBy},
            {QStringLiteral("madeAt"), isoTime(manifest.madeAt)},
            {QStringLiteral("reproducible"), manifest.reproducible},
            {QStringLiteral("mediaGuid"), manifest.mediaGuid},
            {QStringLiteral("certificateExpires"), isoTime(manifest.certificateExpires)},
            {QStringLiteral("bootImage"), manifest.bootImageName},
            {QStringLiteral("bootImagePackage"), manifest.bootImagePackage},
            {QStringLiteral("bootImageVersion"), manifest.bootImageVersion},
            {QStringLiteral("architecture"), manifest.architecture},
            {QStringLiteral("loaderSigner"), manifest.loaderSigner}};
}

QJsonArray filesJson(const MediaReport &report)
{
    QJsonArray files;
    for (const auto &file : report.files) {
        QJsonObject json{{QStringLiteral("path"), file.path},
                         {QStringLiteral("size"), qint64(file.size)}};
        if (!file.sha256.isEmpty())
            json[QStringLiteral("sha256")] = QString::fromLatin1(file.sha256.toHex());
        files.append(json);
    }
    return files;
}

QJsonArray verdictsJson(const std::vector<MediaVerdict> &verdicts)
{
    QJsonArray array;
    for (const auto &verdict : verdicts)
        array.append(QJsonObject{{QStringLiteral("severity"), severityName(verdict.severity)},
                                 {QStringLiteral("code"), verdict.code},
                                 {QStringLiteral("sentence"), verdict.sentence}});
    return array;
}

//! What the medium is, and what its volume says.
void addMedium(const MediaReport &report, QJsonObject &root)
{
    const auto &created = report.origin.created;
    root[QStringLiteral("media")] = QDir::toNativeSeparators(report.path);
    root[QStringLiteral("kind")] = kindText(report.kind);
    root[QStringLiteral("system")] = report.system;
    root[QStringLiteral("fileSystem")] = fileSystemText(report.fileSystem);
    root[QStringLiteral("imageSize")] = qint64(report.imageSize);
    root[QStringLiteral("volumeLabel")] = report.volumeLabel;
    root[QStringLiteral("madeWith")] = report.origin.program;
    root[QStringLiteral("madeAt")] =
        created.isValid() ? QJsonValue(isoTime(created)) : QJsonValue();
    root[QStringLiteral("size")] = qint64(report.size);
    root[QStringLiteral("files")] = filesJson(report);
    root[QStringLiteral("leftOut")] = qint64(report.leftOut);
}

//! The data of the task sequence.
void addData(const MediaReport &report, SecretValues secrets, QJsonObject &root)
{
    QJsonObject variables;
    for (const auto &variable : report.variables.all())
        variables[variable.name] = shownValue(variable, secrets);
    const auto *code = report.variables.find(u"_SMSTSSiteCode");
    const auto points = report.managementPoints();
    root[QStringLiteral("mediaLabel")] = report.mediaLabel;
    root[QStringLiteral("mediaType")] = report.mediaType;
    root[QStringLiteral("passwordRequired")] = optionalBool(report.passwordRequired);
    root[QStringLiteral("passwordProtected")] = optionalBool(report.passwordProtected);
    root[QStringLiteral("unattended")] = optionalBool(report.unattended);
    root[QStringLiteral("variablesState")] = stateText(report.variablesState);
    root[QStringLiteral("variables")] = variables;
    root[QStringLiteral("siteCode")] = code ? QJsonValue(code->value.text()) : QJsonValue();
    root[QStringLiteral("managementPoints")] = QJsonArray::fromStringList(points);
    root[QStringLiteral("dynamic")] = points.isEmpty() ? QJsonValue() : report.isDynamic();
}

} // namespace

QString shownValue(const MediaVariable &variable, SecretValues secrets)
{
    if (secrets == SecretValues::Mask && mayHoldSecret(variable.name))
        return QStringLiteral("***");
    return variable.value.text();
}

QJsonObject mediaReportJson(const MediaReport &report,
                            const std::vector<MediaVerdict> &verdicts,
                            const QDateTime &now,
                            SecretValues secrets)
{
    QJsonObject root{{QStringLiteral("reportVersion"), ReportVersion},
                     {QStringLiteral("boot"), bootJson(report.boot)},
                     {QStringLiteral("verdicts"), verdictsJson(verdicts)}};
    addMedium(report, root);
    addData(report, secrets, root);
    const auto expires = report.expires();
    root[QStringLiteral("expires")] = expires ? QJsonValue(isoTime(*expires)) : QJsonValue();
    root[QStringLiteral("daysLeft")] =
        expires ? QJsonValue(daysUntil(*expires, now)) : QJsonValue();
    if (report.bootImage)
        root[QStringLiteral("bootImage")] = bootImageJson(*report.bootImage);
    if (report.certificate)
        root[QStringLiteral("certificate")] = certificateJson(*report.certificate, now);
    if (report.manifest)
        root[QStringLiteral("manifest")] = manifestJson(*report.manifest);
    return root;
}

} // namespace bootwright

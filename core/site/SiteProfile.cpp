// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/SiteProfile.h"

#include "core/base/JsonReader.h"
#include "core/base/Tr.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace bootwright {

namespace {

using Need = JsonReader::Need;

constexpr int ProfileVersion = 1;

//! A key of the profile that is a plain text, and the fact behind it.
struct TextFact
{
    QLatin1String key;
    QString SiteFacts::*fact;
};

constexpr TextFact TextFacts[] = {
    {QLatin1String("siteName"), &SiteFacts::siteName},
    {QLatin1String("siteServer"), &SiteFacts::siteServer},
    {QLatin1String("publicRootKey"), &SiteFacts::publicRootKey},
    {QLatin1String("siteSigningCertificate"), &SiteFacts::siteSigningCertificate},
    {QLatin1String("rootCaCertificates"), &SiteFacts::rootCaCertificates},
    {QLatin1String("unknownComputerX86"), &SiteFacts::unknownComputerX86},
    {QLatin1String("unknownComputerX64"), &SiteFacts::unknownComputerX64},
    {QLatin1String("unknownComputerArm64"), &SiteFacts::unknownComputerArm64},
    {QLatin1String("brandingTitle"), &SiteFacts::brandingTitle},
    {QLatin1String("timeZone"), &SiteFacts::timeZone},
};

struct NumberFact
{
    QLatin1String key;
    std::optional<int> SiteFacts::*fact;
    int least;
    int most;
};

constexpr NumberFact NumberFacts[] = {
    {QLatin1String("build"), &SiteFacts::build, 1, 65535},
    {QLatin1String("httpPort"), &SiteFacts::httpPort, 1, 65535},
    {QLatin1String("httpsPort"), &SiteFacts::httpsPort, 1, 65535},
    {QLatin1String("iisSslState"), &SiteFacts::iisSslState, 0, 65535},
};

struct FlagFact
{
    QLatin1String key;
    std::optional<bool> SiteFacts::*fact;
};

constexpr FlagFact FlagFacts[] = {
    {QLatin1String("checkCrl"), &SiteFacts::checkCrl},
    {QLatin1String("preferBoundaryManagementPoint"), &SiteFacts::preferBoundaryManagementPoint},
};

bool isSiteCode(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9]{3}$"));
    return pattern.match(text).hasMatch();
}

bool isHex(const QString &text)
{
    return QString::fromLatin1(QByteArray::fromHex(text.toLatin1()).toHex())
               .compare(text, Qt::CaseInsensitive)
           == 0;
}

void readBootImage(JsonReader &json, SiteFacts &facts)
{
    SiteBootImage image;
    qint64 size = 0;
    json.text(QStringLiteral("packageId"), image.packageId, Need::Required);
    json.text(QStringLiteral("name"), image.name, Need::Required);
    json.text(QStringLiteral("version"), image.version, Need::Optional);
    json.text(QStringLiteral("osVersion"), image.osVersion, Need::Optional);
    json.choice<QString>(QStringLiteral("architecture"),
                         image.architecture,
                         Need::Required,
                         {{QStringLiteral("x86"), QStringLiteral("x86")},
                          {QStringLiteral("x64"), QStringLiteral("x64")},
                          {QStringLiteral("arm64"), QStringLiteral("arm64")}});
    json.text(QStringLiteral("language"), image.language, Need::Optional);
    json.number(QStringLiteral("sizeBytes"), size, Need::Optional, 0, qint64(1) << 40);
    json.path(QStringLiteral("file"), image.file, Need::Optional);
    json.text(QStringLiteral("date"), image.date, Need::Optional);
    json.flag(QStringLiteral("isUndistributed"), image.isUndistributed, Need::Optional);
    json.texts(QStringLiteral("distributionPoints"), image.distributionPoints, Need::Optional);
    image.sizeBytes = quint64(size);
    if (facts.bootImage(image.packageId))
        json.fault(QStringLiteral("packageId"),
                   Tr::tr("a package ID that no other boot image has"));
    facts.bootImages.append(image);
}

void readManagementPoint(JsonReader &json, SiteFacts &facts)
{
    ManagementPoint point;
    json.text(QStringLiteral("url"), point.url, Need::Required);
    json.text(QStringLiteral("siteCode"), point.siteCode, Need::Optional);
    json.text(QStringLiteral("name"), point.name, Need::Optional);
    if (!point.url.isEmpty() && !point.isHttps()
        && !point.url.startsWith(QLatin1String("http://"), Qt::CaseInsensitive))
        json.fault(QStringLiteral("url"), Tr::tr("a URL that begins with http:// or https://"));
    facts.managementPoints.append(point);
}

void readDistributionPoint(JsonReader &json, SiteFacts &facts)
{
    DistributionPoint point;
    json.text(QStringLiteral("server"), point.server, Need::Required);
    json.text(QStringLiteral("siteCode"), point.siteCode, Need::Optional);
    json.flag(QStringLiteral("isHttps"), point.isHttps, Need::Optional);
    facts.distributionPoints.append(point);
}

void readPackage(JsonReader &json, SiteFacts &facts)
{
    SitePackage package;
    json.text(QStringLiteral("packageId"), package.packageId, Need::Required);
    json.text(QStringLiteral("name"), package.name, Need::Optional);
    json.text(QStringLiteral("version"), package.version, Need::Optional);
    json.path(QStringLiteral("folder"), package.folder, Need::Optional);
    facts.packages.append(package);
}

void readPlainFacts(JsonReader &json, SiteFacts &facts)
{
    for (const auto &[key, fact] : TextFacts)
        json.text(QString(key), facts.*fact, Need::Optional);
    for (const auto &[key, fact, least, most] : NumberFacts) {
        qint64 value = least - 1;
        json.number(QString(key), value, Need::Optional, least, most);
        if (value >= least)
            facts.*fact = int(value);
    }
    for (const auto &[key, fact] : FlagFacts) {
        bool value = false;
        json.flag(QString(key), value, Need::Optional);
        if (json.has(QString(key)))
            facts.*fact = value;
    }
    if (!isHex(facts.publicRootKey))
        json.fault(QStringLiteral("publicRootKey"), Tr::tr("hexadecimal digits"));
    if (!isHex(facts.siteSigningCertificate))
        json.fault(QStringLiteral("siteSigningCertificate"), Tr::tr("hexadecimal digits"));
}

QJsonObject withoutEmpty(QJsonObject object)
{
    for (auto at = object.begin(); at != object.end();) {
        const bool isEmpty =
            at->isString() ? at->toString().isEmpty() : at->isArray() && at->toArray().isEmpty();
        at = isEmpty ? object.erase(at) : at + 1;
    }
    return object;
}

QJsonObject bootImageJson(const SiteBootImage &image, const QString &folder)
{
    auto json = withoutEmpty({{QStringLiteral("packageId"), image.packageId},
                              {QStringLiteral("name"), image.name},
                              {QStringLiteral("version"), image.version},
                              {QStringLiteral("osVersion"), image.osVersion},
                              {QStringLiteral("architecture"), image.architecture},
                              {QStringLiteral("language"), image.language},
                              {QStringLiteral("date"), image.date},
                              {QStringLiteral("file"), portablePath(image.file, folder)},
                              {QStringLiteral("distributionPoints"),
                               QJsonArray::fromStringList(image.distributionPoints)}});
    if (image.sizeBytes > 0)
        json.insert(QStringLiteral("sizeBytes"), qint64(image.sizeBytes));
    if (image.isUndistributed)
        json.insert(QStringLiteral("isUndistributed"), true);
    return json;
}

QJsonObject distributionPointJson(const DistributionPoint &point)
{
    auto json = withoutEmpty(
        {{QStringLiteral("server"), point.server}, {QStringLiteral("siteCode"), point.siteCode}});
    if (point.isHttps)
        json.insert(QStringLiteral("isHttps"), true);
    return json;
}

QJsonObject plainFactsJson(const SiteFacts &facts)
{
    QJsonObject json{{QStringLiteral("profileVersion"), ProfileVersion},
                     {QStringLiteral("siteCode"), facts.siteCode}};
    for (const auto &[key, fact] : TextFacts)
        json.insert(QString(key), facts.*fact);
    for (const auto &[key, fact, least, most] : NumberFacts) {
        if (facts.*fact)
            json.insert(QString(key), *(facts.*fact));
    }
    for (const auto &[key, fact] : FlagFacts) {
        if (facts.*fact)
            json.insert(QString(key), *(facts.*fact));
    }
    return json;
}

} // namespace

Result<SiteFacts> readProfile(const QString &path)
{
    const auto what = Tr::tr("Cannot use the site profile \"%1\".").arg(path);
    const auto json = readJsonFile(path);
    if (!json)
        return json.error().within(what);
    auto facts = parseProfile(*json, QFileInfo(path).absolutePath());
    if (!facts)
        return facts.error().within(what);
    return facts;
}

Result<SiteFacts> parseProfile(QByteArrayView json, const QString &folder)
{
    SiteFacts facts;
    const auto read = JsonReader::read(json, folder, [&](JsonReader &root) {
        qint64 version = 0;
        root.number(QStringLiteral("profileVersion"),
                    version,
                    Need::Required,
                    ProfileVersion,
                    ProfileVersion);
        root.text(QStringLiteral("siteCode"), facts.siteCode, Need::Required);
        if (root.has(QStringLiteral("siteCode")) && !isSiteCode(facts.siteCode))
            root.fault(QStringLiteral("siteCode"), Tr::tr("three letters or digits"));
        readPlainFacts(root, facts);
        const auto list = [&](const QString &key, auto readOne) {
            root.objects(key, Need::Optional, [&](JsonReader &one) { readOne(one, facts); });
        };
        list(QStringLiteral("bootImages"), readBootImage);
        list(QStringLiteral("managementPoints"), readManagementPoint);
        list(QStringLiteral("distributionPoints"), readDistributionPoint);
        list(QStringLiteral("packages"), readPackage);
    });
    if (!read)
        return read.error();
    return facts;
}

QByteArray writeProfile(const SiteFacts &facts, const QString &folder)
{
    auto json = plainFactsJson(facts);
    QJsonArray bootImages;
    for (const auto &image : facts.bootImages)
        bootImages.append(bootImageJson(image, folder));
    QJsonArray managementPoints;
    for (const auto &point : facts.managementPoints)
        managementPoints.append(withoutEmpty({{QStringLiteral("url"), point.url},
                                              {QStringLiteral("siteCode"), point.siteCode},
                                              {QStringLiteral("name"), point.name}}));
    QJsonArray distributionPoints;
    for (const auto &point : facts.distributionPoints)
        distributionPoints.append(distributionPointJson(point));
    QJsonArray packages;
    for (const auto &package : facts.packages)
        packages.append(
            withoutEmpty({{QStringLiteral("packageId"), package.packageId},
                          {QStringLiteral("name"), package.name},
                          {QStringLiteral("version"), package.version},
                          {QStringLiteral("folder"), portablePath(package.folder, folder)}}));
    json.insert(QStringLiteral("bootImages"), bootImages);
    json.insert(QStringLiteral("managementPoints"), managementPoints);
    json.insert(QStringLiteral("distributionPoints"), distributionPoints);
    json.insert(QStringLiteral("packages"), packages);
    return QJsonDocument(withoutEmpty(json)).toJson();
}

} // namespace bootwright

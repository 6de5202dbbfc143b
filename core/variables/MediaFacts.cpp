// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/MediaFacts.h"

#include "core/variables/VariableNames.h"

#include <algorithm>

namespace bootwright {

namespace {

using Facts = const MediaFacts &;

//! One variable: when media carry it, and its value; an empty one is not known.
struct Row
{
    const char16_t *name;
    bool (*applies)(Facts facts);
    Secret (*value)(Facts facts);
};

QString text(std::optional<int> number)
{
    return number ? QString::number(*number) : QString();
}

QString text(std::optional<bool> yes)
{
    if (!yes)
        return {};
    return *yes ? QStringLiteral("true") : QStringLiteral("false");
}

bool always(Facts)
{
    return true;
}

bool isDynamic(Facts facts)
{
    return facts.managementPoint.isEmpty();
}

bool isSiteBased(Facts facts)
{
    return !isDynamic(facts);
}

bool takesUnknownComputers(Facts facts)
{
    return facts.unknownComputers;
}

bool isHttps(Facts facts)
{
    return facts.usesHttps();
}

// Names and forms, best source first. [log] printed by Windows PE as it reads them (KB 4468601, "Setting
// … TS environment variable"), [doc] Microsoft's documentation of variables, CreateMedia.exe and boot
// media, [tool] read from media by public programs that are in use. What only rumour names is not here.
constexpr Row rows[] = {
    // [tool] the identity that signs requests; the same text is registered as SMSID
    {u"_SMSMediaGuid", always, [](Facts f) { return Secret(f.mediaGuid); }},
    // [tool] PKCS #12 in hexadecimal
    {u"_SMSTSMediaPFX", always, [](Facts f) { return f.pfxHex.clone(); }},
    // [tool]
    {u"_SMSTSSiteCode", always, [](Facts f) { return Secret(f.siteCode); }},
    // [doc] CreateMedia.exe: URLs joined with '*', the prefix http:// or https:// must be right
    {u"SMSTSLocationMPs",
     isDynamic,
     [](Facts f) { return Secret(f.locationManagementPoints.join(u'*')); }},
    // [doc] CreateMedia.exe: one URL
    {u"SMSTSMP", isSiteBased, [](Facts f) { return Secret(f.managementPoint); }},
    // [log]
    {u"_SMSTSBootMediaPackageID", always, [](Facts f) { return Secret(f.bootImagePackageId); }},
    // [tool] exists; that it is on boot media is inferred
    {u"_SMSTSBootMediaSourceVersion", always, [](Facts f) { return Secret(f.bootImageVersion); }},
    // [log] decimal
    {u"_SMSTSHTTPPort", always, [](Facts f) { return Secret(text(f.httpPort)); }},
    {u"_SMSTSHTTPSPort", always, [](Facts f) { return Secret(text(f.httpsPort)); }},
    // [log] decimal, the bits as the site keeps them
    {u"_SMSTSIISSSLState", always, [](Facts f) { return Secret(text(f.iisSslState)); }},
    // [doc] true or false; asked only of HTTPS
    {u"_SMSTSUseCRL", isHttps, [](Facts f) { return Secret(text(f.useCrl)); }},
    // [log] hexadecimal, as the site's TrustedRootKey
    {u"_SMSTSPublicRootKey", always, [](Facts f) { return Secret(f.publicRootKey); }},
    // [log] hexadecimal DER
    {u"_SMSTSSiteSigningCertificate",
     always,
     [](Facts f) { return Secret(f.siteSigningCertificate); }},
    // [log], [doc] KB 4551033: HTTPS media without them fail with 80072F8F
    {u"_SMSTSRootCACerts", isHttps, [](Facts f) { return Secret(f.rootCaCertificates); }},
    // [log] the first two, [tool] arm64
    {u"_SMSTSx64UnknownMachineGUID",
     takesUnknownComputers,
     [](Facts f) { return Secret(f.unknownComputerX64); }},
    {u"_SMSTSx86UnknownMachineGUID",
     takesUnknownComputers,
     [](Facts f) { return Secret(f.unknownComputerX86); }},
    {u"_SMSTSarm64UnknownMachineGUID",
     takesUnknownComputers,
     [](Facts f) { return Secret(f.unknownComputerArm64); }},
    // [doc] the media are one image for disc and stick; it is made as a disc
    {u"_SMSTSLaunchMode", always, [](Facts) { return Secret(QStringLiteral("CD")); }},
    // [doc]
    {u"_SMSTSMediaType", always, [](Facts) { return Secret(QStringLiteral("BootMedia")); }},
    // [tool] "true" only on stand-alone media
    {u"_SMSTSStandAloneMedia", always, [](Facts) { return Secret(QStringLiteral("false")); }},
    // [tool] the title of the wizard
    {u"_SMSTSBrandingTitle", always, [](Facts f) { return Secret(f.brandingTitle); }},
    // [tool] true or false
    {u"_SMSTSPreferredMPEnabled",
     always,
     [](Facts f) { return Secret(text(f.preferredManagementPoint)); }},
    // [doc] bias, names and rules of the time zone; that it is on boot media is inferred
    {u"_SMSTSTimezone", always, [](Facts f) { return Secret(f.timeZone); }},
    // [tool] exists; that its value is the media label is inferred
    {u"_SMSTSDiskLabel1", always, [](Facts f) { return Secret(f.diskLabel); }},
};

} // namespace

bool MediaFacts::usesHttps() const
{
    const auto isSecure = [](const QString &url) {
        return url.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
    };
    return isSecure(managementPoint)
           || std::any_of(
               locationManagementPoints.begin(), locationManagementPoints.end(), isSecure);
}

bool isMediaVariable(QStringView name)
{
    return std::any_of(std::begin(rows), std::end(rows), [&](const Row &row) {
        return name.compare(QStringView(row.name), Qt::CaseInsensitive) == 0;
    });
}

KnownVariables mediaVariables(const MediaFacts &facts)
{
    KnownVariables result;
    for (const auto &row : rows) {
        if (!row.applies(facts))
            continue;
        const auto name = QString::fromUtf16(row.name);
        auto value = row.value(facts);
        if (value.isEmpty())
            result.leftOff.append(name);
        else
            result.variables.set(name,
                                 std::move(value),
                                 mayHoldSecret(name) ? Visibility::Hidden : Visibility::Shown);
    }
    return result;
}

} // namespace bootwright

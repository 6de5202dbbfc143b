// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about the site: its source, its facts, the boot image, the management points.
#include "core/base/Tr.h"
#include "core/recipe/MediaRules.h"
#include "core/share/Share.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace bootwright {

namespace {

bool isPki(const MediaDraft &draft)
{
    return draft.security.certificate.type == CertificateType::Pki;
}

//! The names of what the media would carry and the source does not know.
QStringList unknownFacts(const Judgement &judgement)
{
    const auto &site = judgement.site;
    QStringList unknown;
    const auto name = [&](bool isKnown, const QString &fact) {
        if (!isKnown)
            unknown.append(fact);
    };
    name(!site.siteCode.isEmpty(), Tr::tr("the site code"));
    name(!site.publicRootKey.isEmpty(), Tr::tr("the trusted root key"));
    name(!site.siteSigningCertificate.isEmpty(), Tr::tr("the site signing certificate"));
    name(site.httpPort.has_value(), Tr::tr("the HTTP port"));
    name(site.httpsPort.has_value(), Tr::tr("the HTTPS port"));
    name(site.iisSslState.has_value(), Tr::tr("the client communication setting (IISSSLState)"));
    if (isPki(judgement.draft)) {
        name(!site.rootCaCertificates.isEmpty(), Tr::tr("the root CA certificates"));
        name(site.checkCrl.has_value(), Tr::tr("whether revocation lists are asked for"));
    }
    if (judgement.draft.security.enableUnknownComputers)
        name(!site.unknownComputerX86.isEmpty() || !site.unknownComputerX64.isEmpty()
                 || !site.unknownComputerArm64.isEmpty(),
             Tr::tr("the GUIDs of the unknown computers"));
    name(site.preferBoundaryManagementPoint.has_value(),
         Tr::tr("whether management points of the boundary group are preferred"));
    name(!site.brandingTitle.isEmpty(), Tr::tr("the title of the wizard"));
    name(!site.timeZone.isEmpty(), Tr::tr("the time zone"));
    return unknown;
}

void judgeSource(Judgement &judgement)
{
    const auto &site = judgement.draft.site;
    if (site.source == SiteSource::AdminService && site.server.isEmpty())
        judgement.problem(QStringLiteral("site.server"),
                          Tr::tr("No site server is named. Name its SMS Provider."));
    if (site.source == SiteSource::Profile && site.profile.isEmpty())
        judgement.problem(QStringLiteral("site.profile"),
                          Tr::tr("No site profile is named. Name its file."));
    if (site.source != SiteSource::Profile && !site.profile.isEmpty())
        judgement.problem(
            QStringLiteral("site.profile"),
            Tr::tr("A site profile is named, but the site facts come from another source. "
                   "Choose one of them."));
    if (site.source != SiteSource::AdminService && !site.server.isEmpty())
        judgement.problem(
            QStringLiteral("site.server"),
            Tr::tr("A site server is named, but the site facts come from another source. "
                   "Choose one of them."));
}

//! \a url without a user and password: nothing secret stands in a message.
QString withoutUser(QString url)
{
    static const QRegularExpression user(QStringLiteral("(?<=//)[^/]*@"));
    return url.remove(user);
}

//! A management point has to be a plain base URL: the media join them with '*' and clients add paths.
QString whyNotManagementPoint(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const auto scheme = url.scheme().toLower();
    if (!url.isValid() || (scheme != u"http" && scheme != u"https") || url.host().isEmpty()
        || url.hasQuery() || url.hasFragment() || !url.userInfo().isEmpty() || text.contains(u'*'))
        return Tr::tr(
                   "The management point \"%1\" is not a URL such as \"http://mp01.lab.example\".")
            .arg(withoutUser(text));
    return {};
}

void judgeManagementPoint(Judgement &judgement, const QString &path, const QString &url)
{
    if (const auto why = whyNotManagementPoint(url); !why.isEmpty())
        return judgement.problem(path, why);
    const bool isHttps = url.startsWith(QLatin1String("https:"), Qt::CaseInsensitive);
    if (isHttps && !isPki(judgement.draft))
        judgement.problem(
            path,
            Tr::tr("The management point \"%1\" speaks HTTPS, which needs a PKI "
                   "certificate. Choose one that speaks HTTP, or import a certificate.")
                .arg(url));
    if (!isHttps && isPki(judgement.draft))
        judgement.problem(
            path,
            Tr::tr("The management point \"%1\" speaks HTTP. With a PKI certificate, choose "
                   "only management points that speak HTTPS.")
                .arg(url));
    if (!judgement.site.managementPoint(url))
        judgement.warn(
            path,
            Tr::tr("The site does not list the management point \"%1\". Check its name.").arg(url));
}

//! The boot image is to come from the site: can the source hand it out?
void judgeSiteBootImage(Judgement &judgement, const SiteBootImage *image)
{
    const auto path = QStringLiteral("bootImage.packageId");
    const auto &packageId = judgement.draft.bootImage.packageId;
    if (!image)
        return judgement.problem(
            path,
            Tr::tr("The site has no boot image %1. Choose one of its boot images, or "
                   "a .wim file.")
                .arg(packageId));
    if (judgement.draft.site.source != SiteSource::Profile)
        return; // it is fetched when it is needed
    if (image->file.isEmpty())
        judgement.problem(
            QStringLiteral("bootImage.file"),
            Tr::tr("The site profile does not say where the file of the boot image %1 is. "
                   "Name the .wim file.")
                .arg(packageId));
    else if (!canBeFile(image->file))
        judgement.problem(path,
                          Tr::tr("Cannot find the file \"%1\" of the boot image %2.")
                              .arg(image->file, packageId));
}

//! The content of \a image comes from a real site: is it where it is to be fetched?
void judgePlaceOfContent(Judgement &judgement, const SiteBootImage &image)
{
    const auto path = QStringLiteral("distributionPoint");
    const auto &holders = image.distributionPoints;
    const auto &wanted = judgement.draft.distributionPoint;
    if (image.isUndistributed)
        judgement.warn(path,
                       Tr::tr("No distribution point holds the boot image %1 in version %2. "
                              "Distribute it; else it can "
                              "only be fetched from its source.")
                           .arg(image.packageId, image.version));
    else if (!wanted.isEmpty() && !holders.isEmpty()
             && !holders.contains(wanted, Qt::CaseInsensitive))
        judgement.warn(
            path,
            Tr::tr("The distribution point \"%1\" does not hold the boot image %2 in version %3. "
                   "Choose one that does, such as \"%4\".")
                .arg(wanted, image.packageId, image.version, holders.first()));
}

} // namespace

void judgeSite(Judgement &judgement)
{
    judgeSource(judgement);
    const auto &wanted = judgement.draft.site.siteCode;
    const auto &there = judgement.site.siteCode;
    if (!wanted.isEmpty() && wanted.compare(there, Qt::CaseInsensitive) != 0)
        judgement.problem(QStringLiteral("site.siteCode"),
                          Tr::tr("The recipe is for the site %1, but the source knows the site %2.")
                              .arg(wanted, there));
    const auto &reference = judgement.draft.reference;
    if (!reference.isEmpty() && !needsShareClient(reference) && !QFileInfo::exists(reference))
        judgement.problem(QStringLiteral("reference"),
                          Tr::tr("Cannot find the reference media \"%1\".").arg(reference));
    for (const auto &note : judgement.site.notes)
        judgement.warn(QStringLiteral("site"), note);
    const auto unknown = unknownFacts(judgement);
    if (!unknown.isEmpty() && reference.isEmpty()) // else the reference media say them
        judgement.warn(
            QStringLiteral("site"),
            Tr::tr("The site source does not know these facts, so the media do not carry them: "
                   "%1.")
                .arg(unknown.join(QLatin1String(", "))));
}

void judgeBootImage(Judgement &judgement)
{
    const auto &bootImage = judgement.draft.bootImage;
    const auto *known = judgement.site.bootImage(bootImage.packageId);
    static const QRegularExpression packageId(QStringLiteral("^[A-Za-z0-9]{8}$"));
    if (bootImage.packageId.isEmpty() && bootImage.file.isEmpty())
        judgement.problem(
            QStringLiteral("bootImage"),
            Tr::tr("No boot image is chosen. Choose one of the site, or a .wim file."));
    else if (!bootImage.packageId.isEmpty() && !packageId.match(bootImage.packageId).hasMatch())
        judgement.problem(
            QStringLiteral("bootImage.packageId"),
            Tr::tr("\"%1\" is not a package ID such as \"LAB00005\".").arg(bootImage.packageId));
    else if (bootImage.file.isEmpty())
        judgeSiteBootImage(judgement, known);
    else if (!canBeFile(bootImage.file))
        judgement.problem(QStringLiteral("bootImage.file"),
                          Tr::tr("Cannot find the boot image \"%1\".").arg(bootImage.file));
    else if (!known)
        judgement.warn(
            QStringLiteral("bootImage.packageId"),
            Tr::tr("It is not known which boot image of the site the file \"%1\" is, so the "
                   "media do not say its version.")
                .arg(bootImage.file));
    if (!bootImage.bootSdiFile.isEmpty() && !canBeFile(bootImage.bootSdiFile))
        judgement.problem(QStringLiteral("bootImage.bootSdiFile"),
                          Tr::tr("Cannot find the file \"%1\".").arg(bootImage.bootSdiFile));

    const auto &server = judgement.draft.distributionPoint;
    bool isListed = server.isEmpty();
    for (const auto &point : judgement.site.distributionPoints)
        isListed = isListed || point.server.compare(server, Qt::CaseInsensitive) == 0;
    if (!isListed)
        judgement.warn(
            QStringLiteral("distributionPoint"),
            Tr::tr("The site does not list the distribution point \"%1\". Check its name.")
                .arg(server));
    else if (known && bootImage.file.isEmpty()
             && judgement.draft.site.source == SiteSource::AdminService)
        judgePlaceOfContent(judgement, *known);
}

void judgeManagementPoints(Judgement &judgement)
{
    const auto path = QStringLiteral("managementPoints");
    const auto &urls = judgement.draft.managementPoints;
    if (urls.isEmpty())
        judgement.problem(path,
                          Tr::tr("No management point is chosen. The media need at least one."));
    if (judgement.draft.mediaMode == MediaMode::SiteBased && urls.size() > 1)
        judgement.problem(
            path,
            Tr::tr("Site-based media use exactly one management point, but %1 are chosen. "
                   "Remove the others, or make dynamic media.")
                .arg(urls.size()));
    QSet<QString> seen;
    for (qsizetype i = 0; i < urls.size(); ++i) {
        const auto here = QStringLiteral("managementPoints[%1]").arg(i);
        if (seen.contains(comparableUrl(urls[i])))
            judgement.problem(
                here,
                Tr::tr("The management point \"%1\" is in the list twice. Remove one.")
                    .arg(urls[i]));
        else
            judgeManagementPoint(judgement, here, urls[i]);
        seen.insert(comparableUrl(urls[i]));
    }
}

} // namespace bootwright

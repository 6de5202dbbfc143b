// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/builder/MediaReport.h"
#include "core/builder/TrainingSite.h"
#include "core/site/ContentCache.h"
#include "core/site/SiteProfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>

namespace bootwright {

namespace {

Result<void> save(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return Error{Error::Kind::Device,
                 Tr::tr("Cannot write \"%1\". %2.").arg(path, systemReason(file.errorString())),
                 {}};
}

Result<std::unique_ptr<Site>> openSource(const QString &source, const Options &options)
{
    auto access = siteAccess(options);
    if (!access)
        return access.error();
    return openSiteFor(siteOf(source), std::move(*access));
}

Result<SiteFacts> factsOf(Site &site, Report &report)
{
    auto control = report.control();
    control.enter(Tr::tr("Reading the facts of the site"));
    return site.facts(control);
}

//! As site profiles have it.
QJsonObject imageJson(const SiteBootImage &image)
{
    SiteFacts only;
    only.bootImages = {image};
    return QJsonDocument::fromJson(writeProfile(only, {}))
        .object()
        .value(QStringLiteral("bootImages"))
        .toArray()
        .first()
        .toObject();
}

Error noSuchImage(const QString &packageId)
{
    return {Error::Kind::NotFound,
            Tr::tr("The site has no boot image %1. \"bootwright-cli site show\" lists them.")
                .arg(packageId),
            {}};
}

QString imageLine(const SiteBootImage &image)
{
    const auto places = image.isUndistributed ? Tr::tr("not on any distribution point")
                                              : image.distributionPoints.join(QLatin1String(", "));
    return QStringLiteral("  %1  %2  %3  %4  %5  %6  %7")
        .arg(image.packageId,
             image.name,
             image.architecture,
             Tr::tr("version %1").arg(image.version),
             image.date.left(10),
             QLocale().formattedDataSize(qint64(image.sizeBytes)),
             places);
}

void print(const SiteFacts &facts, Report &report)
{
    report.line(Tr::tr("Site: %1, %2").arg(facts.siteCode, facts.siteName));
    report.line(Tr::tr("Site server: %1").arg(facts.siteServer));
    if (facts.build)
        report.line(Tr::tr("Build: %1").arg(*facts.build));
    report.line(Tr::tr("Boot images:"));
    for (const auto &image : facts.bootImages)
        report.line(imageLine(image));
    report.line(Tr::tr("Management points:"));
    for (const auto &point : facts.managementPoints)
        report.line(QStringLiteral("  ") + point.url);
    if (facts.looksInBoundaryGroups())
        report.line(Tr::tr(
            "  This site is of version 2509 or newer: the boundary group of each computer must "
            "have a management point."));
    report.line(Tr::tr("Distribution points:"));
    for (const auto &point : facts.distributionPoints)
        report.line(QStringLiteral("  %1  %2  %3")
                        .arg(point.server,
                             point.siteCode,
                             point.isHttps ? QStringLiteral("HTTPS") : QStringLiteral("HTTP")));
    report.line(Tr::tr("Packages: %1").arg(facts.packages.size()));
    for (const auto &note : facts.notes)
        report.warning(note);
}

ExitStatus show(const Options &options, Report &report)
{
    const auto site = openSource(options.arguments.value(1, options.site), options);
    if (!site)
        return report.failed(site.error());
    const auto facts = factsOf(**site, report);
    if (!facts)
        return report.failed(facts.error());
    print(*facts, report);
    SiteAccess limits;
    limits.contentLimit = options.cacheLimit;
    const auto cache = contentCache(limits);
    const QLocale locale;
    report.line(Tr::tr("Fetched content: %1 of at most %2 in %3")
                    .arg(locale.formattedDataSize(qint64(cache.usedBytes())),
                         locale.formattedDataSize(qint64(cache.limit())),
                         QDir::toNativeSeparators(cache.root())));
    auto json = QJsonDocument::fromJson(writeProfile(*facts, {})).object();
    json.insert(QStringLiteral("notes"), QJsonArray::fromStringList(facts->notes));
    report.result(json);
    return report.done();
}

//! One boot image with what the site tells of it alone. That it tells nothing more is a warning.
ExitStatus showBootImage(const Options &options, Report &report)
{
    const auto site =
        openSource(options.arguments.size() == 3 ? options.arguments[1] : options.site, options);
    if (!site)
        return report.failed(site.error());
    const auto facts = factsOf(**site, report);
    if (!facts)
        return report.failed(facts.error());
    const auto &packageId = options.arguments.last();
    const auto *image = facts->bootImage(packageId);
    if (!image)
        return report.failed(noSuchImage(packageId));
    auto control = report.control();
    const auto details = (*site)->bootImageDetails(image->packageId, control);
    if (!details && details.error().kind == Error::Kind::Cancelled)
        return report.failed(details.error());
    report.line(imageLine(*image));
    if (!details)
        report.warning(details.error().message);
    for (const auto &[name, value] : describe(details ? *details : BootImageDetails()))
        report.line(QStringLiteral("    %1: %2")
                        .arg(name, QString(value).replace(u'\n', QLatin1String("\n      "))));
    auto json = imageJson(*image);
    if (details)
        json.insert(QStringLiteral("details"), detailsJson(*details));
    report.result(json);
    return report.done();
}

ExitStatus exportProfile(const Options &options, Report &report)
{
    const auto site = openSource(options.site, options);
    if (!site)
        return report.failed(site.error());
    const auto facts = factsOf(**site, report);
    if (!facts)
        return report.failed(facts.error());
    for (const auto &note : facts->notes)
        report.warning(note);
    const auto &path = options.arguments.last();
    if (const auto saved = save(path, writeProfile(*facts, QFileInfo(path).absolutePath())); !saved)
        return report.failed(saved.error());
    const auto written = QDir::toNativeSeparators(path);
    report.line(Tr::tr("Site profile written: %1").arg(written));
    return report.done({{QStringLiteral("profile"), written}});
}

QString standingText(CertificateStanding standing)
{
    switch (standing) {
    case CertificateStanding::Known:
        return Tr::tr("known");
    case CertificateStanding::Blocked:
        return Tr::tr("blocked at the site");
    case CertificateStanding::Unknown:
        return Tr::tr("not registered at the site");
    case CertificateStanding::Different:
        return Tr::tr("another certificate is registered at the site");
    }
    return {};
}

//! The GUID of media, as they show it without a password or, if it is given, with it.
QString guidOf(const MediaReport &media)
{
    if (const auto *variable = media.variables.find(u"_SMSMediaGuid"))
        return variable->value.text();
    return media.manifest ? media.manifest->mediaGuid : QString();
}

Result<CertificateStanding>
standingOf(const QString &path, const Secret &password, Site &site, Report &report)
{
    const auto media = inspectMedia(path, password);
    if (!media)
        return media.error();
    const auto guid = guidOf(*media);
    if (guid.isEmpty())
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot tell which media \"%1\" is. Its GUID is inside the variables; give "
                   "their password.")
                .arg(path),
            {}};
    auto control = report.control();
    return site.certificateStanding(
        guid, media->certificate ? media->certificate->thumbprint() : QString(), control);
}

ExitStatus check(const Options &options, Report &report)
{
    Secret password;
    if (!options.passwordFile.isEmpty()) {
        auto read = readSecretFile(options.passwordFile);
        if (!read)
            return report.failed(read.error());
        password = std::move(*read);
    }
    const auto site = openSource(options.site, options);
    if (!site)
        return report.failed(site.error());
    QStringList unknown;
    QJsonObject standings;
    for (const auto &path : options.arguments.mid(1)) {
        const auto standing = standingOf(path, password, **site, report);
        if (!standing)
            return report.failed(standing.error());
        const auto text = standingText(*standing);
        const auto shown = QDir::toNativeSeparators(path);
        report.line(QStringLiteral("%1: %2").arg(shown, text));
        standings.insert(shown, text);
        if (*standing != CertificateStanding::Known)
            unknown.append(path);
    }
    report.result(standings);
    if (unknown.isEmpty())
        return report.done();
    return report.failed(
        {Error::Kind::NotFound,
         Tr::tr("Cannot vouch for \"%1\". The site does not accept the certificate. "
                "Register it, or make new media.")
             .arg(unknown.join(QLatin1String("\", \""))),
         {}});
}

//! Fetches a boot image into the cache, for later builds.
ExitStatus fetch(const Options &options, Report &report)
{
    const auto site = openSource(options.site, options);
    if (!site)
        return report.failed(site.error());
    const auto facts = factsOf(**site, report);
    if (!facts)
        return report.failed(facts.error());
    const auto &packageId = options.arguments.last();
    if (!facts->bootImage(packageId))
        return report.failed(noSuchImage(packageId));
    report.stayAwake(Tr::tr("Fetching a boot image"));
    auto control = report.control();
    const auto file = (*site)->bootImageFile(packageId, {}, control);
    if (!file)
        return report.failed(file.error());
    const auto path = QDir::toNativeSeparators(*file);
    report.line(path);
    report.result({{QStringLiteral("file"), path}});
    return report.done({{QStringLiteral("file"), path}});
}

} // namespace

ExitStatus runSite(const Options &options, Report &report)
{
    const auto &what = options.arguments.first();
    const auto words = options.arguments.size();
    const bool isNamed = !options.site.isEmpty(); // by --site, else by the first word
    if (what == u"show" && words == (isNamed ? 1 : 2))
        return show(options, report);
    if (what == u"show" && words == (isNamed ? 2 : 3))
        return showBootImage(options, report);
    if (what == u"export" && words == 2 && !options.site.isEmpty())
        return exportProfile(options, report);
    if (what == u"fetch" && words == 2 && !options.site.isEmpty())
        return fetch(options, report);
    if (what == u"check" && words >= 2 && !options.site.isEmpty())
        return check(options, report);
    return report.wrongUse(useOf(options.command));
}

} // namespace bootwright

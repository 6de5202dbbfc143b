// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of a site can be fetched: its boot images, where they are, and its packages.
#include "core/base/Tr.h"
#include "core/site/Surveyor.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr qint64 kBootImage = 258; // PackageType
constexpr qint64 kNoSource = 1;    // PkgSourceFlag

SiteBootImage bootImageOf(const ProviderRow &row)
{
    const auto kibibytes = row.number(QStringLiteral("PackageSize")).value_or(0);
    SiteBootImage image;
    image.packageId = row.text(QStringLiteral("PackageID"));
    image.name = row.text(QStringLiteral("Name"));
    if (image.name.isEmpty())
        image.name = image.packageId;
    image.architecture = architectureOf(row.text(QStringLiteral("Architecture")));
    image.version = row.text(QStringLiteral("SourceVersion"));
    image.osVersion = row.text(QStringLiteral("ImageOSVersion"));
    image.language = row.text(QStringLiteral("Language"));
    image.date = row.text(QStringLiteral("SourceDate"));
    image.file = row.text(QStringLiteral("PkgSourcePath"));
    image.sizeBytes = quint64(std::clamp(kibibytes, qint64(0), qint64(1) << 30)) * 1024;
    return image;
}

} // namespace

QString architectureOf(const QString &text)
{
    const auto word = text.toLower();
    if (word == u"x64" || word == u"amd64" || word == u"9")
        return QStringLiteral("x64");
    if (word == u"arm64" || word == u"aarch64" || word == u"12")
        return QStringLiteral("arm64");
    if (word == u"x86" || word == u"i386" || word == u"0")
        return QStringLiteral("x86");
    return {};
}

QString serverOfNalPath(const QString &path)
{
    auto server = path.trimmed();
    if (server.endsWith(u'\\'))
        server.chop(1);
    return server.sliced(server.lastIndexOf(u'\\') + 1);
}

Result<void> Surveyor::readBootImages()
{
    const auto rows = m_service.rows({QStringLiteral("SMS_BootImagePackage"),
                                      {QStringLiteral("PackageID"),
                                       QStringLiteral("Name"),
                                       QStringLiteral("Architecture"),
                                       QStringLiteral("ImageOSVersion"),
                                       QStringLiteral("Language"),
                                       QStringLiteral("PackageSize"),
                                       QStringLiteral("PkgSourcePath"),
                                       QStringLiteral("SourceDate"),
                                       QStringLiteral("SourceVersion")},
                                      {},
                                      QStringLiteral("PackageID")},
                                     m_control);
    if (!rows)
        return rows.error();
    if (rows->isEmpty())
        note(Tr::tr("The site shows no boot image: check the role and the security scopes of this "
                    "account."));
    for (const auto &row : *rows) {
        const auto image = bootImageOf(row);
        const auto isKnown = m_facts.bootImage(image.packageId) != nullptr;
        if (image.packageId.isEmpty() || isKnown || image.architecture.isEmpty()) {
            note(Tr::tr("The boot image \"%1\" (%2) cannot be used: its architecture is \"%3\".")
                     .arg(image.name, image.packageId, row.text(QStringLiteral("Architecture"))));
            continue;
        }
        m_survey.sources.insert(image.packageId, {image.version.toLongLong(), image.file});
        m_facts.bootImages.append(image);
    }
    return {};
}

//! Which distribution points hold which boot image, and in its present version.
Result<void> Surveyor::readDistribution()
{
    if (m_facts.bootImages.isEmpty())
        return {};
    const auto rows =
        rowsIfAllowed({QStringLiteral("SMS_PackageStatusDistPointsSummarizer"),
                       {QStringLiteral("PackageID"),
                        QStringLiteral("ServerNALPath"),
                        QStringLiteral("SiteCode"),
                        QStringLiteral("SourceVersion"),
                        QStringLiteral("State")},
                       QStringLiteral("State eq 0 and PackageType eq %1").arg(kBootImage),
                       QStringLiteral("PackageID")},
                      Tr::tr("boot image on a distribution point"));
    if (!rows)
        return rows.error();
    QHash<QString, QStringList> holders;
    for (const auto &row : *rows) {
        const auto id = row.text(QStringLiteral("PackageID"));
        const auto version = row.number(QStringLiteral("SourceVersion"));
        const auto server = serverOfNalPath(row.text(QStringLiteral("ServerNALPath"))).toLower();
        const auto isInstalled = row.number(QStringLiteral("State")) == 0;
        if (isInstalled && version == m_survey.sources.value(id).version && !server.isEmpty())
            holders[id].append(server);
    }
    for (auto &image : m_facts.bootImages) {
        image.distributionPoints = holders.value(image.packageId);
        image.distributionPoints.sort();
        image.distributionPoints.removeDuplicates();
        image.isUndistributed = !rows->isEmpty() && image.distributionPoints.isEmpty();
    }
    return {};
}

Result<void> Surveyor::readPackages()
{
    const auto rows = rowsIfAllowed({QStringLiteral("SMS_Package"),
                                     {QStringLiteral("PackageID"),
                                      QStringLiteral("Name"),
                                      QStringLiteral("Version"),
                                      QStringLiteral("PkgSourceFlag"),
                                      QStringLiteral("PkgSourcePath"),
                                      QStringLiteral("SourceVersion")},
                                     {},
                                     QStringLiteral("PackageID")},
                                    Tr::tr("package"));
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        const SitePackage package{row.text(QStringLiteral("PackageID")),
                                  row.text(QStringLiteral("Name")),
                                  row.text(QStringLiteral("Version")),
                                  row.text(QStringLiteral("PkgSourcePath"))};
        if (package.packageId.isEmpty() || row.number(QStringLiteral("PkgSourceFlag")) == kNoSource)
            continue;
        m_survey.sources.insert(
            package.packageId,
            {row.number(QStringLiteral("SourceVersion")).value_or(0), package.folder});
        m_facts.packages.append(package);
    }
    return {};
}

} // namespace bootwright

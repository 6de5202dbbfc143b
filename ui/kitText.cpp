// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kitText.h"

#include "core/base/Tr.h"
#include "core/builder/MediaReportText.h"
#include "core/recipe/MediaLabel.h"

#include <QDir>

namespace bootwright {

namespace {

QString siteName(const SiteFacts &site)
{
    return site.siteName.isEmpty()
               ? site.siteCode
               : Tr::tr("%1 (%2)", "site name and code").arg(site.siteName, site.siteCode);
}

QString bootImageText(const OpenedKit &kit)
{
    const auto &packageId = kit.draft.bootImage.packageId;
    const auto *image = kit.site.bootImage(packageId);
    return image ? Tr::tr("%1, version %2").arg(image->name, image->version) : packageId;
}

QString certificateText(const OpenedKit &kit)
{
    if (kit.draft.security.certificate.type == CertificateType::Pki)
        return Tr::tr("the PKI certificate in the kit");
    return kit.isSealed() ? Tr::tr("sealed in the kit; all media of the kit have it")
                          : Tr::tr("a new one; an admin of the site has to make it known there");
}

QString lifeText(const CertificateDraft &certificate, const QDateTime &now)
{
    if (certificate.type == CertificateType::Pki || !certificate.expireTime.isValid())
        return {};
    const auto day = certificate.expireTime.toUTC().toString(u"yyyy-MM-dd");
    const auto days = daysUntil(certificate.expireTime, now);
    return days < 0 ? Tr::tr("%1, which is over").arg(day)
                    : Tr::tr("%1, %n day(s) from now", nullptr, days).arg(day);
}

QString kitName(const OpenedKit &kit)
{
    return QDir::toNativeSeparators(kit.path);
}

} // namespace

QList<std::pair<QString, QString>>
kitText(const OpenedKit &kit, const BuildPlan *planned, const QDateTime &now, const QLocale &locale)
{
    const auto &draft = kit.draft;
    QList<std::pair<QString, QString>> rows{
        {Tr::tr("Label"), oneLine(markedLabel(draft.target.label, draft.allowUnattended))},
        {Tr::tr("Site"), oneLine(siteName(kit.site))},
        {Tr::tr("Management points"), oneLine(draft.managementPoints.join(QLatin1String(", ")))},
        {Tr::tr("Boot image"), oneLine(bootImageText(kit))},
        {Tr::tr("Certificate"), certificateText(kit)},
        {Tr::tr("Works until"), lifeText(draft.security.certificate, now)},
        {Tr::tr("Prestart command"), oneLine(draft.prestart.command)}};
    if (planned)
        rows.append({Tr::tr("Files"),
                     Tr::tr("%1, together %2", "number and size of files")
                         .arg(locale.toString(planned->files.size()),
                              locale.formattedDataSize(qint64(planned->writtenSize)))});
    rows.removeIf([](const auto &row) { return row.second.isEmpty(); });
    return rows;
}

QString kitKindText(const OpenedKit &kit)
{
    return Tr::tr("It is a kit for boot media of the site %1.").arg(oneLine(kit.site.siteCode));
}

std::vector<Problem> missingSecrets(const OpenedKit &kit, const MediaSecrets &secrets)
{
    std::vector<Problem> missing;
    const auto &security = kit.draft.security;
    if (kit.isSealed() && secrets.pfxPassword.isEmpty())
        missing.push_back({QStringLiteral("kit.password"),
                           Tr::tr("The kit is sealed. Type the password that it was packed with."),
                           Error::Kind::WrongPassword});
    if (security.passwordProtected && secrets.password.isEmpty())
        missing.push_back({QStringLiteral("kit.mediaPassword"),
                           Tr::tr("The media are to be protected. Type the password that they get; "
                                  "whoever starts them is asked for it."),
                           Error::Kind::WrongPassword});
    for (const auto &variable : kit.draft.variables) {
        if (variable.hidden && !secrets.hidden.contains(variable.name))
            missing.push_back(
                {QStringLiteral("kit.variables"),
                 Tr::tr("The value of the hidden variable \"%1\" is not in the kit. Type it.")
                     .arg(oneLine(variable.name)),
                 Error::Kind::InvalidInput});
    }
    return missing;
}

Problem problemOfKit(const OpenedKit &kit, const Problem &problem)
{
    if (problem.path == u"security.password")
        return {QStringLiteral("kit.mediaPassword"), problem.message, problem.kind};
    return {
        QStringLiteral("image"),
        Tr::tr("Cannot make media from \"%1\". %2").arg(kitName(kit), kit.told(problem.message)),
        problem.kind};
}

Problem problemOfKit(const OpenedKit &kit, const Error &error)
{
    if (error.kind != Error::Kind::WrongPassword)
        return problemOfKit(kit, Problem{{}, error.message, error.kind});
    const bool isPki = kit.draft.security.certificate.type == CertificateType::Pki;
    return {kit.isSealed() ? QStringLiteral("kit.password")
            : isPki        ? QStringLiteral("kit.pfxPassword")
                           : QStringLiteral("kit.referencePassword"),
            error.message,
            error.kind};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/MediaVerdicts.h"

#include "core/base/Tr.h"
#include "core/base/timeText.h"
#include "core/builder/BootVerdicts.h"
#include "core/tree/FolderTree.h"

#include <algorithm>

namespace bootwright {

namespace {

void judgeKind(const MediaReport &report, Verdicts &verdicts)
{
    switch (report.kind) {
    case MediaKind::ConfigMgr:
        return;
    case MediaKind::WindowsPe:
        verdicts.note("windowsPe",
                      Tr::tr("This is Windows PE without the data of a Configuration Manager site: "
                             "there is no SMS\\data folder. It starts, but no task sequence. Build "
                             "media with its boot image."));
        return;
    case MediaKind::WindowsSetup:
        verdicts.note("windowsSetup",
                      Tr::tr("This is a medium of Windows Setup: it installs Windows by itself and "
                             "knows no Configuration Manager site."));
        return;
    case MediaKind::Linux:
    case MediaKind::Other:
        verdicts.error(
            "notConfigMgr",
            Tr::tr("This is no boot media of Configuration Manager: it has neither a boot image "
                   "nor the SMS\\data folder. Open the right medium, or build one."));
        return;
    }
}

void judgePassword(const MediaReport &report, Verdicts &verdicts)
{
    if (report.passwordProtected == true && report.passwordRequired == false)
        verdicts.error("passwordNotAsked",
                       Tr::tr("The variables are protected by a password, but TsmBootstrap.ini "
                              "says PasswordRequired=false: nobody is asked for it and the start "
                              "fails. Make the media again."));
    if (report.passwordProtected == false && report.passwordRequired == true)
        verdicts.error(
            "passwordAskedInVain",
            Tr::tr("TsmBootstrap.ini says PasswordRequired=true, but the variables are not "
                   "protected by a password: whatever is typed is wrong. Make the media again."));
    if (report.variablesState == MediaReport::Variables::Locked)
        verdicts.note("locked",
                      Tr::tr("The variables are protected by a password. With it, certificate, "
                             "site and management points can be checked too."));
    if (report.passwordProtected == false)
        verdicts.warning("noPassword",
                         Tr::tr("The media have no password: whoever holds them can read their "
                                "variables and speak to the site in their name. Make them again "
                                "with a password, and block this certificate."));
}

void judgeData(const MediaReport &report, Verdicts &verdicts)
{
    if (!report.find(u"SMS/data/TsmBootstrap.ini"))
        verdicts.error("bootstrapMissing",
                       Tr::tr("The file SMS\\data\\TsmBootstrap.ini is missing: Windows PE starts, "
                              "but no task sequence wizard. Make the media again."));
    if (report.variablesState == MediaReport::Variables::Missing)
        verdicts.error("variablesMissing",
                       Tr::tr("The file SMS\\data\\Variables.dat is missing: the media know no "
                              "management point. Make the media again."));
    if (report.variablesState == MediaReport::Variables::Damaged)
        verdicts.error(
            "variablesDamaged",
            Tr::tr("The file SMS\\data\\Variables.dat cannot be used. %1 Make the media again.")
                .arg(report.variablesProblem));
    if (report.unattended == true)
        verdicts.warning(
            "unattended",
            Tr::tr("The media are unattended: a computer that starts from them runs a required "
                   "deployment without a question, which may erase its disk, and restarts again "
                   "and again when there is none. Keep them apart from other media."));
}

void judgeSite(const MediaReport &report, Verdicts &verdicts)
{
    const auto points = report.managementPoints();
    if (points.isEmpty())
        verdicts.error("noManagementPoint",
                       Tr::tr("The variables name no management point: no task sequence can be "
                              "found. Make the media again."));
    const auto isHttps = [](const QString &url) {
        return url.startsWith(u"https://", Qt::CaseInsensitive);
    };
    const auto https = std::count_if(points.begin(), points.end(), isHttps);
    if (https > 0 && report.certificate && report.certificate->isSelfSigned())
        verdicts.warning(
            "selfSignedHttps",
            Tr::tr("%n management point(s) speak HTTPS, but the certificate is self-signed: they "
                   "refuse it. Use a PKI certificate or HTTP management points.",
                   nullptr,
                   int(https)));
    const auto *roots = report.variables.find(u"_SMSTSRootCACerts");
    if (https > 0 && (!roots || roots->value.isEmpty()))
        verdicts.warning(
            "noRootCertificates",
            Tr::tr("A management point speaks HTTPS, but the media carry no root certificate: the "
                   "start fails with 0x80072f8f when the site uses its own PKI. Make the media "
                   "again at a primary site, with its root certificates."));
    if (!report.certificate)
        verdicts.error("noCertificate",
                       Tr::tr("The variables hold no certificate: management points refuse the "
                              "media. Make them again."));
}

void judgeDates(const MediaReport &report, const QDateTime &now, Verdicts &verdicts)
{
    const auto expires = report.expires();
    if (!expires)
        return;
    const auto days = daysUntil(*expires, now);
    const auto day = dayText(*expires);
    if (*expires <= now)
        verdicts.error(
            "expired",
            Tr::tr("The certificate expired on %1. Management points refuse the media: computers "
                   "stop with 0x80004005. Renew the media, or make them again.")
                .arg(day));
    else if (days < ExpiryWarningDays)
        verdicts.warning("expiresSoon",
                         Tr::tr("The certificate expires in %n day(s), on %1. Renew the media "
                                "before, or make them again.",
                                nullptr,
                                days)
                             .arg(day));
    if (report.certificate && report.certificate->notBefore() > now)
        verdicts.error("notYetValid",
                       Tr::tr("The certificate is not valid before %1: management points refuse "
                              "the media until then. Look at the clock of this computer.")
                           .arg(dayText(report.certificate->notBefore())));
}

void judgeFiles(const MediaReport &report, Verdicts &verdicts)
{
    for (const auto &file : report.files) {
        if (file.size > LargestFatFile)
            verdicts.warning(
                "fileTooLarge",
                Tr::tr("The file \"%1\" is larger than 4 GiB - 1 byte: it does not fit onto a "
                       "stick, which has to be FAT32. Make the boot image smaller.")
                    .arg(windowsPath(file.path)));
    }
    if (report.leftOut > 0)
        verdicts.note("leftOut",
                      Tr::tr("%n file(s) or folder(s) are not listed, because Windows cannot name "
                             "them or because they cannot be read.",
                             nullptr,
                             int(report.leftOut)));
    if (!report.manifestProblem.isEmpty())
        verdicts.error("manifestDamaged",
                       Tr::tr("The media cannot be verified. %1 Make them again.")
                           .arg(report.manifestProblem));
    else if (!report.manifest && report.kind == MediaKind::ConfigMgr)
        verdicts.note(
            "noManifest",
            Tr::tr("The media carry no manifest of Bootwright, so that they cannot be verified."));
    if (report.manifest && report.manifest->reproducible)
        verdicts.warning("reproducible",
                         Tr::tr("The media were made with a key that is no secret, for a test. Do "
                                "not use them at a real site."));
}

} // namespace

std::vector<MediaVerdict> judgeMedia(const MediaReport &report, const QDateTime &now)
{
    Verdicts verdicts;
    judgeKind(report, verdicts);
    if (report.kind == MediaKind::ConfigMgr) {
        judgeData(report, verdicts);
        judgePassword(report, verdicts);
    }
    if (report.variablesState == MediaReport::Variables::Open)
        judgeSite(report, verdicts);
    judgeDates(report, now, verdicts);
    if (report.kind != MediaKind::Linux && report.kind != MediaKind::Other)
        judgeBoot(report, verdicts);
    judgeFiles(report, verdicts);
    return verdicts.sorted();
}

bool isRefused(const MediaVerdict &verdict)
{
    return verdict.code == u"notConfigMgr" || verdict.code.endsWith(u"Damaged");
}

int daysUntil(const QDateTime &time, const QDateTime &now)
{
    const auto seconds = now.secsTo(time);
    return int(seconds >= 0 ? seconds / 86'400 : -((-seconds + 86'399) / 86'400));
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return QStringLiteral("error");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Note:
        break;
    }
    return QStringLiteral("note");
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/SiteSurvey.h"

#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/site/ManagementPointReplies.h"
#include "core/site/Surveyor.h"

#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace bootwright {

namespace {

constexpr qint64 kPrimary = 2;  // SMS_Site.Type
constexpr int kCheckCrl = 0x20; // IISSSLState

//! The row of a list of embedded properties ("Props") with that name.
ProviderRow property(const ProviderRow &owner, const QString &name)
{
    const auto all = owner.rows(QStringLiteral("Props"));
    const auto at = std::find_if(all.begin(), all.end(), [&](const ProviderRow &one) {
        return one.text(QStringLiteral("PropertyName")).compare(name, Qt::CaseInsensitive) == 0;
    });
    return at == all.end() ? ProviderRow() : *at;
}

std::optional<int> firstPort(const QString &list)
{
    static const QRegularExpression number(QStringLiteral("[0-9]+"));
    const auto port = number.match(list).captured().toInt();
    return port > 0 && port < 65536 ? std::optional<int>(port) : std::nullopt;
}

bool isHttps(const ProviderRow &server)
{
    const auto state = server.number(QStringLiteral("SslState")).value_or(0);
    return state == 1 || state == 3;
}

Error noRows(const QString &what, const QString &server)
{
    return {Error::Kind::AccessDenied,
            Tr::tr("Cannot see any %1 at \"%2\". The list has no rows: check the role and the "
                   "security scopes of this account.")
                .arg(what, server),
            {}};
}

} // namespace

Result<SiteSurvey> Surveyor::survey()
{
    struct Step
    {
        QString what;
        Result<void> (Surveyor::*read)();
    };
    const Step steps[] = {
        {Tr::tr("the site"), &Surveyor::findSite},
        {Tr::tr("its definition"), &Surveyor::readDefinition},
        {Tr::tr("its client communication"), &Surveyor::readComponents},
        {Tr::tr("its servers"), &Surveyor::readServers},
        {Tr::tr("the boot images"), &Surveyor::readBootImages},
        {Tr::tr("where the boot images are"), &Surveyor::readDistribution},
        {Tr::tr("the packages"), &Surveyor::readPackages},
        {Tr::tr("the unknown computers"), &Surveyor::readUnknownComputers},
        {Tr::tr("the site signing certificate"), &Surveyor::askManagementPoints},
    };
    for (const auto &step : steps) {
        m_control.enter(Tr::tr("Asking \"%1\": %2").arg(m_service.server(), step.what));
        if (const auto done = (this->*step.read)(); !done)
            return done.error();
    }
    return std::move(m_survey);
}

//! The rows, or none and a note when the account may not see them or this version has no such class.
Result<Surveyor::Rows> Surveyor::rowsIfAllowed(const AdminService::Query &query,
                                               const QString &missed)
{
    auto rows = m_service.rows(query, m_control);
    if (rows && rows->isEmpty())
        note(Tr::tr("The site shows no %1: check the role and the security scopes of this account.")
                 .arg(missed));
    if (rows || rows.error().kind == Error::Kind::Network
        || rows.error().kind == Error::Kind::Corrupt || rows.error().kind == Error::Kind::Cancelled)
        return rows;
    note(rows.error().message);
    return Rows();
}

bool Surveyor::isOfSite(const ProviderRow &row) const
{
    return row.text(QStringLiteral("SiteCode")).compare(m_facts.siteCode, Qt::CaseInsensitive) == 0;
}

Result<void> Surveyor::findSite()
{
    const auto here =
        m_service.rows({QStringLiteral("SMS_Identification"),
                        {QStringLiteral("ThisSiteCode"), QStringLiteral("ThisSiteName")}},
                       m_control);
    if (!here)
        return here.error();
    const auto code = here->value(0).text(QStringLiteral("ThisSiteCode"));
    const auto sites = m_service.rows({QStringLiteral("SMS_Site"), {}}, m_control);
    if (!sites)
        return sites.error();
    if (code.isEmpty() || sites->isEmpty())
        return noRows(Tr::tr("site"), m_service.server());
    QStringList primaries;
    for (const auto &site : *sites) {
        const auto type = site.number(QStringLiteral("Type"));
        const auto siteCode = site.text(QStringLiteral("SiteCode"));
        const auto isHere = siteCode.compare(code, Qt::CaseInsensitive) == 0;
        const auto server = site.text(QStringLiteral("ServerName"));
        if (type == kPrimary)
            primaries.append(QStringLiteral("%1 (%2)").arg(siteCode, server));
        if (!isHere || type != kPrimary)
            continue;
        m_facts.siteCode = siteCode;
        m_facts.siteName = site.text(QStringLiteral("SiteName"));
        m_facts.siteServer = server;
        if (const auto build = site.number(QStringLiteral("BuildNumber")))
            m_facts.build = int(*build);
        return {};
    }
    return Error{Error::Kind::InvalidInput,
                 Tr::tr("Cannot make media at the site %1. It is no primary site, and only those "
                        "have what media need. Name the server of a primary site: %2.")
                     .arg(code,
                          primaries.isEmpty() ? Tr::tr("none is visible to this account")
                                              : primaries.join(QLatin1String(", "))),
                 {}};
}

Result<void> Surveyor::readDefinition()
{
    const auto rows = rowsIfAllowed({QStringLiteral("SMS_SCI_SiteDefinition"),
                                     {},
                                     QStringLiteral("SiteCode eq '%1'").arg(m_facts.siteCode)},
                                    Tr::tr("site definition"));
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        if (isOfSite(row))
            m_facts.publicRootKey = property(row, QStringLiteral("TrustedRootKey"))
                                        .text(QStringLiteral("Value2"))
                                        .toUpper();
    }
    if (!rows->isEmpty() && m_facts.publicRootKey.isEmpty())
        note(Tr::tr("The site does not show its trusted root key."));
    return {};
}

Result<void> Surveyor::readComponents()
{
    const auto rows = rowsIfAllowed(
        {QStringLiteral("SMS_SCI_Component"),
         {},
         QStringLiteral("SiteCode eq '%1' and (ComponentName eq 'SMS_SITE_COMPONENT_MANAGER' or "
                        "ComponentName eq 'SMS_MP_CONTROL_MANAGER')")
             .arg(m_facts.siteCode)},
        Tr::tr("client communication settings"));
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        const auto state =
            property(row, QStringLiteral("IISSSLState")).number(QStringLiteral("Value"));
        const auto port = [&](const char *name) {
            return firstPort(property(row, QLatin1String(name)).text(QStringLiteral("Value1")));
        };
        if (state && *state >= 0 && *state < 65536 && !m_facts.iisSslState)
            m_facts.iisSslState = int(*state);
        if (!m_facts.httpPort)
            m_facts.httpPort = port("IISPortsList");
        if (!m_facts.httpsPort)
            m_facts.httpsPort = port("IISSSLPortsList");
    }
    if (m_facts.iisSslState)
        m_facts.checkCrl = (*m_facts.iisSslState & kCheckCrl) != 0;
    return {};
}

Result<void> Surveyor::readServers()
{
    const auto rows = rowsIfAllowed(
        {QStringLiteral("SMS_SystemResourceList"),
         {},
         QStringLiteral("RoleName eq 'SMS Management Point' or RoleName eq 'SMS Distribution "
                        "Point'")},
        Tr::tr("management point or distribution point"));
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        auto server = row.text(QStringLiteral("ServerRemoteName")).toLower();
        if (server.isEmpty())
            server = serverOfNalPath(row.text(QStringLiteral("NALPath"))).toLower();
        const auto site = row.text(QStringLiteral("SiteCode"));
        if (server.isEmpty())
            continue;
        if (row.text(QStringLiteral("RoleName")).contains(QLatin1String("Distribution")))
            m_facts.distributionPoints.append({server, site, isHttps(row)});
        else if (isOfSite(row))
            m_facts.managementPoints.append(
                {(isHttps(row) ? QStringLiteral("https://") : QStringLiteral("http://")) + server,
                 site,
                 row.text(QStringLiteral("ServerName"))});
    }
    return {};
}

Result<void> Surveyor::readUnknownComputers()
{
    const auto rows = rowsIfAllowed({QStringLiteral("SMS_R_UnknownSystem"),
                                     {},
                                     QStringLiteral("SiteCode eq '%1'").arg(m_facts.siteCode)},
                                    Tr::tr("unknown computer"));
    if (!rows)
        return rows.error();
    for (const auto &row : *rows) {
        const QUuid guid(row.text(QStringLiteral("SMSUniqueIdentifier")));
        if (guid.isNull() || !isOfSite(row)
            || row.number(QStringLiteral("Decommissioned")).value_or(0) != 0)
            continue;
        auto processor = row.text(QStringLiteral("CPUType"));
        if (processor.isEmpty())
            processor = row.text(QStringLiteral("Name")).section(u' ', 0, 0);
        const auto architecture = architectureOf(processor);
        const auto text = guid.toString(QUuid::WithoutBraces);
        if (architecture == u"x86")
            m_facts.unknownComputerX86 = text;
        else if (architecture == u"x64")
            m_facts.unknownComputerX64 = text;
        else if (architecture == u"arm64")
            m_facts.unknownComputerArm64 = text;
    }
    return {};
}

Result<HttpReply> Surveyor::askPoint(const ManagementPoint &point, const char *question)
{
    HttpRequest request;
    request.url = QUrl(point.url);
    request.url.setPort((point.isHttps() ? m_facts.httpsPort : m_facts.httpPort).value_or(-1));
    request.url.setPath(QStringLiteral("/SMS_MP/.sms_aut"));
    request.url.setQuery(QLatin1String(question));
    return m_askManagementPoint(request, m_control);
}

//! True when nothing more has to be asked.
bool Surveyor::takeSigningCertificate(const ManagementPoint &point, const HttpReply &reply)
{
    if (!reply.isGood())
        return false; // 403: it wants a client certificate
    const auto certificate = signingCertificateOf(reply.body, m_facts.publicRootKey);
    if (!certificate) {
        note(Tr::tr("Cannot use what the management point \"%1\" says. %2")
                 .arg(point.url, certificate.error().message));
        return false;
    }
    m_facts.siteSigningCertificate = *certificate;
    return true;
}

//! The site signing certificate from the first management points that tell it, those with HTTP first, and the
//! unknown computers if the site did not show them.
Result<void> Surveyor::askManagementPoints()
{
    constexpr qsizetype most = 3;
    if (m_facts.publicRootKey.isEmpty())
        return {};
    auto points = m_facts.managementPoints;
    std::stable_partition(
        points.begin(), points.end(), [](const auto &one) { return !one.isHttps(); });
    for (const auto &point : points.first(std::min(points.size(), most))) {
        const auto reply = askPoint(point, "SITESIGNCERT");
        if (!reply && reply.error().kind == Error::Kind::Cancelled)
            return reply.error();
        if (!reply)
            logWarning(reply.error().message);
        if (!reply || !takeSigningCertificate(point, *reply))
            continue;
        if (!m_facts.unknownComputerX64.isEmpty())
            return {};
        if (const auto media = askPoint(point, "MPKEYINFORMATIONMEDIA"); media && media->isGood()) {
            const auto unknown = unknownComputersOf(media->body);
            m_facts.unknownComputerX86 = unknown.x86;
            m_facts.unknownComputerX64 = unknown.x64;
            m_facts.unknownComputerArm64 = unknown.arm64;
        }
        return {};
    }
    note(Tr::tr("No management point told the site signing certificate."));
    return {};
}

Result<SiteSurvey>
surveySite(const AdminService &service, const Ask &askManagementPoint, Control &control)
{
    return Surveyor(service, askManagementPoint, control).survey();
}

} // namespace bootwright

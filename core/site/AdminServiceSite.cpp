// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/AdminServiceSite.h"

#include "core/base/Tr.h"
#include "core/site/MediaRegistration.h"
#include "core/site/ShareContent.h"
#include "core/site/WebContent.h"

#include <algorithm>

namespace bootwright {

AdminServiceSite::AdminServiceSite(std::shared_ptr<Http> http,
                                   AdminService service,
                                   ContentCache cache,
                                   std::shared_ptr<ShareClient> shares)
    : m_http(std::move(http))
    , m_cache(std::move(cache))
    , m_shares(std::move(shares))
    , m_service(std::move(service))
{}

Result<std::unique_ptr<Site>> AdminServiceSite::open(const QString &server, SiteAccess access)
{
    auto cache = contentCache(access);
    auto shares = openShares(access);
    if (!shares)
        return shares.error();
    auto http = std::make_shared<Http>(std::move(access));
    auto service = AdminService::at(server, [http](const HttpRequest &request, Control &control) {
        return http->ask(request, control);
    });
    if (!service)
        return service.error();
    return std::unique_ptr<Site>(new AdminServiceSite(
        std::move(http), std::move(*service), std::move(cache), std::move(*shares)));
}

Result<SiteFacts> AdminServiceSite::facts(Control &control)
{
    // A management point that does not answer must not hold everything up: others follow.
    HttpLimits limits;
    limits.connect = std::chrono::seconds(5);
    limits.silence = std::chrono::seconds(10);
    limits.attempts = 1;
    Http plain({}, limits);
    const Ask askManagementPoint = [&](const HttpRequest &request, Control &ours) {
        return plain.ask(request, ours);
    };
    auto survey = surveySite(m_service, askManagementPoint, control);
    if (!survey)
        return survey.error();
    m_survey = std::move(*survey);
    return m_survey->facts;
}

Result<BootImageDetails> AdminServiceSite::bootImageDetails(const QString &packageId,
                                                            Control &control)
{
    const auto row = m_service.instance(QStringLiteral("SMS_BootImagePackage"), packageId, control);
    if (!row)
        return row.error();
    return bootImageDetailsOf(*row);
}

QUrl AdminServiceSite::webServerOf(const QString &distributionPoint) const
{
    const auto &facts = m_survey->facts;
    const auto isHttps =
        std::any_of(facts.distributionPoints.begin(),
                    facts.distributionPoints.end(),
                    [&](const DistributionPoint &one) {
                        return one.server == distributionPoint.toLower() && one.isHttps;
                    });
    QUrl url;
    url.setScheme(isHttps ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(distributionPoint);
    url.setPort((isHttps ? facts.httpsPort : facts.httpPort).value_or(-1));
    return url;
}

Result<Fetched> AdminServiceSite::fetch(const QString &packageId,
                                        const QString &distributionPoint,
                                        const QString &fileName,
                                        const ChooseFiles &choose,
                                        Control &control)
{
    if (!m_survey) {
        if (const auto known = facts(control); !known)
            return known.error();
    }
    const Content content{packageId, m_survey->sources.value(packageId).version, fileName};
    std::vector<std::unique_ptr<ContentPlace>> places;
    if (!distributionPoint.isEmpty())
        places.push_back(std::make_unique<WebContent>(
            webServerOf(distributionPoint), [this](const HttpRequest &request, Control &ours) {
                return m_http->ask(request, ours);
            }));
    if (!distributionPoint.isEmpty())
        places.push_back(std::make_unique<LibraryContent>(distributionPoint, m_shares));
    if (const auto source = m_survey->sources.value(packageId).path; isSharePath(source))
        places.push_back(std::make_unique<SourceContent>(source, m_shares));
    return fetchContent(m_cache, m_survey->facts.siteCode, content, places, choose, control);
}

Result<QString> AdminServiceSite::bootImageFile(const QString &packageId,
                                                const QString &distributionPoint,
                                                Control &control)
{
    if (!m_survey) {
        if (const auto known = facts(control); !known)
            return known.error();
    }
    const auto source = m_survey->sources.value(packageId).path;
    const auto fileName = source.sliced(source.lastIndexOf(u'\\') + 1);
    auto server = distributionPoint;
    if (const auto *image = m_survey->facts.bootImage(packageId); image && server.isEmpty())
        server = image->distributionPoints.value(0);
    const auto choose = [&](const QList<ContentFile> &files) {
        return chooseBootImage(files, {packageId, 0, fileName});
    };
    const auto fetched = fetch(packageId, server, fileName, choose, control);
    if (!fetched)
        return fetched.error();
    return fetched->folder + u'/' + fetched->files.first().path;
}

Result<QString> AdminServiceSite::packageFolder(const QString &packageId,
                                                const QString &distributionPoint,
                                                Control &control)
{
    const auto all = [](const QList<ContentFile> &files) {
        return Result<QList<ContentFile>>(files);
    };
    const auto fetched = fetch(packageId, distributionPoint, {}, all, control);
    if (!fetched)
        return fetched.error();
    return fetched->folder;
}

Result<Registration>
AdminServiceSite::registerCertificate(const CertificateRegistration &registration, Control &control)
{
    control.enter(Tr::tr("Registering the certificate"));
    auto done = submitRegistration(m_service, registration, control);
    if (!done && done.error().kind != Error::Kind::Cancelled)
        done = notRegistered(done.error().message); // the media are made and good
    if (done && done->outcome != Registration::Outcome::Registered && m_survey)
        done->script =
            registrationScript(registration, m_survey->facts.siteCode, m_survey->facts.siteServer);
    return done;
}

Result<CertificateStanding> AdminServiceSite::certificateStanding(const QString &mediaGuid,
                                                                  const QString &thumbprint,
                                                                  Control &control)
{
    return standingOfMedia(m_service, mediaGuid, thumbprint, control);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/SiteInquiry.h"

#include "core/base/Log.h"
#include "core/builder/ShareInputs.h"
#include "core/site/TrustedServers.h"

namespace bootwright {

bool SiteInquiry::setSite(const SiteDraft &site)
{
    const auto isSame = site.source == m_site.source && site.server == m_site.server
                        && site.profile == m_site.profile;
    m_site = site;
    if (isSame)
        return false;
    m_inquiry.drop();
    m_isAsking = false;
    forget();
    return true;
}

void SiteInquiry::forget()
{
    m_facts.reset();
    m_error.reset();
    m_shown.reset();
}

QString SiteInquiry::whyNoFacts() const
{
    if (m_isAsking)
        return tr("The site is being asked. Wait until it has answered, or stop asking.");
    if (m_shown)
        return tr(
            "The certificate of the server is not trusted. Trust it, or name another server.");
    return m_error ? tr("The site did not tell its facts. What is wrong stands above.")
                   : tr("The site was not asked yet. Press Connect.");
}

void SiteInquiry::toggle(const SiteAccess &access)
{
    if (m_isAsking)
        return stop();
    m_access = access.clone();
    begin({});
}

void SiteInquiry::allowShown()
{
    begin(m_shown);
}

//! Facts that are there stay.
void SiteInquiry::stop()
{
    m_inquiry.drop();
    m_isAsking = false;
    m_error.reset();
    m_shown.reset();
    Q_EMIT changed();
}

void SiteInquiry::begin(const std::optional<ServerCertificate> &allowed)
{
    // shared only because a question has to be copied
    auto access = std::make_shared<SiteAccess>(m_access.clone());
    m_inquiry.ask([site = m_site, access, allowed](
                      Control &control) { return ask(site, std::move(*access), allowed, control); },
                  [this](Answer answer) { take(std::move(answer)); },
                  [this](const Progress &progress) { Q_EMIT progressed(progress.stage); });
    m_isAsking = true;
    forget();
    Q_EMIT changed();
}

//! On the worker's thread.
SiteInquiry::Answer SiteInquiry::ask(SiteDraft site,
                                     SiteAccess access,
                                     const std::optional<ServerCertificate> &allowed,
                                     Control &control)
{
    if (allowed) {
        if (const auto kept = trustServer(*allowed); !kept)
            logWarning(kept.error().message);
    }
    auto trusted = readTrustedServers(trustedServersPath());
    if (!trusted)
        return {trusted.error(), std::move(access), {}};
    access.trusted = std::move(*trusted);
    if (allowed)
        access.trusted[allowed->server] = allowed->sha256;
    std::optional<ServerCertificate> shown;
    auto asking = access.clone();
    asking.consent = [&shown](const ServerCertificate &certificate) {
        shown = certificate;
        return false; // not before the user was asked
    };
    MediaDraft only;
    only.site = std::move(site);
    const auto reach = reachInputs(only, std::move(asking), control);
    if (!reach)
        return {reach.error(), std::move(access), {}};
    auto facts = reach->site->facts(control);
    return {std::move(facts), std::move(access), std::move(shown)};
}

void SiteInquiry::take(Answer answer)
{
    m_isAsking = false;
    m_access = std::move(answer.access);
    m_shown = std::move(answer.shown);
    if (answer.facts)
        m_facts = std::move(*answer.facts);
    else
        m_error = answer.facts.error();
    if (m_error)
        logError(QStringLiteral("%1 %2").arg(m_error->message, m_error->detail));
    Q_EMIT changed();
}

} // namespace bootwright

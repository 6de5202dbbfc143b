// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/SiteSurvey.h"

namespace bootwright {

//! surveySite() as it goes, question by question. Its lists of content are in ContentSurvey.cpp.
class Surveyor
{
public:
    Surveyor(const AdminService &service, const Ask &askManagementPoint, Control &control)
        : m_service(service)
        , m_askManagementPoint(askManagementPoint)
        , m_control(control)
    {}

    Result<SiteSurvey> survey();

private:
    using Rows = QList<ProviderRow>;

    Result<void> findSite();
    Result<void> readDefinition();
    Result<void> readComponents();
    Result<void> readServers();
    Result<void> readBootImages();
    Result<void> readDistribution();
    Result<void> readPackages();
    Result<void> readUnknownComputers();
    Result<void> askManagementPoints();

    Result<Rows> rowsIfAllowed(const AdminService::Query &query, const QString &missed);
    bool isOfSite(const ProviderRow &row) const;
    Result<HttpReply> askPoint(const ManagementPoint &point, const char *question);
    bool takeSigningCertificate(const ManagementPoint &point, const HttpReply &reply);
    void note(const QString &sentence) { m_facts.notes.append(sentence); }

    const AdminService &m_service;
    const Ask &m_askManagementPoint;
    Control &m_control;
    SiteSurvey m_survey;
    SiteFacts &m_facts = m_survey.facts;
};

//! The architecture in our words; empty for one that media cannot have.
QString architectureOf(const QString &text);

} // namespace bootwright

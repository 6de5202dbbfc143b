// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the fields of the first page say of the site: which one, how to sign in there, and its facts.
#include "core/builder/TrainingSite.h"
#include "ui/pages/SiteConnection.h"
#include "ui/pages/StartPage.h"
#include "ui/recipeText.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>

namespace bootwright {

SiteDraft StartPage::chosenSite() const
{
    SiteDraft site;
    site.source = m_server->isChecked()    ? SiteSource::AdminService
                  : m_profile->isChecked() ? SiteSource::Profile
                                           : SiteSource::Lab;
    if (m_profile->isChecked())
        site.profile = m_profileFile->path();
    if (m_server->isChecked())
        site.server = m_serverName->text().trimmed();
    return site;
}

SiteAccess StartPage::access() const
{
    SiteAccess access;
    access.allowNtlm = m_ntlm->isChecked();
    if (m_otherUser->isChecked()) {
        access.user = m_user->text().trimmed();
        access.password = m_password->secret();
    }
    return access;
}

std::vector<Problem> StartPage::saveSite(Answers &answers)
{
    auto site = chosenSite();
    const auto &before = answers.draft.site;
    if (site.source == before.source && site.profile == before.profile
        && site.server == before.server)
        site.siteCode = before.siteCode; // the recipe's own site; another source has another
    answers.draft.site = site;
    answers.site = {};
    m_connection->setSite(site);
    const auto isNamed = site.source == SiteSource::Lab || !(site.profile + site.server).isEmpty();
    const auto problem = isNamed ? takeFacts(answers) : std::nullopt;
    m_site->setText(isNamed && !problem ? siteText(answers.site) : QString());
    return problem ? std::vector<Problem>{*problem} : std::vector<Problem>();
}

//! The facts of the chosen site or, if there are none, why.
std::optional<Problem> StartPage::takeFacts(Answers &answers)
{
    const auto &site = answers.draft.site;
    const auto path = site.source == SiteSource::AdminService ? QStringLiteral("site.server")
                                                              : QStringLiteral("site.profile");
    if (SiteConnection::isNeeded(site)) {
        if (!m_connection->facts())
            return Problem{QStringLiteral("site.connection"), m_connection->whyNoFacts()};
        answers.site = *m_connection->facts();
        answers.access = m_connection->access().clone();
        return {};
    }
    auto opened = openSiteFor(site);
    if (!opened)
        return Problem{path, opened.error().message};
    Control control;
    auto facts = (*opened)->facts(control);
    if (!facts)
        return Problem{path, facts.error().message};
    answers.site = std::move(*facts);
    return {};
}

} // namespace bootwright

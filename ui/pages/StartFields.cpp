// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the first page: what to do, for which site, how to sign in there, whose answers to begin with.
#include "ui/Look.h"
#include "ui/pages/RecipeOffers.h"
#include "ui/pages/SiteConnection.h"
#include "ui/pages/StartPage.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLineEdit>
#include <QRadioButton>

namespace bootwright {

namespace {

constexpr int UnderChoice = 32; // pixels: under its text, not under its box

} // namespace

void StartPage::addTask()
{
    auto *tasks = new QButtonGroup(this);
    tasks->addButton(m_create);
    tasks->addButton(m_write);
    addChoice(m_create,
              tr("Create boot med&ia"),
              {},
              tr("Answer the questions of the console's wizard, and make an ISO file or sticks."));
    addChoice(m_write,
              tr("Write &an image or a kit to sticks"),
              {},
              tr("Media that are there, such as an ISO file, or those that somebody packed for you "
                 "as a kit (.bootkit), onto one stick or many at once. Each is read back. You can "
                 "also drop the image or the kit on this window."));
}

void StartPage::addSite()
{
    auto *sources = new QButtonGroup(this);
    for (auto *source : {m_lab, m_profile, m_server})
        sources->addButton(source);
    addHeading(tr("Site"));
    addChoice(m_lab,
              tr("&Training site"),
              QStringLiteral("site"),
              tr("A made-up site that is built in. Its media start in a virtual machine and show "
                 "what is on them."));
    addChoice(m_profile,
              tr("Site &profile"),
              QStringLiteral("site"),
              tr("A file with the facts of a site, for where the site cannot be asked."));
    beginDetails(m_profile);
    addField(tr("Profile &file:"), m_profileFile, QStringLiteral("site.profile"));
    endGroup();
    addServer();
    addRow(m_site, grid::Medium);
}

void StartPage::addServer()
{
    addChoice(m_server,
              tr("&Site server"),
              QStringLiteral("site"),
              tr("A real site tells its facts itself, hands out the boot image, and learns about "
                 "the media."));
    beginDetails(m_server);
    addField(tr("Fully &qualified server name:"),
             m_serverName,
             QStringLiteral("site.server"),
             tr("The full name of the server that has the SMS Provider role of a primary site: "
                "cm01.lab.example"));
    addChoice(m_ntlm,
              tr("Allow NTL&M when Kerberos does not work"),
              {},
              tr("Sites refuse it from version 2509."));
    addChoice(m_otherUser,
              tr("Sign in as somebody &else"),
              {},
              tr("Usually you sign in as on this computer, without a password."));
    beginDetails(m_otherUser);
    addField(tr("&User:"), m_user, {}, tr("anna@LAB.EXAMPLE or LAB.EXAMPLE\\anna"));
    addField(tr("Pass&word:"), m_password, {}, tr("It is forgotten with this window."));
    endGroup();
    endGroup();
    beginGroup(UnderChoice);
    addWide(m_connection, QStringLiteral("site.connection"));
    endGroup();
}

void StartPage::addRecipes()
{
    addHeading(tr("Answers to begin with"));
    addHint(
        tr("The wizard begins with the console's defaults. A recipe holds all answers of media "
           "that were made before, without passwords and hidden values. You can also drop one "
           "on this window, and so a site profile, a boot image (.wim) or a certificate (.pfx)."));
    addWide(m_recipes);
    connect(m_recipes, &RecipeOffers::chosen, this, &StartPage::beginWith);
    connect(m_recipes, &RecipeOffers::kitChosen, this, &StartPage::kitChosen);
}

} // namespace bootwright

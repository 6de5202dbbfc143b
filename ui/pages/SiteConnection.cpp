// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SiteConnection.h"

#include "core/base/Log.h"
#include "core/builder/ShareInputs.h"
#include "core/site/SiteProfile.h"
#include "core/site/TrustedServers.h"
#include "ui/Look.h"
#include "ui/saveFile.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/texts.h"

#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

namespace {

QString nameOf(const SiteDraft &site)
{
    return site.source == SiteSource::AdminService ? site.server
                                                   : QDir::toNativeSeparators(site.profile);
}

} // namespace

SiteConnection::SiteConnection(QWidget *parent)
    : QWidget(parent)
    , m_connect(makeButton({}))
    , m_save(makeButton(tr("Sa&ve as a site profile…"), QStringLiteral("save")))
    , m_state(new Note(Note::Kind::Info))
    , m_question(new QWidget)
    , m_certificate(new FactTable)
    , m_notes(new NoteList)
    , m_saved(new Note(Note::Kind::Good))
{
    auto *trust = makeButton(tr("T&rust this certificate"));
    auto *refuse = makeButton(tr("&Do not trust it"));
    auto *question = new QVBoxLayout(m_question);
    question->setContentsMargins({});
    question->setSpacing(grid::Small);
    question->addWidget(m_certificate);
    auto *answers = new FlowLayout;
    answers->addWidget(trust);
    answers->addWidget(refuse);
    question->addLayout(answers);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    auto *buttons = new FlowLayout;
    buttons->addWidget(m_connect);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    for (auto *part : {static_cast<QWidget *>(m_state),
                       m_question,
                       static_cast<QWidget *>(m_notes),
                       static_cast<QWidget *>(m_saved)})
        column->addWidget(part);
    connect(m_connect, &QPushButton::clicked, this, &SiteConnection::toggled);
    connect(m_save, &QPushButton::clicked, this, &SiteConnection::browse);
    connect(trust, &QPushButton::clicked, this, [this] { begin(m_shown); });
    connect(refuse, &QPushButton::clicked, this, &SiteConnection::stop);
    setFocusProxy(m_connect);
    showState();
    hide();
}

bool SiteConnection::isNeeded(const SiteDraft &site)
{
    return site.source == SiteSource::AdminService
           || (site.source == SiteSource::Profile && isSharePath(site.profile));
}

void SiteConnection::setSite(const SiteDraft &site)
{
    setVisible(isNeeded(site));
    const auto isSame = site.source == m_site.source && site.server == m_site.server
                        && site.profile == m_site.profile;
    m_site = site;
    if (isSame)
        return;
    m_inquiry.drop();
    m_isAsking = false;
    m_facts.reset();
    m_error.reset();
    m_shown.reset();
    showState();
}

QString SiteConnection::whyNoFacts() const
{
    if (m_isAsking)
        return tr("The site is being asked. Wait until it has answered, or stop asking.");
    if (m_shown)
        return tr(
            "The certificate of the server is not trusted. Trust it, or name another server.");
    return m_error ? tr("The site did not tell its facts. What is wrong stands above.")
                   : tr("The site was not asked yet. Press Connect.");
}

void SiteConnection::toggle(const SiteAccess &access)
{
    if (m_isAsking)
        return stop();
    m_access = access.clone();
    begin({});
}

void SiteConnection::stop()
{
    m_inquiry.drop();
    m_isAsking = false;
    m_error.reset();
    m_shown.reset();
    showState();
    Q_EMIT changed();
}

void SiteConnection::begin(std::optional<ServerCertificate> allowed)
{
    // shared only because a question has to be copied
    auto access = std::make_shared<SiteAccess>(m_access.clone());
    m_isAsking = true;
    m_facts.reset();
    m_error.reset();
    m_shown.reset();
    m_inquiry.ask([site = m_site, access, allowed](
                      Control &control) { return ask(site, std::move(*access), allowed, control); },
                  [this](Answer answer) { take(std::move(answer)); },
                  [this](const Progress &progress) { m_state->setText(progress.stage + u'…'); });
    showState();
    Q_EMIT changed();
}

//! On the worker's thread.
SiteConnection::Answer SiteConnection::ask(SiteDraft site,
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

void SiteConnection::take(Answer answer)
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
    showState();
    Q_EMIT changed();
}

void SiteConnection::showState()
{
    m_connect->setText(m_isAsking ? tr("Stop &connecting")
                       : m_facts  ? tr("&Connect again")
                                  : tr("&Connect"));
    m_save->setVisible(m_facts.has_value());
    m_saved->setText({});
    m_question->setVisible(m_shown.has_value());
    m_certificate->clear();
    m_notes->clear();
    m_state->setKind(m_shown   ? Note::Kind::Warning
                     : m_error ? Note::Kind::Problem
                               : Note::Kind::Info);
    m_state->setText(m_isAsking ? tr("Asking \"%1\"…").arg(nameOf(m_site))
                     : m_error  ? m_error->message
                                : QString());
    if (m_facts)
        m_notes->add(Note::Kind::Warning, m_facts->notes);
    if (!m_shown)
        return;
    m_state->setText(tr("%1 Compare the fingerprint with that of the certificate on \"%2\" before "
                        "you trust it. It is "
                        "kept then, for this server alone.")
                         .arg(m_shown->why, m_shown->server));
    m_certificate->add(tr("Issued to"), m_shown->subject);
    m_certificate->add(tr("By"), m_shown->issuer);
    m_certificate->add(tr("SHA-256 fingerprint"), fingerprintText(m_shown->sha256));
}

void SiteConnection::saveProfile(const QString &path)
{
    const auto saved = saveBytes(path, writeProfile(*m_facts, QFileInfo(path).absolutePath()));
    m_saved->setKind(saved ? Note::Kind::Good : Note::Kind::Problem);
    m_saved->setText(
        saved ? tr("Saved: %1. Media can be made with it where the site cannot be asked.")
                    .arg(QDir::toNativeSeparators(path))
              : saved.error().message);
}

void SiteConnection::browse()
{
    askWhereToSave(this,
                   tr("Save the site profile"),
                   tr("Site profiles (*.json)"),
                   m_facts->siteCode + QStringLiteral(".json"),
                   [this](const QString &path) { saveProfile(path); });
}

} // namespace bootwright

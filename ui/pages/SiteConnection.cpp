// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SiteConnection.h"

#include "core/share/Share.h"
#include "core/site/SiteProfile.h"
#include "ui/Look.h"
#include "ui/saveFile.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/NoteList.h"
#include "ui/widgets/TrustQuestion.h"
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
    , m_question(new TrustQuestion)
    , m_notes(new NoteList)
    , m_saved(new Note(Note::Kind::Good))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    auto *buttons = new FlowLayout;
    buttons->addWidget(m_connect);
    buttons->addWidget(m_save);
    column->addLayout(buttons);
    for (auto *part : {static_cast<QWidget *>(m_state),
                       static_cast<QWidget *>(m_question),
                       static_cast<QWidget *>(m_notes),
                       static_cast<QWidget *>(m_saved)})
        column->addWidget(part);
    connect(m_connect, &QPushButton::clicked, this, &SiteConnection::toggled);
    connect(m_save, &QPushButton::clicked, this, &SiteConnection::browse);
    connect(m_question, &TrustQuestion::trusted, &m_site, &SiteInquiry::allowShown);
    connect(m_question, &TrustQuestion::refused, &m_site, &SiteInquiry::stop);
    connect(&m_site, &SiteInquiry::progressed, this, [this](const QString &stage) {
        m_state->setText(stage + u'…');
    });
    connect(&m_site, &SiteInquiry::changed, this, [this] {
        showState();
        Q_EMIT changed();
    });
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
    if (m_site.setSite(site))
        showState();
}

void SiteConnection::showState()
{
    const auto &shown = m_site.shown();
    const auto &error = m_site.error();
    m_connect->setText(isAsking() ? tr("Stop &connecting")
                       : facts()  ? tr("&Connect again")
                                  : tr("&Connect"));
    m_save->setVisible(facts());
    m_saved->setText({});
    m_question->setVisible(shown.has_value());
    m_notes->clear();
    m_state->setKind(shown ? Note::Kind::Warning : error ? Note::Kind::Problem : Note::Kind::Info);
    m_state->setText(isAsking() ? tr("Asking \"%1\"…").arg(nameOf(m_site.site()))
                     : error    ? error->message
                                : QString());
    if (facts())
        m_notes->add(Note::Kind::Warning, facts()->notes);
    if (!shown)
        return;
    m_state->setText(tr("%1 Compare the fingerprint with that of the certificate on \"%2\" before "
                        "you trust it. It is kept then, for this server alone.")
                         .arg(shown->why, shown->server));
    m_question->ask(*shown);
}

void SiteConnection::saveProfile(const QString &path)
{
    const auto saved = saveBytes(path, writeProfile(*facts(), QFileInfo(path).absolutePath()));
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
                   facts()->siteCode + QStringLiteral(".json"),
                   [this](const QString &path) { saveProfile(path); });
}

} // namespace bootwright

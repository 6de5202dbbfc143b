// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PfxPanel.h"

#include "core/builder/MediaData.h"
#include "core/builder/ShareInputs.h"
#include "ui/Look.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/LifeLine.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

namespace {

//! On the worker's thread.
Result<MediaCertificate> readFarPfx(const QString &path,
                                    const Secret &password,
                                    const QDateTime &now,
                                    const SiteAccess &access,
                                    ShareCopies *copies,
                                    Control &control)
{
    const auto near = reachPath(path, access, control, copies);
    if (!near)
        return near.error();
    return openPfx(near->path, password, now, path);
}

} // namespace

PfxPanel::PfxPanel(QWidget *parent)
    : QWidget(parent)
    , m_again(makeButton(tr("Tr&y again")))
    , m_verdict(new Note(Note::Kind::Good))
    , m_facts(new FactTable)
    , m_life(new LifeLine)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_verdict);
    column->addWidget(m_again);
    column->addWidget(m_facts);
    column->addWidget(m_life);
    m_again->hide();
    connect(m_again, &QPushButton::clicked, this, &PfxPanel::readOrStop);
    hide();
}

void PfxPanel::setShares(const SiteAccess &access, std::shared_ptr<ShareCopies> copies)
{
    m_access = access.clone();
    m_copies = std::move(copies);
}

std::optional<Problem>
PfxPanel::open(const QString &path, const Secret &password, const QDateTime &now)
{
    const bool isFar = m_copies && isSharePath(path);
    const auto changed = isFar ? QDateTime() : QFileInfo(path).lastModified();
    if (path == m_path && changed == m_changed && password == m_password)
        return m_problem;
    m_path = path;
    m_changed = changed;
    m_password = password.clone();
    m_now = now;
    m_inquiry.drop();
    m_isReading = false;
    m_again->hide();
    m_facts->clear();
    m_life->hide();
    if (isFar) {
        readFromShare();
        return m_problem;
    }
    // that no file is named, or that it is not there, planMedia() says
    m_problem = QFileInfo(path).isFile() ? tell(openPfx(path, password, m_now)) : std::nullopt;
    setVisible(!m_facts->isEmpty());
    return m_problem;
}

//! A share may answer late, or never.
void PfxPanel::readFromShare()
{
    m_isReading = true;
    m_facts->clear();
    m_life->hide();
    m_problem = Problem{QStringLiteral("security.certificate.file"),
                        tr("The certificate is being read from its share. Wait a moment, or quit "
                           "reading it.")};
    m_verdict->setKind(Note::Kind::Info);
    m_verdict->setText(tr("Reading the certificate from its share…"));
    m_again->setText(tr("&Quit reading it"));
    m_again->show();
    show();
    auto access =
        std::make_shared<const SiteAccess>(m_access.clone()); // a question has to be copied
    auto password = std::make_shared<const Secret>(m_password.clone());
    m_inquiry.ask(
        [path = m_path, access, password, copies = m_copies, now = m_now](Control &control) {
            return readFarPfx(path, *password, now, *access, copies.get(), control);
        },
        [this](const Result<MediaCertificate> &certificate) {
            m_isReading = false;
            m_problem = tell(certificate);
            m_again->setText(tr("Tr&y again"));
            m_again->setVisible(m_problem.has_value());
            m_verdict->setVisible(!m_problem); // it stands under the field then
            Q_EMIT looked();
        });
}

void PfxPanel::readOrStop()
{
    const bool wasReading = std::exchange(m_isReading, false);
    if (!wasReading) {
        readFromShare();
    } else {
        m_inquiry.drop();
        m_problem.reset();
        m_verdict->setText(
            tr("The certificate was not read. It is checked when the media are made."));
        m_again->setText(tr("Tr&y again"));
    }
    Q_EMIT looked();
}

std::optional<Problem> PfxPanel::tell(const Result<MediaCertificate> &certificate)
{
    if (!certificate)
        return Problem{certificate.error().kind == Error::Kind::WrongPassword
                           ? QStringLiteral("pfxPassword")
                           : QStringLiteral("security.certificate.file"),
                       certificate.error().message};
    m_verdict->setKind(Note::Kind::Good);
    m_verdict->setText(tr("Media can use it: its private key is there, it is for client "
                          "authentication, and the key "
                          "has %1 bits.")
                           .arg(certificate->rsaBits()));
    m_facts->add(tr("Issued to"), certificate->subject());
    m_facts->add(tr("By"), certificate->issuer());
    m_facts->add(tr("Thumbprint"), certificate->thumbprint());
    m_life->show(m_now, certificate->notBefore(), certificate->notAfter());
    m_life->setVisible(true);
    return {};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/PfxPanel.h"

#include "core/builder/MediaData.h"
#include "core/builder/ShareInputs.h"
#include "ui/Look.h"
#include "ui/widgets/CertificateFacts.h"
#include "ui/widgets/Note.h"
#include "ui/widgets/texts.h"

#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

PfxPanel::PfxPanel(QWidget *parent)
    : QWidget(parent)
    , m_again(makeButton(tr("Tr&y again")))
    , m_state(new Note(Note::Kind::Info))
    , m_facts(new CertificateFacts)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    for (auto *part : {static_cast<QWidget *>(m_state),
                       static_cast<QWidget *>(m_again),
                       static_cast<QWidget *>(m_facts)})
        column->addWidget(part);
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
    m_state->setText({});
    m_facts->hide();
    if (isFar) {
        readFromShare();
        return m_problem;
    }
    // that no file is named, or that it is not there, planMedia() says
    m_problem = QFileInfo(path).isFile() ? tell(openPfx(path, password, m_now)) : std::nullopt;
    setVisible(!m_facts->isHidden());
    return m_problem;
}

//! A share may answer late, or never.
void PfxPanel::readFromShare()
{
    m_isReading = true;
    m_facts->hide();
    m_problem = Problem{QStringLiteral("security.certificate.file"),
                        tr("The certificate is being read from its share. Wait a moment, or quit "
                           "reading it.")};
    m_state->setText(tr("Reading the certificate from its share…"));
    m_again->setText(tr("&Quit reading it"));
    m_again->show();
    show();
    auto access =
        std::make_shared<const SiteAccess>(m_access.clone()); // a question has to be copied
    auto password = std::make_shared<const Secret>(m_password.clone());
    m_inquiry.ask(
        [path = m_path, access, password, copies = m_copies, now = m_now](Control &control) {
            return readPfx(path, *password, now, *access, control, copies.get());
        },
        [this](const Result<MediaCertificate> &certificate) {
            m_isReading = false;
            m_problem = tell(certificate);
            m_again->setText(tr("Tr&y again"));
            m_again->setVisible(m_problem.has_value());
            m_state->setText({}); // a problem stands under the field
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
        m_state->setText(
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
    m_facts->show(*certificate, m_now);
    return {};
}

} // namespace bootwright

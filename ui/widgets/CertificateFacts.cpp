// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/CertificateFacts.h"

#include "ui/Look.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/LifeLine.h"
#include "ui/widgets/Note.h"

#include <QVBoxLayout>

namespace bootwright {

CertificateFacts::CertificateFacts(QWidget *parent)
    : QWidget(parent)
    , m_verdict(new Note(Note::Kind::Good))
    , m_facts(new FactTable)
    , m_life(new LifeLine)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_verdict);
    column->addWidget(m_facts);
    column->addWidget(m_life);
    hide();
}

void CertificateFacts::show(const MediaCertificate &certificate, const QDateTime &now)
{
    m_verdict->setText(tr("Media can use it: its private key is there, it is for client "
                          "authentication, and the key has %1 bits.")
                           .arg(certificate.rsaBits()));
    m_facts->clear();
    m_facts->add(tr("Issued to"), certificate.subject());
    m_facts->add(tr("By"), certificate.issuer());
    m_facts->add(tr("Thumbprint"), certificate.thumbprint());
    m_life->show(now, certificate.notBefore(), certificate.notAfter());
    QWidget::show();
}

} // namespace bootwright

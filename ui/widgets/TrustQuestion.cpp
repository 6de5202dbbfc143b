// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/TrustQuestion.h"

#include "core/site/TrustedServers.h"
#include "ui/Look.h"
#include "ui/widgets/FactTable.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/texts.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace bootwright {

TrustQuestion::TrustQuestion(QWidget *parent)
    : QWidget(parent)
    , m_certificate(new FactTable)
{
    auto *trust = makeButton(tr("T&rust this certificate"));
    auto *refuse = makeButton(tr("&Do not trust it"));
    auto *answers = new FlowLayout;
    answers->addWidget(trust);
    answers->addWidget(refuse);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::Small);
    column->addWidget(m_certificate);
    column->addLayout(answers);
    connect(trust, &QPushButton::clicked, this, &TrustQuestion::trusted);
    connect(refuse, &QPushButton::clicked, this, &TrustQuestion::refused);
}

void TrustQuestion::ask(const ServerCertificate &shown)
{
    m_certificate->clear();
    m_certificate->add(tr("Issued to"), shown.subject);
    m_certificate->add(tr("By"), shown.issuer);
    m_certificate->add(tr("SHA-256 fingerprint"), fingerprintText(shown.sha256));
}

} // namespace bootwright

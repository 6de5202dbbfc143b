// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the security page: how they look, not what they mean.
#include "ui/pages/SecurityPage.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

namespace bootwright {

namespace {

QDateEdit *makeDateEdit()
{
    auto *edit = new QDateEdit;
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    edit->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    return edit;
}

} // namespace

void SecurityPage::addPassword()
{
    m_protect = new QCheckBox(tr("&Protect media with a password"));
    m_password = new PasswordEdit(tr("Password"));
    m_confirmation = new PasswordEdit(tr("Confirm the password"));
    addChoice(m_protect,
              QStringLiteral("security.passwordProtected"),
              tr("It is asked for when the media start, and it locks their certificate and "
                 "variables."));
    addField(tr("Pass&word:"), m_password, QStringLiteral("security.password"));
    addField(tr("&Confirm:"), m_confirmation, QStringLiteral("confirmation"));
    m_strength = addText();
    auto *generate = new QPushButton(tr("&Generate a password"));
    generate->setAutoDefault(false);
    generate->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    addWide(generate);
    connect(generate, &QPushButton::clicked, this, &SecurityPage::generate);
    connect(m_protect, &QCheckBox::toggled, generate, &QWidget::setEnabled);
}

void SecurityPage::addCertificate()
{
    m_selfSigned = new QRadioButton(tr("Create a &self-signed media certificate"));
    m_start = makeDateEdit();
    m_expire = makeDateEdit();
    m_pki = new QRadioButton(tr("&Import a PKI certificate (.pfx)"));
    m_pfx = new PathEdit(
        PathEdit::Kind::OpenFile, tr("PKI certificate"), tr("Certificates (*.pfx *.p12)"));
    m_pfxPassword = new PasswordEdit(tr("Password of the certificate"));
    addChoice(m_selfSigned,
              {},
              tr("For management points that speak HTTP. After the expiry the media no longer "
                 "work, without a word."));
    addField(tr("S&tart:"), m_start, QStringLiteral("security.certificate.startTime"));
    addField(tr("&Expiry:"), m_expire, QStringLiteral("security.certificate.expireTime"));
    m_life = addText();
    addChoice(m_pki, {}, tr("For management points that speak HTTPS."));
    addField(tr("Certificate &file:"), m_pfx, QStringLiteral("security.certificate"));
    addField(tr("Its passwor&d:"), m_pfxPassword, QStringLiteral("pfxPassword"));
    m_pfxFacts = addText();
}

void SecurityPage::connectFields()
{
    for (QAbstractButton *button : {static_cast<QAbstractButton *>(m_protect),
                                    static_cast<QAbstractButton *>(m_selfSigned),
                                    static_cast<QAbstractButton *>(m_pki)})
        connect(button, &QAbstractButton::toggled, this, &SecurityPage::enableFields);
    connect(m_password, &PasswordEdit::changed, this, &SecurityPage::showStrength);
    connect(m_password, &PasswordEdit::shown, m_confirmation, &PasswordEdit::setShown);
    connect(m_expire, &QDateEdit::dateChanged, this, &SecurityPage::showLife);
}

void SecurityPage::showCertificate(const CertificateDraft &certificate)
{
    m_selfSigned->setChecked(certificate.type == CertificateType::SelfSigned);
    m_pki->setChecked(certificate.type == CertificateType::Pki);
    const auto now = answers().chance.now();
    const auto start = certificate.startTime.isValid() ? certificate.startTime : now;
    const auto expire = certificate.expireTime.isValid() ? certificate.expireTime : now.addYears(1);
    m_start->setDate(start.toUTC().date());
    m_expire->setDate(expire.toUTC().date());
    m_pfx->setPath(certificate.file);
}

} // namespace bootwright

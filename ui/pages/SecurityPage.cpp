// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SecurityPage.h"

#include "ui/pages/PfxPanel.h"
#include "ui/widgets/DayEdit.h"
#include "ui/widgets/LifeLine.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/StrengthMeter.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>

namespace bootwright {

namespace {

//! The moment that the field's day stands for: the one it was (which field shows as \a shown), or the
//! beginning of the new day.
QDateTime momentOf(const DayEdit &edit, const QDateTime &before, const QDateTime &shown)
{
    return (before.isValid() ? before : shown).toUTC().date() == edit.date()
               ? before
               : QDateTime(edit.date(), QTime(0, 0), Qt::UTC);
}

} // namespace

SecurityPage::SecurityPage(Answers &answers)
    : WizardPage(answers,
                 tr("Security"),
                 tr("Who may use the media, and how they prove to the site who they are."))
    , m_unknownComputers(new QCheckBox)
    , m_protect(new QCheckBox)
    , m_selfSigned(new QRadioButton)
    , m_pki(new QRadioButton)
    , m_affinity(new QComboBox)
{
    auto *certificates = new QButtonGroup(this);
    certificates->addButton(m_selfSigned);
    certificates->addButton(m_pki);
    addChoice(
        m_unknownComputers,
        tr("Enable &unknown computer support"),
        QStringLiteral("security.enableUnknownComputers"),
        tr("For computers that were not imported into the site. The deployment must also reach "
           "the collection All Unknown Computers."));
    addPassword();
    addHeading(tr("Certificate"));
    addSelfSigned();
    addPki();
    addAffinity();
}

void SecurityPage::load(const Answers &answers)
{
    const auto &security = answers.draft.security;
    m_unknownComputers->setChecked(security.enableUnknownComputers);
    m_protect->setChecked(security.passwordProtected);
    loadCertificate(security.certificate);
    m_affinity->setCurrentIndex(m_affinity->findData(int(security.userDeviceAffinity)));
    showLife();
}

void SecurityPage::forget()
{
    // what was typed stays in these fields whatever is ticked, so load() leaves them alone
    m_password->setSecret(answers().secrets.password);
    m_confirmation->setSecret(answers().secrets.password);
    m_pfxPassword->setSecret(answers().secrets.pfxPassword);
}

void SecurityPage::loadCertificate(const CertificateDraft &certificate)
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

std::vector<Problem> SecurityPage::save(Answers &answers)
{
    auto &security = answers.draft.security;
    security.enableUnknownComputers = m_unknownComputers->isChecked();
    security.passwordProtected = m_protect->isChecked();
    security.userDeviceAffinity = UserDeviceAffinity(m_affinity->currentData().toInt());
    answers.secrets.password = m_protect->isChecked() ? m_password->secret() : Secret();
    auto problems = saveCertificate(answers);
    if (m_protect->isChecked() && !(m_password->secret() == m_confirmation->secret()))
        problems.push_back({QStringLiteral("confirmation"),
                            tr("The two passwords are not the same. Type both again.")});
    return problems;
}

std::vector<Problem> SecurityPage::saveCertificate(Answers &answers)
{
    auto &certificate = answers.draft.security.certificate;
    certificate.type = m_pki->isChecked() ? CertificateType::Pki : CertificateType::SelfSigned;
    const auto now = answers.chance.now();
    certificate.startTime = momentOf(*m_start, certificate.startTime, now);
    certificate.expireTime = momentOf(*m_expire, certificate.expireTime, {});
    certificate.file = m_pfx->path();
    answers.secrets.pfxPassword = m_pki->isChecked() ? m_pfxPassword->secret() : Secret();
    if (!m_pki->isChecked())
        return {};
    m_pfxPanel->setShares(answers.access, answers.copies);
    const auto problem = m_pfxPanel->open(certificate.file, answers.secrets.pfxPassword, now);
    return problem ? std::vector{*problem} : std::vector<Problem>();
}

} // namespace bootwright

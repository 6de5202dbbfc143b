// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/SecurityPage.h"

#include "core/builder/MediaData.h"
#include "core/recipe/PasswordStrength.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

namespace bootwright {

namespace {

constexpr qint64 ShortLifeDays = 90; // planMedia() warns below it too

//! The moment that the field's day stands for: the one it was, or the beginning of the new day.
QDateTime momentOf(const QDateEdit &edit, const QDateTime &before)
{
    return before.isValid() && before.toUTC().date() == edit.date()
               ? before
               : QDateTime(edit.date(), QTime(0, 0), Qt::UTC);
}

//! 100 bits in letters and digits that nobody takes for another.
QString freshPassword()
{
    const auto letters = QStringLiteral("abcdefghijkmnpqrstuvwxyz23456789");
    QString password;
    for (const auto byte : Chance().bytes("generated password", 20))
        password.append(letters[byte & 31]);
    return password;
}

} // namespace

SecurityPage::SecurityPage(Answers &answers)
    : WizardPage(answers,
                 tr("Security"),
                 tr("Who may use the media, and how they prove to the site who they are."))
    , m_unknownComputers(new QCheckBox(tr("Enable &unknown computer support")))
    , m_affinity(new QComboBox)
{
    addChoice(m_unknownComputers,
              QStringLiteral("security.enableUnknownComputers"),
              tr("For computers that the site does not know yet. The deployment must also reach "
                 "the collection All Unknown Computers."));
    addPassword();
    addCertificate();
    m_affinity->addItem(tr("Do not allow"), int(UserDeviceAffinity::DoNotAllow));
    m_affinity->addItem(tr("Pending administrator approval"),
                        int(UserDeviceAffinity::AdministratorApproval));
    m_affinity->addItem(tr("Automatic approval"), int(UserDeviceAffinity::AutoApproval));
    addField(tr("User device &affinity:"),
             m_affinity,
             QStringLiteral("security.userDeviceAffinity"),
             tr("Whether the user named in the task sequence becomes the owner of the computer."));
    connectFields();
}

void SecurityPage::load(const Answers &answers)
{
    const auto &security = answers.draft.security;
    m_unknownComputers->setChecked(security.enableUnknownComputers);
    m_protect->setChecked(security.passwordProtected);
    const bool isTyped = m_password->secret() == answers.secrets.password;
    m_password->setSecret(answers.secrets.password);
    if (!isTyped) // else the confirmation is what the user left there
        m_confirmation->setSecret(answers.secrets.password);
    showCertificate(security.certificate);
    m_pfxPassword->setSecret(answers.secrets.pfxPassword);
    m_affinity->setCurrentIndex(m_affinity->findData(int(security.userDeviceAffinity)));
    enableFields();
    showStrength();
    showLife();
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
    certificate.startTime = momentOf(*m_start, certificate.startTime);
    certificate.expireTime = momentOf(*m_expire, certificate.expireTime);
    certificate.file = m_pfx->path();
    m_pfxFacts->clear();
    answers.secrets.pfxPassword = m_pki->isChecked() ? m_pfxPassword->secret() : Secret();
    if (!m_pki->isChecked() || certificate.file.isEmpty())
        return {};
    const auto opened =
        openPfx(certificate.file, answers.secrets.pfxPassword, answers.chance.now());
    if (!opened)
        return {{opened.error().kind == Error::Kind::WrongPassword
                     ? QStringLiteral("pfxPassword")
                     : QStringLiteral("security.certificate.file"),
                 opened.error().message}};
    m_pfxFacts->setText(
        tr("%1, valid until %2").arg(opened->subject(), opened->notAfter().toString(Qt::ISODate)));
    return {};
}

void SecurityPage::generate()
{
    const Secret password(freshPassword());
    m_password->setSecret(password);
    m_confirmation->setSecret(password);
}

void SecurityPage::showStrength()
{
    const auto password = m_password->secret();
    m_strength->setText(password.isEmpty()
                            ? tr("Whoever copies the media can try passwords at home.")
                            : crackTime(passwordBits(password)));
}

void SecurityPage::showLife()
{
    const auto days = answers().chance.now().date().daysTo(m_expire->date());
    auto text = tr("%n day(s) from now.", nullptr, int(days));
    if (days < ShortLifeDays)
        text += tr(" That is short: the media are useless after it.");
    m_life->setText(text);
}

void SecurityPage::enableFields()
{
    m_password->setEnabled(m_protect->isChecked());
    m_confirmation->setEnabled(m_protect->isChecked());
    m_start->setEnabled(m_selfSigned->isChecked());
    m_expire->setEnabled(m_selfSigned->isChecked());
    m_pfx->setEnabled(m_pki->isChecked());
    m_pfxPassword->setEnabled(m_pki->isChecked());
}

} // namespace bootwright

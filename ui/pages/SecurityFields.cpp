// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the security page, and what they show while they are filled in.
#include "core/recipe/PasswordStrength.h"
#include "ui/Look.h"
#include "ui/pages/PfxPanel.h"
#include "ui/pages/SecurityPage.h"
#include "ui/widgets/DayEdit.h"
#include "ui/widgets/LifeLine.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/StrengthMeter.h"
#include "ui/widgets/texts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>

namespace bootwright {

void SecurityPage::addPassword()
{
    m_password = new PasswordEdit(tr("Password"));
    m_confirmation = new PasswordEdit(tr("Confirm the password"));
    m_strength = new StrengthMeter;
    addChoice(
        m_protect,
        tr("&Protect media with a password"),
        QStringLiteral("security.passwordProtected"),
        tr("It is asked for when the media start, and it locks their certificate and variables. "
           "Packages and the boot image are not locked."));
    beginDetails(m_protect);
    addField(tr("Pass&word:"), m_password, QStringLiteral("security.password"));
    addRow(m_strength, grid::Small);
    addField(tr("&Confirm:"), m_confirmation, QStringLiteral("confirmation"));
    auto *generate = makeButton(tr("&Generate a password"), QStringLiteral("generate"));
    addRow(generate, grid::Small);
    endGroup();
    connect(generate, &QPushButton::clicked, this, &SecurityPage::generate);
    connect(m_password, &PasswordEdit::changed, this, [this] {
        m_strength->judge(m_password->secret());
    });
}

void SecurityPage::addSelfSigned()
{
    m_start = new DayEdit;
    m_expire = new DayEdit;
    m_life = new LifeLine;
    addChoice(m_selfSigned,
              tr("Create a &self-signed media certificate"),
              QStringLiteral("security.certificate"),
              tr("For management points that speak HTTP. After its expiry the media stop working, "
                 "without a "
                 "message."));
    beginDetails(m_selfSigned);
    addField(tr("S&tart:"), m_start, QStringLiteral("security.certificate.startTime"));
    addField(tr("&Expiry:"), m_expire, QStringLiteral("security.certificate.expireTime"));
    addRow(m_life, grid::Small);
    endGroup();
    connect(m_start, &DayEdit::dateChanged, this, &SecurityPage::showLife);
    connect(m_expire, &DayEdit::dateChanged, this, &SecurityPage::showLife);
}

void SecurityPage::addPki()
{
    m_pfx = new PathEdit(
        PathEdit::Kind::OpenFile, tr("PKI certificate"), tr("Certificates (*.pfx *.p12)"));
    m_pfxPassword = new PasswordEdit(tr("Password of the certificate"));
    m_pfxPanel = new PfxPanel;
    connect(m_pfxPanel, &PfxPanel::looked, this, &SecurityPage::judge);
    addChoice(m_pki,
              tr("&Import a PKI certificate (.pfx)"),
              QStringLiteral("security.certificate"),
              tr("For management points that speak HTTPS. It needs a private key that may be "
                 "exported, and "
                 "client authentication as its purpose."));
    beginDetails(m_pki);
    addField(tr("Certificate &file:"), m_pfx, QStringLiteral("security.certificate.file"));
    addField(tr("Its passwor&d:"), m_pfxPassword, QStringLiteral("pfxPassword"));
    addRow(m_pfxPanel, grid::Medium);
    endGroup();
}

void SecurityPage::addAffinity()
{
    m_affinity->addItem(tr("Do not allow"), int(UserDeviceAffinity::DoNotAllow));
    m_affinity->addItem(tr("Pending administrator approval"),
                        int(UserDeviceAffinity::AdministratorApproval));
    m_affinity->addItem(tr("Automatic approval"), int(UserDeviceAffinity::AutoApproval));
    addField(tr("User device &affinity:"),
             m_affinity,
             QStringLiteral("security.userDeviceAffinity"),
             tr("Whether a user becomes the owner of the computer at once, instead of later by "
                "use. It must fit the "
                "variable SMSTSAssignUsersMode of the task sequence."));
}

void SecurityPage::generate()
{
    const auto password = freshPassword(Chance());
    m_password->setSecret(password);
    m_confirmation->setSecret(password);
    m_password->reveal(); // nobody has seen it yet
}

void SecurityPage::showLife()
{
    m_life->show(answers().chance.now(),
                 QDateTime(m_start->date(), QTime(0, 0), Qt::UTC),
                 QDateTime(m_expire->date(), QTime(0, 0), Qt::UTC));
}

} // namespace bootwright

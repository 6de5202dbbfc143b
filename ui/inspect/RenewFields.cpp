// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the page on which media are renewed.
#include "ui/Look.h"
#include "ui/inspect/RenewPage.h"
#include "ui/pages/PfxPanel.h"
#include "ui/pages/VariableTable.h"
#include "ui/widgets/DayEdit.h"
#include "ui/widgets/LifeLine.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"
#include "ui/widgets/StrengthMeter.h"

#include <QButtonGroup>
#include <QPlainTextEdit>
#include <QRadioButton>

namespace bootwright {

namespace {

constexpr int PointLines = 3;

} // namespace

//! No recipe has an answer here, so none of its rules speaks of it.
QString RenewPage::place(const QString &path)
{
    return QStringLiteral("renewal.") + path;
}

void RenewPage::addOutput()
{
    m_output = new PathEdit(PathEdit::Kind::SaveFile, tr("New ISO file"), tr("ISO images (*.iso)"));
    addField(
        tr("New &ISO file:"),
        m_output,
        place(QStringLiteral("output")),
        tr("Bootwright did not lay these media out, so they cannot change where they are. They "
           "stay as they are; the new ones can be renewed in place from then on."));
}

void RenewPage::addCertificate()
{
    m_keepCertificate = new QRadioButton;
    m_selfSigned = new QRadioButton;
    m_pki = new QRadioButton;
    m_expire = new DayEdit;
    m_life = new LifeLine;
    m_pfx = new PathEdit(
        PathEdit::Kind::OpenFile, tr("PKI certificate"), tr("Certificates (*.pfx *.p12)"));
    m_pfxPassword = new PasswordEdit(tr("Password of the certificate"));
    m_pfxPanel = new PfxPanel;
    m_pfxPanel->setShares(answers().access, answers().copies);
    auto *ways = new QButtonGroup(this);
    for (auto *button : {m_selfSigned, m_pki, m_keepCertificate})
        ways->addButton(button);
    addHeading(tr("Certificate"));
    addChoice(m_selfSigned,
              tr("A new &self-signed certificate"),
              place(QStringLiteral("security.certificate")),
              tr("With a new identity. Copies of these media that are not renewed work on until "
                 "their own certificate expires."));
    beginDetails(m_selfSigned);
    addField(tr("E&xpiry:"), m_expire, place(QStringLiteral("security.certificate.expireTime")));
    addRow(m_life, grid::Small);
    endGroup();
    addChoice(m_pki, tr("Ano&ther PKI certificate (.pfx)"), {});
    beginDetails(m_pki);
    addField(tr("Certificate &file:"), m_pfx, place(QStringLiteral("security.certificate.file")));
    addField(tr("Its passwor&d:"), m_pfxPassword, place(QStringLiteral("pfxPassword")));
    addRow(m_pfxPanel, grid::Medium);
    endGroup();
    addChoice(m_keepCertificate, tr("&Keep the certificate"), {});
    connect(m_expire, &DayEdit::dateChanged, this, &RenewPage::showLife);
    connect(m_pfxPanel, &PfxPanel::looked, this, &RenewPage::judge);
}

void RenewPage::addPassword()
{
    m_keepPassword = new QRadioButton;
    m_newPassword = new QRadioButton;
    m_noPassword = new QRadioButton;
    m_password = new PasswordEdit(tr("New password"));
    m_confirmation = new PasswordEdit(tr("Confirm the password"));
    m_strength = new StrengthMeter;
    auto *ways = new QButtonGroup(this);
    for (auto *button : {m_keepPassword, m_newPassword, m_noPassword})
        ways->addButton(button);
    addHeading(tr("Password"));
    addChoice(m_keepPassword, tr("Kee&p it as it is"), {});
    addChoice(m_newPassword, tr("Chan&ge it"), {});
    beginDetails(m_newPassword);
    addField(tr("Pass&word:"), m_password, place(QStringLiteral("security.password")));
    addRow(m_strength, grid::Small);
    addField(tr("&Confirm:"), m_confirmation, place(QStringLiteral("confirmation")));
    endGroup();
    addChoice(m_noPassword,
              tr("No passw&ord"),
              {},
              tr("Whoever has the media can then read their certificate and variables."));
    connect(m_password, &PasswordEdit::changed, this, [this] {
        m_strength->judge(m_password->secret());
    });
}

void RenewPage::addSite()
{
    m_label = new QLineEdit;
    m_points = new QPlainTextEdit;
    m_points->setTabChangesFocus(true);
    m_points->setFixedHeight(PointLines * m_points->fontMetrics().lineSpacing() + grid::Medium);
    m_table = new VariableTable;
    addHeading(tr("Label and management points"));
    addField(tr("Media &label:"), m_label, place(QStringLiteral("label")));
    addField(tr("&Management points:"),
             m_points,
             place(QStringLiteral("managementPoints")),
             m_media.mediaMode == MediaMode::Dynamic
                 ? tr("One address a line; the computer asks them in this order.")
                 : tr("Site-based media have one."));
    addHeading(tr("Variables"));
    addWide(m_table, place(QStringLiteral("variables")));
    addHint(tr("Media do not say which of their variables were hidden, so all values are. A value "
               "that is not typed stays."));
    connect(m_points, &QPlainTextEdit::textChanged, this, [this] { answerEdited(m_points); });
    connect(m_table, &VariableTable::changed, this, [this] { answerEdited(m_table); });
}

void RenewPage::showLife()
{
    const auto now = answers().chance.now();
    m_life->show(now, now, QDateTime(m_expire->date(), QTime(0, 0), Qt::UTC));
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/RenewPage.h"

#include "ui/pages/PfxPanel.h"
#include "ui/pages/VariableTable.h"
#include "ui/widgets/DayEdit.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/PathEdit.h"

#include <QFileInfo>
#include <QPlainTextEdit>
#include <QRadioButton>

#include <algorithm>

namespace bootwright {

namespace {

QStringList linesOf(const QPlainTextEdit &edit)
{
    auto lines = edit.toPlainText().split(u'\n', Qt::SkipEmptyParts);
    for (auto &line : lines)
        line = line.trimmed();
    lines.removeAll(QString());
    return lines;
}

} // namespace

RenewPage::RenewPage(Answers &answers, const ExistingMedia &media, Way way)
    : WizardPage(answers,
                 tr("Renew media"),
                 way == Way::InPlace
                     ? tr("What is to be new. The rest stays as it is, and the media as they are "
                          "until everything is ready.")
                     : tr("What is to be new on media that are made of the files of these."))
    , m_media(media.answers())
{
    for (const auto &name : m_media.variables) {
        m_variables.append({name, {}, true});
        m_values.hidden[name] = media.variables.find(name)->value.clone();
    }
    if (way == Way::NewIso)
        addOutput();
    addCertificate();
    addPassword();
    addSite();
}

void RenewPage::load(const Answers &answers)
{
    m_expire->setDate(answers.chance.now().addYears(1).toUTC().date());
    (m_media.certificateType == CertificateType::Pki ? m_keepCertificate : m_selfSigned)
        ->setChecked(true);
    m_keepPassword->setChecked(true);
    m_label->setText(m_media.label);
    m_points->setPlainText(m_media.managementPoints.join(u'\n'));
    m_table->load(m_variables, m_values);
    showLife();
}

std::vector<Problem> RenewPage::save(Answers &answers)
{
    const auto now = answers.chance.now();
    const auto wanted = draft();
    std::vector<Problem> problems;
    auto verdict = judgeRenewal(wanted, m_media, secrets(), {}, now);
    for (const auto &problem : verdict.problems)
        problems.push_back({place(problem.path), problem.message});
    if (m_pki->isChecked()) {
        const auto wrong = m_pfxPanel->open(m_pfx->path(), m_pfxPassword->secret(), now);
        if (wrong)
            problems.push_back({place(wrong->path), wrong->message});
    }
    if (m_newPassword->isChecked() && !(m_password->secret() == m_confirmation->secret()))
        problems.push_back({place(QStringLiteral("confirmation")),
                            tr("The two passwords are not the same. Type both again.")});
    if (linesOf(*m_points).isEmpty())
        problems.push_back({place(QStringLiteral("managementPoints")),
                            tr("Media without a management point find no site. Name one.")});
    if (m_output && m_output->path().isEmpty())
        problems.push_back(
            {place(QStringLiteral("output")), tr("No file is named for the new media. Name one.")});
    else if (m_output && QFileInfo::exists(m_output->path()))
        problems.push_back({place(QStringLiteral("output")),
                            tr("There is a file of this name already. Choose another name.")});
    else if (!m_output && wanted.isEmpty())
        problems.push_back({place(QStringLiteral("security.certificate")),
                            tr("Nothing would be new. Change something, or cancel.")});
    return problems;
}

RenewalDraft RenewPage::draft() const
{
    RenewalDraft draft;
    draft.certificate = certificate();
    if (!m_keepPassword->isChecked())
        draft.passwordProtected = m_newPassword->isChecked();
    if (m_label->text() != m_media.label)
        draft.label = m_label->text();
    if (const auto points = linesOf(*m_points); points != m_media.managementPoints)
        draft.managementPoints = points;
    putVariables(draft);
    return draft;
}

std::optional<CertificateDraft> RenewPage::certificate() const
{
    if (m_keepCertificate->isChecked())
        return {};
    CertificateDraft certificate;
    certificate.type = m_pki->isChecked() ? CertificateType::Pki : CertificateType::SelfSigned;
    certificate.startTime = answers().chance.now();
    certificate.expireTime = QDateTime(m_expire->date(), QTime(23, 59, 59), Qt::UTC);
    certificate.file = m_pfx->path();
    return certificate;
}

//! What differs from the variables of the media.
void RenewPage::putVariables(RenewalDraft &draft) const
{
    QList<VariableDraft> variables;
    MediaSecrets values;
    m_table->save(variables, values);
    for (const auto &variable : variables) {
        const auto before = m_values.hidden.find(variable.name);
        const auto now = values.hidden.find(variable.name);
        if (!variable.hidden || before == m_values.hidden.end() || now == values.hidden.end()
            || !(before->second == now->second))
            draft.variables.append(variable);
    }
    for (const auto &name : m_media.variables) {
        const bool isThere = std::any_of(variables.begin(), variables.end(), [&](const auto &one) {
            return one.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (!isThere)
            draft.removedVariables.append(name);
    }
}

MediaSecrets RenewPage::secrets() const
{
    MediaSecrets secrets;
    if (m_newPassword->isChecked())
        secrets.password = m_password->secret();
    if (m_pki->isChecked())
        secrets.pfxPassword = m_pfxPassword->secret();
    QList<VariableDraft> variables;
    MediaSecrets values;
    m_table->save(variables, values);
    RenewalDraft changed;
    putVariables(changed);
    for (const auto &variable : changed.variables) {
        if (const auto value = values.hidden.find(variable.name); value != values.hidden.end())
            secrets.hidden[variable.name] = std::move(value->second);
    }
    return secrets;
}

QString RenewPage::output() const
{
    return m_output ? m_output->path() : QString();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The image page for a kit: the secrets that are not in it, and what its media will be.
#include "ui/Look.h"
#include "ui/kitText.h"
#include "ui/pages/ImagePage.h"
#include "ui/pages/KitPanel.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/SecretList.h"

namespace bootwright {

void ImagePage::addSecret(QWidget *&group,
                          const QString &label,
                          PasswordEdit *field,
                          const QString &path)
{
    group = beginGroup();
    addField(label, field, path);
    endGroup();
    group->hide();
}

void ImagePage::addSecrets()
{
    addSecret(m_ofKit, tr("Kit &password:"), m_kitPassword, QStringLiteral("kit.password"));
    addSecret(m_ofPfx,
              tr("Password of the &certificate:"),
              m_pfxPassword,
              QStringLiteral("kit.pfxPassword"));
    addSecret(m_ofReference,
              tr("Password of the &reference media:"),
              m_referencePassword,
              QStringLiteral("kit.referencePassword"));
    addSecret(m_ofMedia,
              tr("Password that the media &get:"),
              m_mediaPassword,
              QStringLiteral("kit.mediaPassword"));
    addWide(m_variables, QStringLiteral("kit.variables"));
    connect(m_variables, &SecretList::changed, this, [this] { answerEdited(m_variables); });
}

//! Nothing that was typed for one kit is tried with another.
void ImagePage::forget()
{
    takeKit();
}

//! Another kit is open, or none: asks for what is not in it.
void ImagePage::takeKit()
{
    const auto *kit = m_kit->kit().get();
    const auto *security = kit ? &kit->draft.security : nullptr;
    for (auto *field : {m_kitPassword, m_mediaPassword, m_pfxPassword, m_referencePassword})
        field->setSecret({});
    m_ofKit->setVisible(kit && kit->isSealed());
    m_ofPfx->setVisible(security && security->certificate.type == CertificateType::Pki);
    m_ofReference->setVisible(kit && !kit->draft.reference.isEmpty());
    m_ofMedia->setVisible(security && security->passwordProtected);
    QStringList hidden;
    for (const auto &variable : kit ? kit->draft.variables : QList<VariableDraft>()) {
        if (variable.hidden)
            hidden.append(variable.name);
    }
    m_variables->ask(hidden);
    answerEdited(m_kit);
}

//! The secrets that were typed, as far as \a kit needs them.
MediaSecrets ImagePage::secretsOf(const OpenedKit &kit) const
{
    const auto &security = kit.draft.security;
    MediaSecrets secrets;
    if (security.passwordProtected)
        secrets.password = m_mediaPassword->secret();
    if (security.certificate.type == CertificateType::Pki)
        secrets.pfxPassword = m_pfxPassword->secret();
    else if (kit.isSealed())
        secrets.pfxPassword = m_kitPassword->secret();
    if (!kit.draft.reference.isEmpty())
        secrets.referencePassword = m_referencePassword->secret();
    secrets.hidden = m_variables->secrets();
    return secrets;
}

std::vector<Problem> ImagePage::saveKit(Answers &answers)
{
    if (!m_kit->problem().isEmpty())
        return {{QStringLiteral("image"), m_kit->problem()}};
    const auto &kit = m_kit->kit();
    if (!kit)
        return {{QStringLiteral("kit"),
                 tr("The kit is still being opened. Wait until it says what it is, then go on.")}};
    answers.kit = kit;
    answers.kitSecrets = secretsOf(*kit);
    auto problems = missingSecrets(*kit, answers.kitSecrets);
    const auto plan =
        planMedia(kit->forSticks(), answers.kitSecrets, kit->site, answers.chance.now());
    if (problems.empty()) {
        for (const auto &problem : plan.problems)
            problems.push_back(problemOfKit(*kit, problem));
    }
    if (!problems.empty()) {
        m_kit->dropPlan();
        return problems;
    }
    QStringList warnings;
    for (const auto &warning : plan.warnings)
        warnings.append(kit->told(warning.message));
    m_kit->plan(answers, warnings);
    const auto *planned = m_kit->outcome();
    return planned && !*planned ? std::vector<Problem>{problemOfKit(*kit, planned->error())}
                                : std::vector<Problem>();
}

} // namespace bootwright

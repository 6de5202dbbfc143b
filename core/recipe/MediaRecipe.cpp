// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/MediaRecipe.h"

#include "core/recipe/MediaLabel.h"
#include "core/recipe/MediaRules.h"

namespace bootwright {

MediaDraft freshDraft(const QDateTime &now)
{
    MediaDraft draft;
    draft.security.certificate.startTime = now.toUTC();
    draft.security.certificate.expireTime = now.toUTC().addYears(1);
    return draft;
}

MediaRecipe::MediaRecipe(MediaDraft answers, SiteFacts site, QStringList warnings)
    : m_answers(std::move(answers))
    , m_site(std::move(site))
    , m_warnings(std::move(warnings))
{}

QString MediaRecipe::label() const
{
    return markedLabel(m_answers.target.label, m_answers.allowUnattended);
}

Plan planMedia(const MediaDraft &draft,
               const MediaSecrets &secrets,
               const SiteFacts &site,
               const QDateTime &now)
{
    Plan plan;
    Judgement judgement{draft, secrets, site, now.toUTC(), plan};
    judgeSite(judgement);
    judgeTarget(judgement);
    judgeSecurity(judgement);
    judgeBootImage(judgement);
    judgeManagementPoints(judgement);
    judgeVariables(judgement);
    judgeFiles(judgement);
    if (!plan.problems.empty())
        return plan;

    QStringList warnings;
    for (const auto &warning : plan.warnings)
        warnings.append(warning.message);
    auto answers = draft;
    auto &certificate = answers.security.certificate;
    if (certificate.type == CertificateType::SelfSigned && !certificate.startTime.isValid())
        certificate.startTime = judgement.now;
    plan.recipe = MediaRecipe(std::move(answers), site, std::move(warnings));
    return plan;
}

} // namespace bootwright

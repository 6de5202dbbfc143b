// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RenewalDraft.h"

#include "core/base/Tr.h"
#include "core/recipe/MediaLabel.h"
#include "core/recipe/MediaRules.h"

#include <algorithm>

namespace bootwright {

namespace {

//! The answers as if the media were made anew with what \a draft says.
MediaDraft answersOf(const RenewalDraft &draft, const RenewableAnswers &media)
{
    MediaDraft answers;
    answers.mediaMode = media.mediaMode;
    answers.managementPoints =
        draft.managementPoints.isEmpty() ? media.managementPoints : draft.managementPoints;
    answers.security.certificate.type = media.certificateType;
    if (draft.certificate)
        answers.security.certificate = *draft.certificate;
    answers.security.passwordProtected = draft.passwordProtected.value_or(false);
    answers.variables = draft.variables;
    return answers;
}

//! A site that lists every management point there is, for media whose site is not at hand.
SiteFacts unknownSite(const QStringList &managementPoints)
{
    SiteFacts site;
    for (const auto &url : managementPoints)
        site.managementPoints.append({url, {}, {}});
    return site;
}

void judgeRemoved(Judgement &judgement, const QStringList &removed, const QStringList &there)
{
    for (const auto &name : removed) {
        if (!there.contains(name, Qt::CaseInsensitive))
            judgement.problem(QStringLiteral("variables"),
                              Tr::tr("There is no variable \"%1\" of yours to remove on the media. "
                                     "\"bootwright-cli inspect\" lists them.")
                                  .arg(name));
    }
}

} // namespace

bool RenewalDraft::isEmpty() const
{
    return !certificate && !passwordProtected && managementPoints.isEmpty() && variables.isEmpty()
           && removedVariables.isEmpty() && !label;
}

RenewalVerdict judgeRenewal(const RenewalDraft &draft,
                            const RenewableAnswers &media,
                            const MediaSecrets &secrets,
                            const std::optional<SiteFacts> &site,
                            const QDateTime &now)
{
    Plan plan;
    const auto answers = answersOf(draft, media);
    const auto facts = site.value_or(unknownSite(answers.managementPoints));
    Judgement judgement{answers, secrets, facts, now.toUTC(), plan};
    if (draft.passwordProtected)
        judgePassword(judgement);
    if (draft.certificate)
        judgeCertificate(judgement);
    if (draft.certificate || !draft.managementPoints.isEmpty())
        judgeManagementPoints(judgement);
    judgeVariables(judgement);
    judgeRemoved(judgement, draft.removedVariables, media.variables);
    if (const auto why = draft.label ? whyNotLabel(*draft.label) : QString(); !why.isEmpty())
        judgement.problem(QStringLiteral("label"), why);
    RenewalVerdict verdict{std::move(plan.problems), {}};
    for (const auto &warning : plan.warnings)
        verdict.warnings.append(warning.message);
    return verdict;
}

} // namespace bootwright

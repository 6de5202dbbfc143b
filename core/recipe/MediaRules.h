// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recipe/MediaRecipe.h"

namespace bootwright {

//! What a plan is judged with: the answers, and the verdict as it grows.
struct Judgement
{
    const MediaDraft &draft;
    const MediaSecrets &secrets;
    const SiteFacts &site;
    QDateTime now;
    Plan &plan;

    void problem(const QString &path,
                 const QString &message,
                 Error::Kind kind = Error::Kind::InvalidInput)
    {
        plan.problems.push_back({path, message, kind});
    }
    void warn(const QString &path, const QString &message)
    {
        plan.warnings.push_back({path, message});
    }
};

//! There is a file (a folder) at \a path; or it is on a share, and nobody knows before it is fetched.
bool canBeFile(const QString &path);
bool canBeFolder(const QString &path);

// One function for each part of the recipe, in the order of the wizard's pages.
void judgeSite(Judgement &judgement);
void judgeTarget(Judgement &judgement);
void judgeSecurity(Judgement &judgement);
void judgeBootImage(Judgement &judgement);
void judgeManagementPoints(Judgement &judgement);
void judgeVariables(Judgement &judgement);
void judgeFiles(Judgement &judgement);

// The two halves of judgeSecurity(), for media that are renewed.
void judgePassword(Judgement &judgement);
void judgeCertificate(Judgement &judgement);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/BuildJob.h"

#include "core/builder/ShareInputs.h"
#include "core/builder/StickMedia.h"

namespace bootwright {

namespace {

//! The recipe of a plan. The clock may have passed an expiry since the answers were judged.
Result<MediaRecipe> recipeOf(const Plan &plan)
{
    if (plan.recipe)
        return *plan.recipe;
    const auto &problem = plan.problems.front();
    return Error{Error::Kind::InvalidInput, problem.message, problem.path};
}

} // namespace

BuildJob::BuildJob(const Answers &answers)
    : m_kit(answers.task == Task::WriteImage ? answers.kit : nullptr)
    , m_draft(m_kit ? m_kit->forSticks() : answers.draft)
    , m_secrets(m_kit ? answers.kitSecrets.clone() : answers.secrets.clone())
    , m_site(m_kit ? m_kit->site : answers.site)
    , m_access(answers.access.clone())
    , m_copies(answers.copies)
    , m_chance(answers.chance)
    , m_replaceIso(answers.replaceIso)
{}

Result<BuildPlan> BuildJob::plan(Control &control) const
{
    const auto reach = reachInputs(m_draft, m_access.clone(), control, m_copies.get());
    if (!reach)
        return reach.error();
    const auto recipe = recipeOf(planMedia(reach->draft, m_secrets, m_site, m_chance.now()));
    if (!recipe)
        return recipe.error();
    auto planned = planBuild(*recipe, m_secrets, *reach->site, m_chance, control);
    if (!planned)
        return told(planned.error());
    planned->warnings = told(std::move(planned->warnings));
    return planned;
}

//! As it concerns the kit, if there is one, and not the folder where it was unpacked.
Error BuildJob::told(Error error) const
{
    if (m_kit)
        error.message = m_kit->told(error.message);
    return error;
}

QStringList BuildJob::told(QStringList warnings) const
{
    for (auto &warning : warnings)
        warning = m_kit ? m_kit->told(warning) : warning;
    return warnings;
}

Result<BuildReport> BuildJob::make(Control &control) const
{
    const auto reach = reachInputs(m_draft, m_access.clone(), control, m_copies.get());
    if (!reach)
        return reach.error();
    const auto recipe = recipeOf(planMedia(reach->draft, m_secrets, m_site, m_chance.now()));
    if (!recipe)
        return recipe.error();
    return buildMedia(*recipe,
                      m_secrets,
                      *reach->site,
                      m_chance,
                      openIsoFile(m_draft.target.path, m_replaceIso, reach->shares),
                      ReadBack::Yes,
                      control);
}

Result<StickSession::Work> BuildJob::sticks(Control &control) const
{
    auto reached = reachInputs(m_draft, m_access.clone(), control, m_copies.get());
    if (!reached)
        return reached.error();
    const auto reach = std::make_shared<const Reach>(std::move(*reached));
    const auto recipe = recipeOf(planMedia(reach->draft, m_secrets, m_site, m_chance.now()));
    if (!recipe)
        return recipe.error();
    auto media = stickMedia(*recipe, m_secrets, *reach->site, m_chance, control);
    if (!media)
        return told(media.error());
    media->source.warnings = told(std::move(media->source.warnings));
    StickRunOptions options{.chance = m_chance};
    // the site, and the copies that the sticks are made from, stay as long as the run
    options.beforeFirstIsFinished = [reach, makeKnown = media->registerCertificate] {
        return makeKnown();
    };
    return StickSession::Work{
        std::move(media->source), std::move(options), std::move(media->registration)};
}

} // namespace bootwright

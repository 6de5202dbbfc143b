// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ReadyMedia.h"

#include "app/cli/Access.h"
#include "app/cli/Secrets.h"
#include "app/cli/StickView.h"
#include "core/base/Tr.h"
#include "core/builder/StickMedia.h"

namespace bootwright {

namespace {

//! Everything that is wrong with the recipe, as one error.
Error refusal(const QString &path, const std::vector<Problem> &problems)
{
    QStringList sentences;
    auto kind = problems.front().kind;
    for (const auto &problem : problems) {
        sentences.append(QStringLiteral("%1: %2").arg(problem.path, problem.message));
        if (problem.kind != kind)
            kind = Error::Kind::InvalidInput;
    }
    return {kind, Tr::tr("Cannot make media from \"%1\". %2").arg(path, sentences.join(u' ')), {}};
}

} // namespace

Result<ReadyMedia>
readyMedia(const MediaDraft &answers, const Chance &chance, const Options &options, Report &report)
{
    auto access = siteAccess(options);
    if (!access)
        return access.error();
    auto secrets = secretsFor(answers, options);
    if (!secrets)
        return secrets.error();
    report.stayAwake(Tr::tr("Making boot media"));
    auto control = report.control();
    auto reach = reachInputs(answers, std::move(*access), control);
    if (!reach)
        return reach.error();
    control.enter(Tr::tr("Reading the facts of the site"));
    const auto facts = reach->site->facts(control);
    if (!facts)
        return facts.error();
    const auto plan = planMedia(reach->draft, *secrets, *facts, chance.now());
    if (!plan.recipe)
        return refusal(options.arguments.first(), plan.problems);
    return ReadyMedia{std::move(*reach), std::move(*secrets), *plan.recipe};
}

ExitStatus makeSticks(const ReadyMedia &ready,
                      const Chance &chance,
                      const std::vector<StickTarget> &targets,
                      const Options &options,
                      Report &report)
{
    auto control = report.control();
    auto media = stickMedia(ready.recipe, ready.secrets, *ready.reach.site, chance, control);
    if (!media)
        return report.failed(media.error());
    return makeSticks(std::move(media->source),
                      {.chance = chance, .beforeFirstIsFinished = media->registerCertificate},
                      targets,
                      media->registration,
                      options,
                      report);
}

} // namespace bootwright

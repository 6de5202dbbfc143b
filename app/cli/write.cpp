// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "app/cli/ReadyMedia.h"
#include "app/cli/StickView.h"
#include "app/cli/Targets.h"
#include "core/archive/Kit.h"
#include "core/builder/OpenedKit.h"

namespace bootwright {

namespace {

ExitStatus writeKit(const NearPath &file,
                    const Chance &chance,
                    const std::vector<StickTarget> &targets,
                    const Options &options,
                    Report &report)
{
    auto control = report.control();
    const auto kit = openKit(file, control);
    if (!kit)
        return report.failed(kit.error());
    const auto ready = readyMedia(kit->forSticks(), chance, options, report);
    return ready ? makeSticks(*ready, chance, targets, options, report)
                 : report.failed(ready.error());
}

} // namespace

ExitStatus runWrite(const Options &options, Report &report)
{
    const auto &named = options.arguments.first();
    const auto targets = targetsOf(options.arguments.mid(1), {named}, options);
    if (!targets)
        return report.failed(targets.error());
    const auto chance = options.reproducibleFile.isEmpty()
                            ? Result<Chance>(Chance())
                            : Chance::fromFile(options.reproducibleFile);
    if (!chance)
        return report.failed(chance.error());
    const auto near = nearPath(named, options, report);
    if (!near)
        return report.failed(near.error());
    if (Kit::isNamedKit(named))
        return writeKit(*near, *chance, *targets, options, report);
    auto source = openStickSource(near->path);
    if (!source)
        return report.failed(near->told(source.error()));
    source->name = near->named;
    return makeSticks(std::move(*source), {.chance = *chance}, *targets, {}, options, report);
}

} // namespace bootwright

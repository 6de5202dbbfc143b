// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Arguments.h"

#include "core/base/Tr.h"
#include "core/recipe/RecipeFile.h"

#include <QCommandLineParser>

namespace bootwright {

Result<WizardContext> contextFromArguments(const QCoreApplication &app)
{
    QCommandLineParser parser;
    const QCommandLineOption reproducible(QStringLiteral("reproducible"),
                                          Tr::tr("For tests: take chance and time from FILE."),
                                          Tr::tr("FILE"));
    parser.addOption(reproducible);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        Tr::tr("RECIPE"), Tr::tr("Begin with the answers of this recipe."), Tr::tr("[RECIPE]"));
    parser.process(app);
    auto chance = parser.isSet(reproducible) ? Chance::fromFile(parser.value(reproducible))
                                             : Result<Chance>(Chance());
    if (!chance)
        return chance.error();
    WizardContext context{*chance, freshDraft(chance->now()), {}};
    if (parser.positionalArguments().isEmpty())
        return context;
    auto recipe = readRecipe(parser.positionalArguments().first());
    if (!recipe)
        return recipe.error();
    context.start = std::move(*recipe);
    return context;
}

} // namespace bootwright

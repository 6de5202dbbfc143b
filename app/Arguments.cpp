// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Arguments.h"

#include "core/base/Tr.h"
#include "ui/droppedFile.h"

#include <QCommandLineParser>
#include <QFileInfo>

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
    parser.addPositionalArgument(Tr::tr("FILE"),
                                 Tr::tr("Begin with the answers of this recipe, or write this kit "
                                        "or image to sticks."),
                                 Tr::tr("[FILE]"));
    parser.process(app);
    auto chance = parser.isSet(reproducible) ? Chance::fromFile(parser.value(reproducible))
                                             : Result<Chance>(Chance());
    if (!chance)
        return chance.error();
    WizardContext context{.chance = *chance, .start = freshDraft(chance->now())};
    if (parser.positionalArguments().isEmpty())
        return context;
    const auto file = parser.positionalArguments().first();
    if (const auto kind = kindOfFile(file);
        kind == DroppedFile::Kit || kind == DroppedFile::Media) {
        context.media = QFileInfo(file).absoluteFilePath();
        return context;
    }
    context.recipePath = file;
    auto recipe = salvageRecipe(context.recipePath, context.start);
    if (!recipe)
        return recipe.error();
    context.recipe = std::move(*recipe);
    return context;
}

} // namespace bootwright

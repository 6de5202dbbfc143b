// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/AppSettings.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/recipe/RecipeFile.h"
#include "ui/MediaWizard.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>

using namespace bootwright;

namespace {

//! What the arguments say the wizard begins with.
Result<WizardContext> contextFor(const QCommandLineParser &parser, const QString &reproducible)
{
    auto chance =
        reproducible.isEmpty() ? Result<Chance>(Chance()) : Chance::fromFile(reproducible);
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

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("bootwright"));
    QApplication::setApplicationVersion(QStringLiteral(BOOTWRIGHT_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("bootwright"));
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
    openLog(defaultLogPath(), QStringLiteral("bootwright"));
    auto context = contextFor(parser, parser.value(reproducible));
    if (!context) {
        std::fputs(Tr::tr("error: %1\n").arg(context.error().message).toUtf8().constData(), stderr);
        return 3; // refused, as bootwright-cli says it
    }
    const auto settings = AppSettings::ofUser();
    context->lastAnswers = settings.lastAnswers();
    MediaWizard wizard(*context);
    settings.restore(wizard);
    QObject::connect(&wizard, &QDialog::finished, &app, [&] {
        settings.keep(wizard);
        settings.keep(wizard.draft());
    });
    wizard.show();
    const auto status = QApplication::exec();
    closeLog();
    return status;
}

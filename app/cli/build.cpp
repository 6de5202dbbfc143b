// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "app/cli/Interrupt.h"
#include "app/cli/Prompt.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/builder/Inputs.h"
#include "core/builder/TrainingSite.h"
#include "core/builder/buildMedia.h"
#include "core/recipe/RecipeFile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace bootwright {

namespace {

//! The secret in the file of an option or, if none is named, from the person at the terminal; empty when
//! there is neither: the plan then says what is missing.
Result<Secret> askSecret(const QString &file, const QString &question)
{
    if (!file.isEmpty())
        return readSecretFile(file);
    if (!canPrompt())
        return Secret();
    auto answer = promptSecret(question);
    if (interruptToken().stop_requested())
        return cancelled();
    return answer;
}

//! The values of the hidden variables, under the names as the recipe spells them. Files of others are read
//! too: the plan says that there is no such variable.
Result<std::map<QString, Secret>> hiddenValues(const MediaDraft &draft, const Options &options)
{
    std::map<QString, Secret> hidden;
    auto files = options.secretFiles;
    for (const auto &variable : draft.variables) {
        if (!variable.hidden)
            continue;
        const auto file = std::find_if(files.begin(), files.end(), [&](const auto &one) {
            return one.first.compare(variable.name, Qt::CaseInsensitive) == 0;
        });
        auto value = askSecret(file == files.end() ? QString() : file->second,
                               Tr::tr("Value of the hidden variable %1:").arg(variable.name));
        if (!value)
            return value.error();
        hidden[variable.name] = std::move(*value);
        if (file != files.end())
            files.erase(file);
    }
    for (const auto &[name, file] : files) {
        auto value = readSecretFile(file);
        if (!value)
            return value.error();
        hidden[name] = std::move(*value);
    }
    return hidden;
}

Result<MediaSecrets> secretsFor(const MediaDraft &draft, const Options &options)
{
    MediaSecrets secrets;
    if (draft.security.passwordProtected || !options.passwordFile.isEmpty()) {
        auto password = askSecret(options.passwordFile, Tr::tr("Media password:"));
        if (!password)
            return password.error();
        secrets.password = std::move(*password);
    }
    if (draft.security.certificate.type == CertificateType::Pki) {
        auto password =
            askSecret(options.pfxPasswordFile,
                      Tr::tr("Password of \"%1\":").arg(draft.security.certificate.file));
        if (!password)
            return password.error();
        secrets.pfxPassword = std::move(*password);
    }
    auto hidden = hiddenValues(draft, options);
    if (!hidden)
        return hidden.error();
    secrets.hidden = std::move(*hidden);
    return secrets;
}

//! The files named on the command line, none of which the image may replace.
QStringList filesOf(const Options &options)
{
    QStringList files{options.arguments.first(),
                      options.passwordFile,
                      options.pfxPasswordFile,
                      options.reproducibleFile,
                      logPath()};
    for (const auto &[name, file] : options.secretFiles)
        files.append(file);
    files.removeAll(QString());
    return files;
}

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

ExitStatus showPlan(const BuildPlan &plan, const MediaDraft &draft, Report &report)
{
    const QLocale locale;
    report.line(Tr::tr("Would write: %1").arg(draft.target.path));
    report.line(Tr::tr("Size: %1 bytes (%2), of which %3 bytes are written and the rest are holes")
                    .arg(QString::number(plan.size), locale.formattedDataSize(qint64(plan.size)))
                    .arg(plan.writtenSize));
    for (const auto &file : plan.files)
        report.line(QStringLiteral("  ") + file);
    for (const auto &warning : plan.warnings)
        report.warning(warning);
    report.result({{QStringLiteral("output"), draft.target.path},
                   {QStringLiteral("size"), qint64(plan.size)},
                   {QStringLiteral("writtenSize"), qint64(plan.writtenSize)},
                   {QStringLiteral("files"), QJsonArray::fromStringList(plan.files)},
                   {QStringLiteral("warnings"), QJsonArray::fromStringList(plan.warnings)}});
    return report.done();
}

ExitStatus showOutcome(const BuildReport &built, Report &report)
{
    for (const auto &warning : built.warnings)
        report.warning(warning);
    QJsonObject facts{
        {QStringLiteral("output"), built.output},
        {QStringLiteral("size"), qint64(built.size)},
        {QStringLiteral("mediaGuid"), built.mediaGuid},
        {QStringLiteral("certificateExpires"), built.certificateExpires.toString(Qt::ISODate)},
        {QStringLiteral("verified"), built.verification == BuildReport::Verification::Equal}};
    if (built.verification == BuildReport::Verification::Different)
        return report.unverified(Tr::tr("The image was written, but what was read back differs: "
                                        "%1. It did not get its name. Try another disk.")
                                     .arg(built.difference),
                                 facts);
    report.line(Tr::tr("Made: %1 (%2 bytes)").arg(built.output).arg(built.size));
    report.line(Tr::tr("Media GUID: %1").arg(built.mediaGuid));
    report.line(
        Tr::tr("Certificate valid until: %1").arg(built.certificateExpires.toString(Qt::ISODate)));
    if (!built.registration.isEmpty())
        report.line(built.registration);
    if (built.verification == BuildReport::Verification::Skipped) {
        report.result(facts);
        return report.unverified(Tr::tr("The image was not read back, as you wished. "
                                        "\"bootwright-cli verify\" does it later."),
                                 facts);
    }
    facts[QStringLiteral("sha256")] = QString::fromLatin1(built.sha256.toHex());
    report.line(
        Tr::tr("Read back and equal. SHA-256: %1").arg(QString::fromLatin1(built.sha256.toHex())));
    report.result(facts);
    return report.done(facts);
}

ExitStatus
build(const MediaDraft &draft, const Chance &chance, const Options &options, Report &report)
{
    const auto secrets = secretsFor(draft, options);
    if (!secrets)
        return report.failed(secrets.error());
    auto site = openSiteFor(draft.site);
    if (!site)
        return report.failed(site.error());
    auto control = report.control();
    control.enter(Tr::tr("Reading the facts of the site"));
    const auto facts = (*site)->facts(control);
    if (!facts)
        return report.failed(facts.error());
    const auto plan = planMedia(draft, *secrets, *facts, chance.now());
    if (!plan.recipe)
        return report.failed(refusal(options.arguments.first(), plan.problems));
    if (options.dryRun) {
        const auto build = planBuild(*plan.recipe, *secrets, **site, chance, control);
        return build ? showPlan(*build, draft, report) : report.failed(build.error());
    }
    const auto built = buildMedia(*plan.recipe,
                                  *secrets,
                                  **site,
                                  chance,
                                  openIsoFile(draft.target.path, options.overwrite),
                                  options.verify ? ReadBack::Yes : ReadBack::No,
                                  control);
    return built ? showOutcome(*built, report) : report.failed(built.error());
}

} // namespace

ExitStatus runBuild(const Options &options, Report &report)
{
    auto draft = readRecipe(options.arguments.first());
    if (!draft)
        return report.failed(draft.error());
    if (!options.output.isEmpty())
        draft->target.path = QFileInfo(options.output).absoluteFilePath();
    if (const auto safe = checkTargetIsNoInput(draft->target.path, filesOf(options)); !safe)
        return report.failed(safe.error());
    const auto chance = options.reproducibleFile.isEmpty()
                            ? Result<Chance>(Chance())
                            : Chance::fromFile(options.reproducibleFile);
    if (!chance)
        return report.failed(chance.error());
    return build(*draft, *chance, options, report);
}

} // namespace bootwright

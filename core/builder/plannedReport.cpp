// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/builder/MediaData.h"
#include "core/builder/ShareInputs.h"
#include "core/builder/compareMedia.h"
#include "core/recipe/RecipeFile.h"

namespace bootwright {

namespace {

Result<QString> bootImageFile(const MediaRecipe &recipe, Site &site, Control &control)
{
    const auto &answers = recipe.answers();
    if (!answers.bootImage.file.isEmpty())
        return answers.bootImage.file;
    return site.bootImageFile(answers.bootImage.packageId, answers.distributionPoint, control);
}

//! Secrets that are only there.
MediaSecrets anySecrets(const MediaDraft &draft)
{
    MediaSecrets secrets;
    const auto any = QStringLiteral("a secret that is used nowhere");
    if (draft.security.passwordProtected)
        secrets.password = Secret(any);
    if (draft.security.certificate.type == CertificateType::Pki)
        secrets.pfxPassword = Secret(any);
    for (const auto &variable : draft.variables) {
        if (variable.hidden)
            secrets.hidden[variable.name] = Secret(any);
    }
    return secrets;
}

} // namespace

Result<MediaReport> plannedReport(const MediaRecipe &recipe, Site &site, Control &control)
{
    const auto file = bootImageFile(recipe, site, control);
    if (!file)
        return file.error();
    const auto content = ContentSource::file(*file);
    if (!content)
        return content.error();
    const auto &answers = recipe.answers();
    MediaReport report;
    report.kind = MediaKind::ConfigMgr;
    report.mediaLabel = recipe.label();
    report.mediaType = QStringLiteral("BootMedia");
    report.passwordRequired = report.passwordProtected = answers.security.passwordProtected;
    report.unattended = recipe.isUnattended();
    report.bootImage = readBootImage(*content, *file);
    report.variablesState = MediaReport::Variables::Open;
    report.variables = plannedVariables(recipe);
    auto &manifest = report.manifest.emplace();
    manifest.label = recipe.label();
    manifest.bootImagePackage = answers.bootImage.packageId;
    if (recipe.isSelfSigned())
        manifest.certificateExpires = answers.security.certificate.expireTime;
    return report;
}

Result<MediaReport>
plannedReport(const QString &file, SiteAccess access, const QDateTime &now, Control &control)
{
    const auto near = reachPath(file, access, control);
    if (!near)
        return near.error();
    const auto answers = readNearRecipe(*near);
    if (!answers)
        return answers.error();
    const auto reach = reachInputs(*answers, std::move(access), control);
    if (!reach)
        return reach.error();
    const auto facts = reach->site->facts(control);
    if (!facts)
        return facts.error();
    const auto &draft = reach->draft;
    const auto plan = planMedia(draft, anySecrets(draft), *facts, now);
    if (!plan.recipe)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot compare with \"%1\". %2").arg(file, plan.problems.front().message),
            {}};
    return plannedReport(*plan.recipe, *reach->site, control);
}

} // namespace bootwright

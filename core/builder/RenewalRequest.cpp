// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/RenewalRequest.h"

#include "core/base/Tr.h"
#include "core/builder/registerMedia.h"

#include <QDir>
#include <QFileInfo>

namespace bootwright {

namespace {

Error refusal(const std::vector<Problem> &problems)
{
    QStringList sentences;
    for (const auto &problem : problems)
        sentences.append(QStringLiteral("%1: %2").arg(problem.path, problem.message));
    return {problems.front().kind, sentences.join(u' '), {}};
}

Result<std::optional<SiteFacts>> factsOf(Site *site, Control &control)
{
    if (!site)
        return std::optional<SiteFacts>();
    auto facts = site->facts(control);
    return facts ? Result<std::optional<SiteFacts>>(std::move(*facts)) : facts.error();
}

} // namespace

Result<QStringList> judgeRequest(const RenewalRequest &request,
                                 const ExistingMedia &media,
                                 const Chance &chance,
                                 Control &control)
{
    const auto facts = factsOf(request.site, control);
    if (!facts)
        return facts.error();
    auto verdict =
        judgeRenewal(request.draft, media.answers(), request.secrets, *facts, chance.now());
    if (!verdict.problems.empty())
        return refusal(verdict.problems);
    return std::move(verdict.warnings);
}

Result<QString> registerRenewal(const RenewalRequest &request,
                                const std::optional<MediaIdentity> &identity,
                                UserDeviceAffinity affinity,
                                Control &control)
{
    if (!identity)
        return QString();
    if (!request.site)
        return Tr::tr("The new certificate is not registered, because its site is not at hand. "
                      "Register it before the media are used.");
    const auto registration =
        request.site->registerCertificate({.mediaGuid = identity->guid,
                                           .certificateDer = identity->certificate.der(),
                                           .certificateType = request.draft.certificate->type,
                                           .userDeviceAffinity = affinity},
                                          control);
    if (!registration)
        return registration.error();
    const bool isFile = !request.store && QFileInfo(request.path).isFile();
    return registrationNote(*registration,
                            *identity,
                            isFile ? QFileInfo(request.path).absolutePath() : QDir::currentPath());
}

} // namespace bootwright

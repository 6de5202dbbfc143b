// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"

#include "app/cli/Prompt.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/site/TrustedServers.h"

#include <QFileInfo>

#include <cstdio>

namespace bootwright {

namespace {

bool isAllowed(const ServerCertificate &certificate, const QByteArray &fingerprint)
{
    if (!fingerprint.isEmpty() || !canPrompt())
        return certificate.sha256 == fingerprint;
    const auto what = Tr::tr("The server \"%1\" shows a certificate for %2, issued by %3. %4\n"
                             "Its SHA-256 fingerprint is %5")
                          .arg(certificate.server,
                               certificate.subject,
                               certificate.issuer,
                               certificate.why,
                               fingerprintText(certificate.sha256));
    std::fputs((what + u'\n').toUtf8().constData(), stderr);
    return promptLine(Tr::tr("Is it the server's own? Type yes to trust it from now on:"))
           == u"yes";
}

} // namespace

Result<SiteAccess> siteAccess(const Options &options)
{
    SiteAccess access;
    access.user = options.user;
    access.allowNtlm = options.allowNtlm;
    access.contentLimit = options.cacheLimit;
    if (!options.sitePasswordFile.isEmpty()) {
        auto password = readSecretFile(options.sitePasswordFile);
        if (!password)
            return password.error();
        access.password = std::move(*password);
    } else if (!options.user.isEmpty() && canPrompt()) {
        access.password = promptSecret(Tr::tr("Password of \"%1\":").arg(options.user));
    }
    const auto fingerprint = fingerprintFromText(options.trust);
    if (!options.trust.isEmpty() && fingerprint.isEmpty())
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("\"%1\" is not a SHA-256 fingerprint. It has 64 hexadecimal digits.")
                         .arg(options.trust),
                     {}};
    if (fingerprint.isEmpty()) {
        auto trusted = readTrustedServers(trustedServersPath());
        if (!trusted)
            return trusted.error();
        access.trusted = std::move(*trusted);
    }
    access.consent = [fingerprint](const ServerCertificate &certificate) {
        if (!isAllowed(certificate, fingerprint))
            return false;
        if (const auto kept = trustServer(certificate); !kept)
            logWarning(kept.error().message);
        return true;
    };
    return access;
}

Result<NearPath> nearPath(const QString &path, const Options &options, Report &report)
{
    if (!needsShareClient(path))
        return NearPath{path, path, {}};
    const auto access = siteAccess(options);
    if (!access)
        return access.error();
    auto control = report.control();
    return reachPath(path, *access, control);
}

SiteDraft siteOf(const QString &source)
{
    SiteDraft draft;
    const auto isFile = QFileInfo(source).isFile() || source.endsWith(QLatin1String(".json"))
                        || source.contains(u'/') || source.contains(u'\\');
    if (source == u"lab")
        draft.source = SiteSource::Lab;
    else if (isFile)
        draft.source = SiteSource::Profile;
    else
        draft.source = SiteSource::AdminService;
    (isFile ? draft.profile : draft.server) = source;
    return draft;
}

} // namespace bootwright

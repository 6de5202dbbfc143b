// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Secrets.h"

#include "app/cli/Interrupt.h"
#include "app/cli/Prompt.h"
#include "core/base/Tr.h"
#include "core/builder/MediaReport.h"

#include <algorithm>

namespace bootwright {

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

Result<Secret> passwordOf(const QString &media, const QString &file)
{
    if (!file.isEmpty())
        return readSecretFile(file);
    const auto shown = canPrompt() ? inspectMedia(media, {}) : cancelled();
    if (!shown || shown->variablesState != MediaReport::Variables::Locked)
        return Secret();
    return askSecret({}, Tr::tr("Password of \"%1\":").arg(media));
}

Result<std::map<QString, Secret>> hiddenValues(const QList<VariableDraft> &variables,
                                               const Options &options)
{
    std::map<QString, Secret> hidden;
    auto files = options.secretFiles;
    for (const auto &variable : variables) {
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
    const auto &certificate = draft.security.certificate;
    if (certificate.type == CertificateType::Pki || !certificate.identity.isEmpty()) {
        auto password = certificate.type == CertificateType::Pki
                            ? askSecret(options.pfxPasswordFile,
                                        Tr::tr("Password of \"%1\":").arg(certificate.file))
                            : askSecret(options.kitPasswordFile, Tr::tr("Password of the kit:"));
        if (!password)
            return password.error();
        secrets.pfxPassword = std::move(*password);
    }
    if (!draft.reference.isEmpty()) {
        auto password = passwordOf(draft.reference, options.referencePasswordFile);
        if (!password)
            return password.error();
        secrets.referencePassword = std::move(*password);
    }
    auto hidden = hiddenValues(draft.variables, options);
    if (!hidden)
        return hidden.error();
    secrets.hidden = std::move(*hidden);
    return secrets;
}

} // namespace bootwright

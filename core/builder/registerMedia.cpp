// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/registerMedia.h"

#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QSaveFile>

namespace bootwright {

namespace {

Result<void> saveBeside(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return Error{Error::Kind::Device,
                 Tr::tr("Cannot write \"%1\". %2.").arg(path, systemReason(file.errorString())),
                 {}};
}

} // namespace

Result<Registration> registerMedia(Site &site,
                                   const MediaRecipe &recipe,
                                   const MediaIdentity &identity,
                                   Control &control)
{
    const auto &security = recipe.answers().security;
    if (!security.certificate.identity.isEmpty())
        return Registration{
            Registration::Outcome::NotOffered,
            Tr::tr("The certificate is that of the kit. Its registration was up to whoever packed "
                   "it.")};
    return site.registerCertificate({.mediaGuid = identity.guid,
                                     .certificateDer = identity.certificate.der(),
                                     .certificateType = security.certificate.type,
                                     .userDeviceAffinity = security.userDeviceAffinity},
                                    control);
}

QString registrationNote(const Registration &registration,
                         const MediaIdentity &identity,
                         const QString &folder)
{
    if (registration.script.isEmpty())
        return registration.note;
    const auto certificate = QStringLiteral("%1/media-%2.cer").arg(folder, identity.guid);
    const auto script = QStringLiteral("%1/register-media-%2.ps1").arg(folder, identity.guid);
    for (const auto &saved : {saveBeside(certificate, identity.certificate.der()),
                              saveBeside(script, registration.script)}) {
        if (!saved)
            return registration.note + u' ' + saved.error().message;
    }
    return registration.note + u' '
           + Tr::tr("Let an admin of the site run \"%1\"; the certificate is \"%2\".")
                 .arg(script, certificate);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/LabSite.h"

#include "core/base/Tr.h"
#include "core/site/SiteProfile.h"

#include <QFile>

//! A static library's resources are dropped by the linker unless somebody asks for them; the macro must
//! stand outside a namespace.
static void initLabResources()
{
    Q_INIT_RESOURCE(lab_site);
}

namespace bootwright {

namespace {

QByteArray labResource(const QString &name)
{
    initLabResources();
    QFile file(QStringLiteral(":/bootwright/lab/") + name);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    return opened ? file.readAll() : QByteArray();
}

} // namespace

QByteArray labProfileJson()
{
    return labResource(QStringLiteral("site.json"));
}

QByteArray labRecipeJson()
{
    return labResource(QStringLiteral("recipe.json"));
}

Result<SiteFacts> LabSite::facts(Control &control)
{
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    auto facts = parseProfile(labProfileJson(), {});
    if (!facts)
        return facts.error();
    for (auto &image : facts->bootImages)
        image.file.clear();
    return facts;
}

Result<QString>
LabSite::bootImageFile(const QString &packageId, const QString &distributionPoint, Control &control)
{
    Q_UNUSED(distributionPoint)
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    return Error{
        Error::Kind::NotFound,
        Tr::tr("Cannot get the boot image %1. The training site has no distribution points that "
               "answer. Name a .wim file.")
            .arg(packageId),
        {}};
}

Result<QString>
LabSite::packageFolder(const QString &packageId, const QString &distributionPoint, Control &control)
{
    Q_UNUSED(distributionPoint)
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    return Error{
        Error::Kind::NotFound,
        Tr::tr("Cannot get the package %1. The training site has no distribution points that "
               "answer. Name a folder or a zip.")
            .arg(packageId),
        {}};
}

Result<Registration> LabSite::registerCertificate(const CertificateRegistration &registration,
                                                  Control &control)
{
    Q_UNUSED(registration)
    if (const auto proceed = control.proceed(); !proceed)
        return proceed.error();
    return Registration{
        Registration::Outcome::NotOffered,
        Tr::tr("The media certificate is not registered, because the training site does "
               "not exist.")};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/site/Site.h"

namespace bootwright {

//! The built-in training site: a whole invented site LAB without a server behind it. Its boot images
//! have no file of their own; the stand-in boot image is made by the builder.
class LabSite final : public Site
{
public:
    Result<SiteFacts> facts(Control &control) override;
    Result<QString> bootImageFile(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<QString> packageFolder(const QString &packageId,
                                  const QString &distributionPoint,
                                  Control &control) override;
    Result<Registration> registerCertificate(const CertificateRegistration &registration,
                                             Control &control) override;
};

//! The profile of the training site, as `bootwright-cli lab` writes it: its boot image LAB00005 lies in
//! "boot.wim" beside it.
QByteArray labProfileJson();
//! The recipe that `bootwright-cli lab` writes beside that profile ("site.json").
QByteArray labRecipeJson();

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recipe/RecipeWords.h"

namespace bootwright {

const Words<SiteSource> &siteSourceWords()
{
    static const Words<SiteSource> words{
        {QStringLiteral("lab"), SiteSource::Lab},
        {QStringLiteral("profile"), SiteSource::Profile},
        {QStringLiteral("adminService"), SiteSource::AdminService}};
    return words;
}

const Words<MediaMode> &mediaModeWords()
{
    static const Words<MediaMode> words{{QStringLiteral("dynamic"), MediaMode::Dynamic},
                                        {QStringLiteral("siteBased"), MediaMode::SiteBased}};
    return words;
}

const Words<TargetType> &targetTypeWords()
{
    static const Words<TargetType> words{{QStringLiteral("iso"), TargetType::Iso},
                                         {QStringLiteral("usb"), TargetType::Usb}};
    return words;
}

const Words<CertificateType> &certificateTypeWords()
{
    static const Words<CertificateType> words{
        {QStringLiteral("selfSigned"), CertificateType::SelfSigned},
        {QStringLiteral("pki"), CertificateType::Pki}};
    return words;
}

const Words<UserDeviceAffinity> &userDeviceAffinityWords()
{
    static const Words<UserDeviceAffinity> words{
        {QStringLiteral("doNotAllow"), UserDeviceAffinity::DoNotAllow},
        {QStringLiteral("administratorApproval"), UserDeviceAffinity::AdministratorApproval},
        {QStringLiteral("autoApproval"), UserDeviceAffinity::AutoApproval}};
    return words;
}

const Words<Encryption> &encryptionWords()
{
    static const Words<Encryption> words{{QStringLiteral("aes128"), Encryption::Aes128},
                                         {QStringLiteral("aes256"), Encryption::Aes256}};
    return words;
}

const Words<SignerChoice> &signerWords()
{
    static const Words<SignerChoice> words{{QStringLiteral("auto"), SignerChoice::Auto},
                                           {QStringLiteral("2011"), SignerChoice::Microsoft2011},
                                           {QStringLiteral("2023"), SignerChoice::Microsoft2023}};
    return words;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bootImageText.h"

#include "core/base/Tr.h"

namespace bootwright {

namespace {

QString driversText(const QStringList &drivers)
{
    constexpr qsizetype MostNames = 8;
    if (drivers.isEmpty())
        return Tr::tr("none beside those of Windows");
    auto names = drivers.mid(0, MostNames).join(QLatin1String(", "));
    if (drivers.size() > MostNames)
        names += Tr::tr(" and %n more", nullptr, int(drivers.size() - MostNames));
    return QStringLiteral("%1: %2").arg(drivers.size()).arg(names);
}

QString loadersText(const QList<BootLoader> &loaders)
{
    QStringList lines;
    for (const auto &loader : loaders) {
        if (loader.machine != 0)
            lines.append(QStringLiteral("%1: %2").arg(loader.path.section(u'\\', -2),
                                                      signerText(loader.signature)));
    }
    return lines.join(u'\n');
}

FirmwareVerdict secureBootText(const BootImageFacts &facts, SignerChoice choice)
{
    const bool isAuto = choice == SignerChoice::Auto;
    const bool takes2023 =
        choice == SignerChoice::Microsoft2023 || (isAuto && facts.startsFrom2023);
    const bool takes2011 =
        choice == SignerChoice::Microsoft2011 || (isAuto && !takes2023 && facts.startsFrom2011);
    if (takes2023 && !facts.startsFrom2023)
        return {false,
                Tr::tr("This boot image has no boot manager signed by Windows UEFI CA 2023. Choose "
                       "the other signer, or a boot image with later updates.")};
    if (takes2011 && !facts.startsFrom2011)
        return {false,
                Tr::tr("This boot image has no boot manager signed by Microsoft Windows Production "
                       "PCA 2011. Choose the other signer.")};
    if (takes2023)
        return {true,
                Tr::tr("UEFI with Secure Boot: starts where the firmware trusts Windows UEFI CA "
                       "2023. Older firmware without that certificate refuses it.")};
    if (takes2011)
        return {true,
                Tr::tr("UEFI with Secure Boot: starts where the firmware trusts Microsoft Windows "
                       "Production PCA 2011. Firmware in which that certificate was revoked "
                       "refuses it.")};
    return {false,
            Tr::tr("UEFI with Secure Boot: does not start, for neither of Microsoft's certificates "
                   "signed the boot manager.")};
}

} // namespace

QList<std::pair<QString, QString>> bootImageText(const BootImageFacts &facts, const QLocale &locale)
{
    return {{Tr::tr("Name"), facts.name},
            {Tr::tr("Windows PE"),
             Tr::tr("%1, %2, language %3", "version, architecture")
                 .arg(facts.version, architectureName(facts.architecture), facts.language)},
            {Tr::tr("Size"), locale.formattedDataSize(qint64(facts.size))},
            {Tr::tr("Drivers"), driversText(facts.drivers)},
            {Tr::tr("Boot managers"), loadersText(facts.loaders)}};
}

QList<FirmwareVerdict> firmwareText(const BootImageFacts &facts, SignerChoice choice)
{
    return {
        secureBootText(facts, choice),
        {true, Tr::tr("UEFI without Secure Boot: starts.")},
        facts.startsOnBios
            ? FirmwareVerdict{true, Tr::tr("BIOS: starts from a disc.")}
            : FirmwareVerdict{
                false, Tr::tr("BIOS: does not start, the boot image has no boot manager for it.")}};
}

} // namespace bootwright

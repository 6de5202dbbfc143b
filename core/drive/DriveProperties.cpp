// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveProperties.h"

#include "core/base/Tr.h"

#include <algorithm>

namespace bootwright {

namespace {

template<typename Keep>
QString filtered(const QString &text, Keep keep)
{
    QString kept;
    for (const auto letter : text.toUcs4())
        if (QChar::isSpace(letter) || (QChar::isPrint(letter) && keep(letter)))
            kept += QChar::fromUcs4(letter);
    return kept.simplified();
}

bool isRightToLeft(char32_t letter)
{
    const auto direction = QChar::direction(letter);
    return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
}

} // namespace

QString busName(Bus bus)
{
    switch (bus) {
    case Bus::Unknown:
        return {};
    case Bus::Usb:
        return QStringLiteral("USB");
    case Bus::FireWire:
        return QStringLiteral("FireWire");
    case Bus::MemoryCard:
        return Tr::tr("memory card");
    case Bus::Emmc:
        return QStringLiteral("eMMC");
    case Bus::Ata:
        return QStringLiteral("SATA");
    case Bus::Nvme:
        return QStringLiteral("NVMe");
    case Bus::Scsi:
        return QStringLiteral("SCSI");
    case Bus::Virtio:
        return QStringLiteral("virtio");
    case Bus::Network:
        return Tr::tr("network");
    }
    return {};
}

QString wordOf(Bus bus)
{
    switch (bus) {
    case Bus::Unknown:
        return {};
    case Bus::Usb:
        return QStringLiteral("usb");
    case Bus::FireWire:
        return QStringLiteral("fireWire");
    case Bus::MemoryCard:
        return QStringLiteral("memoryCard");
    case Bus::Emmc:
        return QStringLiteral("emmc");
    case Bus::Ata:
        return QStringLiteral("ata");
    case Bus::Nvme:
        return QStringLiteral("nvme");
    case Bus::Scsi:
        return QStringLiteral("scsi");
    case Bus::Virtio:
        return QStringLiteral("virtio");
    case Bus::Network:
        return QStringLiteral("network");
    }
    return {};
}

QString driveName(const DriveProperties &drive)
{
    if (drive.model.isEmpty() && drive.vendor.isEmpty())
        return drive.kind == DriveKind::Loop ? Tr::tr("Loop device")
                                             : Tr::tr("Drive without a name");
    if (drive.vendor.isEmpty() || drive.model.startsWith(drive.vendor, Qt::CaseInsensitive))
        return drive.model;
    return (drive.vendor + u' ' + drive.model).trimmed();
}

QString cleanName(const QString &text)
{
    return filtered(text, [](char32_t letter) { return !isRightToLeft(letter); });
}

QString cleanLabel(const QString &text)
{
    return filtered(text, [](char32_t) { return true; });
}

} // namespace bootwright

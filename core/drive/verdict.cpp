// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/verdict.h"

#include "core/base/Tr.h"

#include <QLocale>

#include <optional>

namespace bootwright {

namespace {

using Answer = DriveVerdict::Answer;
using Reason = DriveVerdict::Reason;

DriveVerdict refused(Reason reason, const QString &sentence)
{
    return {Answer::Refused, reason, sentence};
}

DriveVerdict mustBeUnlocked(Reason reason, const QString &sentence)
{
    return {Answer::MustBeUnlocked, reason, sentence};
}

QString sizeText(quint64 bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

//! What is no drive that anybody could plug out, whatever it holds.
std::optional<DriveVerdict> refusedByKind(const DriveProperties &drive)
{
    switch (drive.kind) {
    case DriveKind::Memory:
        return refused(Reason::NotADrive, Tr::tr("It is memory. Choose a drive."));
    case DriveKind::Mapped:
        return refused(
            Reason::NotADrive,
            Tr::tr(
                "It is made by software, of other drives or of none. Choose a drive of its own."));
    case DriveKind::BootArea:
        return refused(Reason::NotADrive,
                       Tr::tr("The firmware starts from it. Choose another drive."));
    case DriveKind::Optical:
        return refused(Reason::Optical,
                       Tr::tr("It takes optical discs. Make an ISO file and burn that."));
    case DriveKind::Loop:
        if (drive.standsFor == u"?")
            return refused(Reason::StandsForOther,
                           Tr::tr("It cannot be told what is behind this loop device. Set it up "
                                  "anew over a file."));
        if (!drive.standsFor.isEmpty())
            return refused(
                Reason::StandsForOther,
                Tr::tr("It stands for %1. Choose that drive itself.").arg(drive.standsFor));
        return {};
    case DriveKind::Disk:
        return {};
    }
    return {};
}

QStringList mountPointsToStay(const DriveProperties &drive)
{
    QStringList stay;
    for (const auto &volume : drive.volumes)
        for (const auto &point : volume.mountPoints)
            if (!drive.removable || !isRemovableMount(point))
                stay.append(cleanLabel(point));
    return stay;
}

std::optional<DriveVerdict> refusedByUse(const DriveProperties &drive)
{
    if (!drive.heldBy.isEmpty())
        return refused(Reason::InUse,
                       Tr::tr("It is in use by %1. Stop that first.")
                           .arg(drive.heldBy.join(QStringLiteral(", "))));
    if (const auto stay = mountPointsToStay(drive); !stay.isEmpty())
        return refused(Reason::InUse,
                       Tr::tr("It is in use, mounted at %1. Unmount it first.")
                           .arg(stay.join(QStringLiteral(", "))));
    for (const auto &volume : drive.volumes)
        if (volume.fileSystem == u"zfs_member") // the kernel does not say which pools are in use
            return refused(Reason::InUse,
                           Tr::tr("It is part of a ZFS pool. Export the pool and run \"zpool "
                                  "labelclear %1\" first.")
                               .arg(volume.path));
    return {};
}

std::optional<DriveVerdict> refusedByMedium(const DriveProperties &drive)
{
    if (drive.bus == Bus::Network)
        return refused(Reason::Network,
                       Tr::tr("It is a disk on the network, which other computers may use. Choose "
                              "a drive of this computer."));
    if (drive.identity.size == 0)
        return refused(Reason::NoMedium, Tr::tr("It is empty. Insert a card."));
    if (drive.readOnly)
        return refused(Reason::ReadOnly,
                       Tr::tr("It is write-protected. Move its switch, or choose another drive."));
    return {};
}

DriveVerdict verdictOfUsable(const DriveProperties &drive, quint64 needed)
{
    if (drive.identity.size < needed)
        return refused(Reason::TooSmall,
                       Tr::tr("It has %1 and %2 are needed. Choose a larger one.")
                           .arg(sizeText(drive.identity.size), sizeText(needed)));
    if (drive.kind == DriveKind::Loop)
        return mustBeUnlocked(Reason::LoopDevice,
                              Tr::tr("It is a file that the system shows as a drive. Unlock it if "
                                     "it is the one you mean."));
    if (!drive.removable)
        return mustBeUnlocked(Reason::NotRemovable,
                              Tr::tr("It is built into this computer. Unlock it if it is the one "
                                     "you mean."));
    if (drive.identity.size > kLargeDrive)
        return mustBeUnlocked(Reason::Large,
                              Tr::tr("It is large for a stick: %1. Unlock it if it is the one you "
                                     "mean.")
                                  .arg(sizeText(drive.identity.size)));
    return {Answer::Eligible, Reason::None, {}};
}

} // namespace

DriveVerdict verdict(const DriveProperties &drive, const SystemUse &system, quint64 needed)
{
    // First what must never be written, then what cannot, so that the gravest reason is told.
    if (const auto used = system.find(drive.identity.number); used != system.end())
        return refused(Reason::SystemDrive,
                       Tr::tr("The running system is on it: %1. Choose another drive.")
                           .arg(used->second.join(QStringLiteral(", "))));
    if (const auto no = refusedByKind(drive))
        return *no;
    if (const auto no = refusedByMedium(drive))
        return *no;
    if (const auto no = refusedByUse(drive))
        return *no;
    return verdictOfUsable(drive, needed);
}

bool isRemovableMount(const QString &mountPoint)
{
    if (!mountPoint.startsWith(u'/'))
        return true; // Windows, where what belongs to the system is known from SystemUse alone
    for (const auto &folder :
         {QStringLiteral("/media"), QStringLiteral("/run/media"), QStringLiteral("/mnt")})
        if (mountPoint == folder || mountPoint.startsWith(folder + u'/'))
            return true;
    return false;
}

QString wordOf(DriveVerdict::Answer answer)
{
    switch (answer) {
    case Answer::Eligible:
        return QStringLiteral("eligible");
    case Answer::MustBeUnlocked:
        return QStringLiteral("mustBeUnlocked");
    case Answer::Refused:
        return QStringLiteral("refused");
    }
    return {};
}

QString wordOf(DriveVerdict::Reason reason)
{
    switch (reason) {
    case Reason::None:
        return QStringLiteral("none");
    case Reason::SystemDrive:
        return QStringLiteral("systemDrive");
    case Reason::NotADrive:
        return QStringLiteral("notADrive");
    case Reason::StandsForOther:
        return QStringLiteral("standsForOther");
    case Reason::Optical:
        return QStringLiteral("optical");
    case Reason::Network:
        return QStringLiteral("network");
    case Reason::NoMedium:
        return QStringLiteral("noMedium");
    case Reason::ReadOnly:
        return QStringLiteral("readOnly");
    case Reason::InUse:
        return QStringLiteral("inUse");
    case Reason::TooSmall:
        return QStringLiteral("tooSmall");
    case Reason::NotRemovable:
        return QStringLiteral("notRemovable");
    case Reason::Large:
        return QStringLiteral("large");
    case Reason::LoopDevice:
        return QStringLiteral("loopDevice");
    }
    return {};
}

} // namespace bootwright

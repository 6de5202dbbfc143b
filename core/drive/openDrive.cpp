// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/openDrive.h"

#include "core/base/Tr.h"

namespace bootwright {

QString notSwitchedOff(const DriveIdentity &written)
{
    return Tr::
        tr("Cannot switch off \"%1\". The system refuses to. Unplug it when its light is still.")
            .arg(written.path);
}

Result<void> checkVerdict(const RemovableDrive &drive, Unlocked unlocked)
{
    const auto &[answer, reason, sentence] = drive.verdict;
    if (answer == DriveVerdict::Answer::Eligible
        || (answer == DriveVerdict::Answer::MustBeUnlocked && unlocked == Unlocked::Yes))
        return {};
    return Error{Error::Kind::InvalidInput,
                 Tr::tr("Cannot write to \"%1\".").arg(drive.properties.identity.path) + u' '
                     + sentence,
                 wordOf(reason)};
}

Result<void> checkIdentity(const DriveIdentity &chosen, const DriveIdentity &now)
{
    if (chosen == now)
        return {};
    QStringList differences;
    const auto compare = [&](const QString &what, const auto &before, const auto &after) {
        if (before != after)
            differences.append(QStringLiteral("%1: %2, now %3").arg(what).arg(before).arg(after));
    };
    compare(QStringLiteral("path"), chosen.path, now.path);
    compare(QStringLiteral("serial"), chosen.serial, now.serial);
    compare(QStringLiteral("place"), chosen.place, now.place);
    compare(QStringLiteral("size"), chosen.size, now.size);
    compare(QStringLiteral("number"), chosen.number, now.number);
    compare(QStringLiteral("sequence"), chosen.sequence, now.sequence);
    return Error{Error::Kind::Device,
                 Tr::tr("Cannot write to \"%1\". The drive was changed or plugged in again since "
                        "it was chosen. Choose it again.")
                     .arg(chosen.path),
                 differences.join(QStringLiteral("; "))};
}

} // namespace bootwright

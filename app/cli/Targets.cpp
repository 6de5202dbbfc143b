// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Targets.h"

#include "app/cli/Interrupt.h"
#include "app/cli/Prompt.h"
#include "core/base/Tr.h"
#include "core/builder/Inputs.h"
#include "core/drive/StandIn.h"
#include "core/image/FileSink.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace bootwright {

namespace {

//! There is something in it that would be lost.
bool holdsSomething(const StickTarget &target)
{
    const QFileInfo info(target.path);
    return info.exists() && !(info.isFile() && info.size() == 0);
}

bool isSame(const StickTarget &one, const StickTarget &other)
{
    if (one.drive && other.drive)
        return one.drive->properties.identity == other.drive->properties.identity;
    return sameFile(one.path, other.path)
           || QFileInfo(one.path).absoluteFilePath() == QFileInfo(other.path).absoluteFilePath();
}

//! "/dev/sdb (SanDisk Ultra, 31.9 GB, serial 4C53)", so that nobody erases another one.
QString describe(const StickTarget &target)
{
    if (!target.drive)
        return QDir::toNativeSeparators(target.path);
    const auto &drive = target.drive->properties;
    QStringList facts{
        driveName(drive),
        QLocale().formattedDataSize(qint64(drive.identity.size), 1, QLocale::DataSizeSIFormat)};
    if (!drive.identity.serial.isEmpty())
        facts.append(Tr::tr("serial %1").arg(drive.identity.serial));
    return QStringLiteral("%1 (%2)").arg(target.path, facts.join(QStringLiteral(", ")));
}

Result<DriveList> drivesFor(const QStringList &paths)
{
    return std::all_of(paths.begin(), paths.end(), isStandIn) ? DriveList() : listDrives();
}

Result<void> checkMayBeWritten(const StickTarget &target)
{
    const auto may = checkTarget(target);
    if (may || target.drive->verdict.answer != DriveVerdict::Answer::MustBeUnlocked)
        return may;
    auto error = may.error();
    error.message += u' ' + Tr::tr("Say --unlock %1.").arg(target.path);
    return error;
}

} // namespace

Result<std::vector<StickTarget>>
targetsOf(const QStringList &paths, const QStringList &inputs, const Options &options)
{
    const auto drives = drivesFor(paths);
    if (!drives)
        return drives.error();
    std::vector<StickTarget> targets;
    for (const auto &path : paths) {
        auto target = findTarget(*drives, path);
        if (!target)
            return target.error();
        const auto isLoop =
            target->drive && target->drive->verdict.reason == DriveVerdict::Reason::LoopDevice;
        target->unlocked = isLoop || options.unlocked.contains(path) ? Unlocked::Yes : Unlocked::No;
        if (std::any_of(
                targets.begin(), targets.end(), [&](const auto &o) { return isSame(o, *target); }))
            return Error{Error::Kind::InvalidInput,
                         Tr::tr("Cannot write \"%1\". It is named twice.").arg(path),
                         {}};
        if (const auto safe = checkTargetIsNoInput(path, inputs); !safe)
            return safe.error();
        if (const auto may = checkMayBeWritten(*target); !may)
            return may.error();
        targets.push_back(std::move(*target));
    }
    return targets;
}

Result<void> confirmErasing(const std::vector<StickTarget> &targets, const Options &options)
{
    QStringList erased;
    for (const auto &target : targets) {
        if (holdsSomething(target))
            erased.append(describe(target));
    }
    if (options.yes || erased.isEmpty())
        return {};
    if (!canPrompt())
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("Cannot erase \"%1\" without your word. Say --yes.")
                         .arg(erased.join(QStringLiteral("\", \""))),
                     {}};
    const auto word = Tr::tr("yes");
    const auto answer = promptLine(Tr::tr("Everything on %1 will be erased. Type \"%2\" to go on:")
                                       .arg(erased.join(QStringLiteral(", ")), word));
    return answer.trimmed() == word ? Result<void>() : cancelled();
}

} // namespace bootwright

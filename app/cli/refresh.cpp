// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "app/cli/Interrupt.h"
#include "app/cli/Targets.h"
#include "core/base/Tr.h"
#include "core/base/nativePaths.h"
#include "core/builder/StickSource.h"
#include "core/builder/refreshStick.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace bootwright {

namespace {

Result<RefreshReport>
refreshUnmounted(const FileTree &source, const StickTarget &target, Control &control)
{
    auto drive = openTarget(target, 0, control);
    if (!drive)
        return drive.error();
    DriveStore store(rawDrive(std::move(*drive)), target.path, interruptToken());
    const auto stick = openFatStick(store, target.path);
    return stick ? refreshStick(source, **stick, target.path, control) : stick.error();
}

Result<RefreshReport> refreshDrive(const FileTree &source,
                                   const QString &path,
                                   const Options &options,
                                   Report &report,
                                   Control &control)
{
    if (!QFileInfo::exists(path))
        return Error{Error::Kind::NotFound,
                     Tr::tr("Cannot refresh \"%1\". It does not exist.").arg(path),
                     {}};
    const auto targets = targetsOf({path}, {options.arguments.first()}, options);
    if (!targets)
        return targets.error();
    auto refreshed = refreshUnmounted(source, targets->front(), control);
    if (!refreshed)
        return refreshed;
    if (const auto released = releaseTarget(targets->front(), control); !released)
        report.warning(released.error().message);
    return refreshed;
}

Result<RefreshReport> refreshTarget(const FileTree &source,
                                    const QString &path,
                                    const Options &options,
                                    Report &report,
                                    Control &control)
{
    if (!QFileInfo(path).isDir())
        return refreshDrive(source, path, options, report, control);
    const auto stick = openFolderStick(path);
    return stick ? refreshStick(source, **stick, path, control) : stick.error();
}

QString sentenceFor(const RefreshReport &done)
{
    if (done.isUpToDate())
        return Tr::tr("Up to date: all %n file(s) are as they should be, nothing was written.",
                      nullptr,
                      int(done.unchanged));
    return Tr::tr("Refreshed: %1 files written and read back, %2 removed, %3 left as they were.")
        .arg(done.written.size())
        .arg(done.removed.size())
        .arg(done.unchanged);
}

QJsonObject toJson(const QString &path, const Result<RefreshReport> &result)
{
    if (!result)
        return {{QStringLiteral("device"), QDir::toNativeSeparators(path)},
                {QStringLiteral("outcome"),
                 result.error().kind == Error::Kind::Cancelled ? QStringLiteral("cancelled")
                                                               : QStringLiteral("failed")},
                {QStringLiteral("kind"), kindName(result.error().kind)},
                {QStringLiteral("message"), nativePaths(result.error().message)}};
    return {{QStringLiteral("device"), QDir::toNativeSeparators(path)},
            {QStringLiteral("outcome"), QStringLiteral("done")},
            {QStringLiteral("message"), sentenceFor(*result)},
            {QStringLiteral("written"), QJsonArray::fromStringList(result->written)},
            {QStringLiteral("removed"), QJsonArray::fromStringList(result->removed)},
            {QStringLiteral("unchanged"), qint64(result->unchanged)},
            {QStringLiteral("writtenSize"), qint64(result->writtenSize)}};
}

ExitStatus conclude(const std::vector<Error> &errors,
                    qsizetype count,
                    const QJsonObject &facts,
                    Report &report)
{
    report.result(facts);
    if (errors.empty())
        return report.done(facts);
    if (count == 1 || errors.back().kind == Error::Kind::Cancelled)
        return report.failed(errors.back());
    for (const auto &error : errors)
        report.warning(error.message);
    return report.failed({errors.front().kind,
                          Tr::tr("Cannot refresh %1 of %2 sticks. The lines above say why of each.")
                              .arg(errors.size())
                              .arg(count),
                          {}});
}

} // namespace

ExitStatus runRefresh(const Options &options, Report &report)
{
    const auto media = nearPath(options.arguments.first(), options, report);
    if (!media)
        return report.failed(media.error());
    const auto source = openStickSource(media->path);
    if (!source)
        return report.failed(media->told(source.error()));
    const auto targets = options.arguments.mid(1);
    report.stayAwake(Tr::tr("Refreshing sticks"));
    auto control = report.control();
    std::vector<Error> errors;
    QJsonArray sticks;
    for (const auto &target : targets) {
        const auto result = refreshTarget(source->tree, target, options, report, control);
        sticks.append(toJson(target, result));
        report.event(QStringLiteral("device"), sticks.last().toObject());
        if (result) {
            report.line(QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(target),
                                                     sentenceFor(*result)));
            continue;
        }
        errors.push_back(result.error());
        if (result.error().kind == Error::Kind::Cancelled)
            break;
    }
    return conclude(errors, targets.size(), {{QStringLiteral("sticks"), sticks}}, report);
}

} // namespace bootwright

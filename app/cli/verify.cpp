// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/builder/renewMedia.h"
#include "core/builder/verifyMedia.h"

#include <QDir>
#include <QJsonArray>

namespace bootwright {

namespace {

QJsonObject toJson(const VerifyReport &verified)
{
    return {{QStringLiteral("good"), verified.isGood()},
            {QStringLiteral("files"), qint64(verified.files)},
            {QStringLiteral("bytes"), qint64(verified.bytes)},
            {QStringLiteral("missing"), QJsonArray::fromStringList(verified.missing)},
            {QStringLiteral("changed"), QJsonArray::fromStringList(verified.changed)},
            {QStringLiteral("foreign"), QJsonArray::fromStringList(verified.foreign)}};
}

//! A renewal of the media at \a path that was interrupted ends now.
void finishInterrupted(const QString &path, Report &report)
{
    if (const auto finished = finishRenewal(path); !finished)
        report.warning(
            Tr::tr("A renewal of these media was interrupted and cannot be finished here, so that "
                   "only Bootwright sees them whole. %1")
                .arg(finished.error().message));
    else if (*finished)
        report.line(Tr::tr("An interrupted renewal was brought to its end: %1")
                        .arg(QDir::toNativeSeparators(path)));
}

} // namespace

ExitStatus runVerify(const Options &options, Report &report)
{
    report.stayAwake(Tr::tr("Verifying boot media"));
    const auto &path = options.arguments.first();
    const auto near = nearPath(path, options, report);
    if (!near)
        return report.failed(near.error());
    if (!near->copy)
        finishInterrupted(path, report);
    auto control = report.control();
    const auto verified = verifyMedia(near->path, control);
    if (!verified)
        return report.failed(near->told(verified.error()));
    for (const auto &file : verified->missing)
        report.line(Tr::tr("missing: %1").arg(file));
    for (const auto &file : verified->changed)
        report.line(Tr::tr("changed: %1").arg(file));
    for (const auto &file : verified->foreign)
        report.line(Tr::tr("foreign: %1").arg(file));
    report.result(toJson(*verified));
    if (!verified->isGood())
        return report.failed({Error::Kind::Corrupt,
                              Tr::tr("The media \"%1\" is not what its manifest says. %n file(s) "
                                     "missing or changed. Make it again.",
                                     nullptr,
                                     int(verified->missing.size() + verified->changed.size()))
                                  .arg(path),
                              {}});
    report.line(Tr::tr("%n file(s) are as the manifest says.", nullptr, int(verified->files)));
    return report.done();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/builder/compareMedia.h"

#include <QFileInfo>
#include <QJsonArray>

namespace bootwright {

namespace {

bool isRecipe(const QString &path)
{
    return path.endsWith(u".json", Qt::CaseInsensitive) && QFileInfo(path).isFile();
}

//! The report of the medium or recipe at \a near, whose password is in \a passwordFile.
Result<MediaReport>
reportOf(const NearPath &near, const QString &passwordFile, const Options &options, Report &report)
{
    if (isRecipe(near.path)) {
        auto access = siteAccess(options);
        if (!access)
            return access.error();
        auto control = report.control();
        return plannedReport(
            near.named, std::move(*access), QDateTime::currentDateTimeUtc(), control);
    }
    Secret password;
    if (!passwordFile.isEmpty()) {
        auto read = readSecretFile(passwordFile);
        if (!read)
            return read.error();
        password = std::move(*read);
    }
    auto media = inspectMedia(near.path, password);
    if (!media && media.error().kind == Error::Kind::WrongPassword)
        return media.error().within(Tr::tr("Cannot compare \"%1\".").arg(near.named));
    return media ? std::move(media) : near.told(media.error());
}

QJsonObject toJson(const Comparison &comparison)
{
    QJsonArray differences;
    for (const auto &difference : comparison.differences)
        differences.append(QJsonObject{{QStringLiteral("code"), difference.code},
                                       {QStringLiteral("sentence"), difference.sentence},
                                       {QStringLiteral("before"), difference.before},
                                       {QStringLiteral("after"), difference.after}});
    return {{QStringLiteral("equal"), comparison.differences.empty()},
            {QStringLiteral("differences"), differences},
            {QStringLiteral("notCompared"), QJsonArray::fromStringList(comparison.notCompared)}};
}

} // namespace

ExitStatus runCompare(const Options &options, Report &report)
{
    const auto &second =
        options.newPasswordFile.isEmpty() ? options.passwordFile : options.newPasswordFile;
    const auto first = nearPath(options.arguments[0], options, report);
    const auto other = nearPath(options.arguments[1], options, report);
    if (!first || !other)
        return report.failed(first ? other.error() : first.error());
    auto before = reportOf(*first, options.passwordFile, options, report);
    if (!before)
        return report.failed(before.error());
    auto after = reportOf(*other, second, options, report);
    if (!after)
        return report.failed(after.error());
    if (options.hashes) {
        report.stayAwake(Tr::tr("Reading boot media"));
        auto control = report.control();
        for (auto *media : {&*before, &*after}) {
            const auto hashed = media->files.empty() ? Result<void>() : addHashes(*media, control);
            if (!hashed)
                return report.failed(hashed.error());
        }
    }
    const auto comparison = compareMedia(*before, *after);
    for (const auto &difference : comparison.differences)
        report.line(difference.sentence);
    for (const auto &sentence : comparison.notCompared)
        report.line(sentence);
    report.result(toJson(comparison));
    if (comparison.differences.empty()) {
        report.line(Tr::tr("No difference was found."));
        return report.done();
    }
    return report.different(
        {{QStringLiteral("differences"), qint64(comparison.differences.size())}});
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/Commands.h"
#include "app/cli/ReportLayout.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/builder/ExpiryCalendar.h"

#include <QDir>
#include <QSaveFile>

namespace bootwright {

namespace {

//! Writes the calendar file, if one is wanted.
Result<void> writeCalendar(const MediaReport &media, const QString &path, const QDateTime &now)
{
    if (path.isEmpty())
        return {};
    const auto calendar = expiryCalendar(media, now);
    if (!calendar)
        return calendar.error();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*calendar) != calendar->size()
        || !file.commit())
        return Error{Error::Kind::Device,
                     Tr::tr("Cannot write \"%1\". %2.").arg(path, systemReason(file.errorString())),
                     {}};
    return {};
}

//! For monitoring: an error if the media work for \a days or less, or nobody knows how long.
ExitStatus checkExpiry(const MediaReport &media, int days, const QDateTime &now, Report &report)
{
    const auto expires = media.expires();
    if (!expires)
        return report.failed(
            {Error::Kind::InvalidInput,
             Tr::tr("Cannot tell when the media \"%1\" expire. Their certificate is not readable "
                    "here. Give the media password with --password-file.")
                 .arg(media.path),
             {}});
    const auto left = daysUntil(*expires, now);
    if (left > days)
        return report.done();
    const auto day = expires->toUTC().toString(u"yyyy-MM-dd");
    return report.failed(
        {Error::Kind::InvalidInput,
         *expires <= now
             ? Tr::tr("The media \"%1\" expired on %2. Renew them, or make them again.")
                   .arg(media.path, day)
             : Tr::tr(
                   "The media \"%1\" expire in %n day(s), on %2. Renew them, or make them again.",
                   nullptr,
                   left)
                   .arg(media.path, day),
         {}});
}

//! The status of a medium that could be read.
ExitStatus judge(const MediaReport &media,
                 const std::vector<MediaVerdict> &verdicts,
                 const Options &options,
                 const QDateTime &now,
                 Report &report)
{
    for (const auto &verdict : verdicts) {
        if (isRefused(verdict))
            return report.failed(
                {Error::Kind::Corrupt,
                 Tr::tr("Cannot use \"%1\" as boot media. %2").arg(media.path, verdict.sentence),
                 {}});
    }
    if (options.expiresWithin)
        return checkExpiry(media, *options.expiresWithin, now, report);
    return report.done();
}

} // namespace

ExitStatus runInspect(const Options &options, Report &report)
{
    Secret password;
    if (!options.passwordFile.isEmpty()) {
        auto read = readSecretFile(options.passwordFile);
        if (!read)
            return report.failed(read.error());
        password = std::move(*read);
    }
    const auto near = nearPath(options.arguments.first(), options, report);
    if (!near)
        return report.failed(near.error());
    auto media = inspectMedia(near->path, password);
    if (!media)
        return report.failed(near->told(media.error()));
    auto control = report.control();
    if (options.hashes) {
        report.stayAwake(Tr::tr("Reading boot media"));
        if (const auto hashed = addHashes(*media, control); !hashed)
            return report.failed(near->told(hashed.error()));
    }
    media->path = near->named;
    const auto now = QDateTime::currentDateTimeUtc();
    const auto verdicts = judgeMedia(*media, now);
    const auto secrets = options.showSecrets ? SecretValues::Show : SecretValues::Mask;
    report.line(oneLine(QDir::toNativeSeparators(media->path)) + u'\n');
    report.line(
        layOut(mediaReportText(*media, verdicts, now, secrets), standardOutput()).chopped(1));
    report.result(mediaReportJson(*media, verdicts, now, secrets));
    if (const auto written = writeCalendar(*media, options.calendarFile, now); !written)
        return report.failed(written.error());
    return judge(*media, verdicts, options, now, report);
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Access.h"
#include "app/cli/BuildView.h"
#include "app/cli/Commands.h"
#include "app/cli/Interrupt.h"
#include "app/cli/Secrets.h"
#include "app/cli/Targets.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"
#include "core/builder/Inputs.h"
#include "core/builder/TrainingSite.h"
#include "core/builder/renewMedia.h"
#include "core/drive/DriveStore.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace bootwright {

namespace {

Error refusal(const QString &message)
{
    return {Error::Kind::InvalidInput, message, {}};
}

//! The end of a certificate: a day to its last second, or a time with its distance from UTC.
Result<QDateTime> expiry(const RenewalOptions &options, const QDateTime &now)
{
    if (!options.days.isEmpty()) {
        bool isNumber = false;
        const auto days = options.days.toInt(&isNumber);
        if (!isNumber || days < 1 || days > 36'500)
            return refusal(
                Tr::tr("Cannot use \"%1\" as a number of days. Use 1 to 36500.").arg(options.days));
        return now.addDays(days);
    }
    const auto day = QDate::fromString(options.until, Qt::ISODate);
    if (day.isValid() && options.until.size() == 10)
        return QDateTime(day, QTime(23, 59, 59), Qt::UTC);
    const auto time = QDateTime::fromString(options.until, Qt::ISODate);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return refusal(Tr::tr("Cannot use \"%1\" as a date. Use one such as 2027-11-22 or "
                              "2027-11-22T12:00:00Z.")
                           .arg(options.until));
    return time.toUTC();
}

Result<std::optional<CertificateDraft>> certificateFor(const RenewalOptions &options,
                                                       const QDateTime &now)
{
    const auto ways = int(!options.until.isEmpty()) + int(!options.days.isEmpty())
                      + int(!options.pfxFile.isEmpty());
    if (ways == 0)
        return std::optional<CertificateDraft>();
    if (ways > 1)
        return refusal(Tr::tr("A certificate has one end. Use one of --until, --days and --pfx."));
    CertificateDraft certificate;
    if (!options.pfxFile.isEmpty()) {
        certificate.type = CertificateType::Pki;
        certificate.file = needsShareClient(options.pfxFile)
                               ? options.pfxFile
                               : QFileInfo(options.pfxFile).absoluteFilePath();
        return std::optional(certificate);
    }
    const auto end = expiry(options, now);
    if (!end)
        return end.error();
    certificate.startTime = now;
    certificate.expireTime = *end;
    return std::optional(certificate);
}

Result<RenewalDraft> draftFor(const Options &options, const QDateTime &now)
{
    const auto &wanted = options.renewal;
    if (wanted.noPassword && !options.newPasswordFile.isEmpty())
        return refusal(Tr::tr("Use one of --new-password-file and --no-password."));
    RenewalDraft draft;
    const auto certificate = certificateFor(wanted, now);
    if (!certificate)
        return certificate.error();
    draft.certificate = *certificate;
    if (wanted.noPassword || !options.newPasswordFile.isEmpty())
        draft.passwordProtected = !wanted.noPassword;
    draft.managementPoints = wanted.managementPoints;
    for (const auto &[name, value] : wanted.variables)
        draft.variables.append({name, value, false});
    for (const auto &[name, file] : options.secretFiles)
        draft.variables.append({name, {}, true});
    draft.removedVariables = wanted.removedVariables;
    if (!wanted.label.isEmpty())
        draft.label = wanted.label;
    return draft;
}

Result<void> addSecrets(RenewalRequest &request, const Options &options)
{
    auto current = passwordOf(request.path, options.passwordFile);
    if (!current)
        return current.error();
    request.password = std::move(*current);
    if (!options.newPasswordFile.isEmpty()) {
        auto fresh = readSecretFile(options.newPasswordFile);
        if (!fresh)
            return fresh.error();
        request.secrets.password = std::move(*fresh);
    }
    if (!options.renewal.pfxFile.isEmpty()) {
        auto pfx = askSecret(options.pfxPasswordFile,
                             Tr::tr("Password of \"%1\":").arg(options.renewal.pfxFile));
        if (!pfx)
            return pfx.error();
        request.secrets.pfxPassword = std::move(*pfx);
    }
    auto hidden = hiddenValues(request.draft.variables, options);
    if (!hidden)
        return hidden.error();
    request.secrets.hidden = std::move(*hidden);
    return {};
}

QJsonObject toJson(const RenewalReport &renewed)
{
    QJsonObject json{{QStringLiteral("wasFinished"), renewed.wasFinished},
                     {QStringLiteral("verified"), renewed.isEqual}};
    if (renewed.files.isEmpty())
        return json;
    json[QStringLiteral("files")] = QJsonArray::fromStringList(renewed.files);
    json[QStringLiteral("writtenSize")] = qint64(renewed.writtenSize);
    json[QStringLiteral("label")] = renewed.label;
    json[QStringLiteral("mediaGuid")] = renewed.mediaGuid;
    json[QStringLiteral("certificateExpires")] =
        renewed.certificateExpires.toUTC().toString(Qt::ISODate);
    return json;
}

ExitStatus show(const RenewalReport &renewed, const QString &path, Report &report)
{
    for (const auto &warning : renewed.warnings)
        report.warning(warning);
    if (renewed.wasFinished)
        report.line(Tr::tr("An interrupted renewal was brought to its end: %1")
                        .arg(QDir::toNativeSeparators(path)));
    const auto facts = toJson(renewed);
    report.result(facts);
    if (!renewed.isEqual)
        return report.unverified(Tr::tr("\"%1\" was renewed, but what was read back differs. Run "
                                        "\"bootwright-cli renew\" on it once more, or use another "
                                        "medium.")
                                     .arg(path),
                                 facts);
    if (renewed.files.isEmpty())
        return report.done(facts);
    report.line(Tr::tr("Renewed: %1 (%2 bytes in %n file(s))", nullptr, int(renewed.files.size()))
                    .arg(QDir::toNativeSeparators(path))
                    .arg(renewed.writtenSize));
    report.line(Tr::tr("Media GUID: %1").arg(renewed.mediaGuid));
    report.line(Tr::tr("Certificate valid until: %1")
                    .arg(renewed.certificateExpires.toUTC().toString(Qt::ISODate)));
    if (!renewed.registration.isEmpty())
        report.line(renewed.registration);
    report.line(Tr::tr("Read back and equal."));
    return report.done(facts);
}

Result<std::unique_ptr<Site>> siteFor(const Options &options)
{
    if (options.site.isEmpty())
        return std::unique_ptr<Site>();
    auto access = siteAccess(options);
    if (!access)
        return access.error();
    return openSiteFor(siteOf(options.site), std::move(*access));
}

//! Opens the image that is to be made, here or on a share.
Result<OpenSink> outputOf(const Options &options)
{
    const auto &path = options.output;
    if (!needsShareClient(path))
        return openIsoFile(QFileInfo(path).absoluteFilePath(), options.overwrite);
    const auto access = siteAccess(options);
    if (!access)
        return access.error();
    const auto shares = sharesFor(path, *access);
    return shares ? Result<OpenSink>(openIsoFile(path, options.overwrite, *shares))
                  : shares.error();
}

ExitStatus
rebuild(const RenewalRequest &request, const Chance &chance, const Options &options, Report &report)
{
    const auto output = QFileInfo(options.output).absoluteFilePath();
    QStringList inputs{options.arguments.first(),
                       request.path,
                       options.passwordFile,
                       options.newPasswordFile,
                       options.renewal.pfxFile,
                       options.pfxPasswordFile,
                       logPath()};
    inputs.removeAll(QString());
    if (const auto safe = checkTargetIsNoInput(output, inputs); !safe)
        return report.failed(safe.error());
    const auto sink = outputOf(options);
    if (!sink)
        return report.failed(sink.error());
    auto control = report.control();
    const auto built = rebuildMedia(
        request, *sink, options.verify ? ReadBack::Yes : ReadBack::No, chance, control);
    return built ? showBuild(*built, report) : report.failed(built.error());
}

//! The drive that the command names, opened for us alone; null when it names a file or a folder.
Result<std::unique_ptr<DriveStore>> driveOf(const Options &options, Control &control)
{
    const auto &path = options.arguments.first();
    const QFileInfo info(path);
    if (!info.exists() || info.isFile() || info.isDir())
        return std::unique_ptr<DriveStore>();
    const auto targets = targetsOf({path}, {}, options);
    if (!targets)
        return targets.error();
    auto drive = openTarget(targets->front(), 0, control);
    if (!drive)
        return drive.error();
    return std::make_unique<DriveStore>(rawDrive(std::move(*drive)), path, interruptToken());
}

//! What lies on shares, as it is opened here; copies stay until all is done.
struct NearInputs
{
    NearPath media;
    NearPath pfx; //!< empty paths when none is named
};

Result<NearInputs> nearInputs(const Options &options, Report &report)
{
    const auto &named = options.arguments.first();
    if (needsShareClient(named) && options.output.isEmpty())
        return refusal(
            Tr::tr(
                "Cannot renew \"%1\" in place, because it lies on a share. Name a new image with "
                "--output, or renew a copy.")
                .arg(named));
    auto media = nearPath(named, options, report);
    if (!media)
        return media.error();
    auto pfx = nearPath(options.renewal.pfxFile, options, report);
    if (!pfx)
        return pfx.error();
    return NearInputs{std::move(*media), std::move(*pfx)};
}

ExitStatus
renewInPlace(RenewalRequest &request, const Chance &chance, const Options &options, Report &report)
{
    auto control = report.control();
    const auto drive = driveOf(options, control);
    if (!drive)
        return report.failed(drive.error());
    request.store = drive->get();
    const auto renewed = renewMedia(request, chance, control);
    if (!renewed)
        return report.failed(renewed.error());
    if (request.draft.isEmpty() && !renewed->wasFinished)
        return report.wrongUse(
            Tr::tr(
                "Nothing to renew is named, and no renewal of \"%1\" was interrupted. Use --days, "
                "--new-password-file or another option; \"bootwright-cli --help\" lists them.")
                .arg(request.path));
    return show(*renewed, request.path, report);
}

} // namespace

ExitStatus runRenew(const Options &options, Report &report)
{
    const auto chance = options.reproducibleFile.isEmpty()
                            ? Result<Chance>(Chance())
                            : Chance::fromFile(options.reproducibleFile);
    if (!chance)
        return report.failed(chance.error());
    auto draft = draftFor(options, chance->now());
    if (!draft)
        return report.wrongUse(draft.error().message);
    const auto inputs = nearInputs(options, report);
    if (!inputs)
        return report.failed(inputs.error());
    RenewalRequest request;
    request.path = inputs->media.path;
    request.draft = std::move(*draft);
    if (inputs->pfx.copy)
        request.draft.certificate->file = inputs->pfx.path;
    if (const auto added = addSecrets(request, options); !added)
        return report.failed(inputs->media.told(added.error()));
    const auto site = siteFor(options);
    if (!site)
        return report.failed(site.error());
    request.site = site->get();
    report.stayAwake(Tr::tr("Renewing boot media"));
    return options.output.isEmpty() ? renewInPlace(request, *chance, options, report)
                                    : rebuild(request, *chance, options, report);
}

} // namespace bootwright

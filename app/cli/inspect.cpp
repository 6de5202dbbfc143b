// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Commands.h"
#include "core/base/Tr.h"
#include "core/builder/MediaReport.h"
#include "core/variables/VariableNames.h"

#include <QJsonArray>
#include <QLocale>

namespace bootwright {

namespace {

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

QJsonValue optionalBool(const std::optional<bool> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QString shownValue(const MediaVariable &variable)
{
    return mayHoldSecret(variable.name) ? QStringLiteral("***") : variable.value.text();
}

QString stateText(MediaReport::Variables state)
{
    switch (state) {
    case MediaReport::Variables::Missing:
        return QStringLiteral("missing");
    case MediaReport::Variables::Locked:
        return QStringLiteral("locked");
    case MediaReport::Variables::Open:
        return QStringLiteral("open");
    }
    return {};
}

QJsonObject certificateJson(const MediaCertificate &certificate)
{
    return {{QStringLiteral("subject"), certificate.subject()},
            {QStringLiteral("notBefore"), timeText(certificate.notBefore())},
            {QStringLiteral("notAfter"), timeText(certificate.notAfter())},
            {QStringLiteral("thumbprint"), certificate.thumbprint()},
            {QStringLiteral("daysLeft"),
             QDateTime::currentDateTimeUtc().daysTo(certificate.notAfter())}};
}

QJsonObject manifestJson(const Manifest &manifest)
{
    return {{QStringLiteral("madeBy"), manifest.madeBy},
            {QStringLiteral("madeAt"), timeText(manifest.madeAt)},
            {QStringLiteral("reproducible"), manifest.reproducible},
            {QStringLiteral("mediaGuid"), manifest.mediaGuid},
            {QStringLiteral("bootImage"), manifest.bootImageName},
            {QStringLiteral("bootImagePackage"), manifest.bootImagePackage},
            {QStringLiteral("bootImageVersion"), manifest.bootImageVersion},
            {QStringLiteral("architecture"), manifest.architecture},
            {QStringLiteral("loaderSigner"), manifest.loaderSigner}};
}

QJsonObject toJson(const MediaReport &media)
{
    QJsonArray files;
    for (const auto &file : media.files)
        files.append(QJsonObject{{QStringLiteral("path"), file.path},
                                 {QStringLiteral("size"), qint64(file.size)}});
    QJsonObject variables;
    for (const auto &variable : media.variables.all())
        variables[variable.name] = shownValue(variable);
    QJsonObject root{{QStringLiteral("media"), media.path},
                     {QStringLiteral("size"), qint64(media.size)},
                     {QStringLiteral("volumeLabel"), media.volumeLabel},
                     {QStringLiteral("mediaLabel"), media.mediaLabel},
                     {QStringLiteral("mediaType"), media.mediaType},
                     {QStringLiteral("passwordRequired"), optionalBool(media.passwordRequired)},
                     {QStringLiteral("unattended"), optionalBool(media.unattended)},
                     {QStringLiteral("variablesState"), stateText(media.variablesState)},
                     {QStringLiteral("variables"), variables},
                     {QStringLiteral("files"), files}};
    if (media.certificate)
        root[QStringLiteral("certificate")] = certificateJson(*media.certificate);
    if (media.manifest)
        root[QStringLiteral("manifest")] = manifestJson(*media.manifest);
    return root;
}

void printVariables(const MediaReport &media, Report &report)
{
    if (media.variablesState == MediaReport::Variables::Locked)
        report.line(Tr::tr("Variables: protected by a password (--password-file opens them)"));
    if (media.variablesState == MediaReport::Variables::Missing)
        report.line(Tr::tr("Variables: none, so these are not ConfigMgr media"));
    for (const auto &variable : media.variables.all()) {
        const auto value = shownValue(variable);
        report.line(QStringLiteral("  %1 = %2")
                        .arg(variable.name,
                             value.size() > 100 ? value.first(97) + QStringLiteral("...") : value));
    }
}

void print(const MediaReport &media, Report &report)
{
    const QLocale locale;
    report.line(Tr::tr("Media: %1").arg(media.path));
    report.line(Tr::tr("Label: %1 (volume label: %2)").arg(media.mediaLabel, media.volumeLabel));
    report.line(Tr::tr("Files: %1, %2")
                    .arg(media.files.size())
                    .arg(locale.formattedDataSize(qint64(media.size))));
    if (media.manifest)
        report.line(Tr::tr("Made by: %1, %2")
                        .arg(media.manifest->madeBy, timeText(media.manifest->madeAt)));
    if (media.unattended.value_or(false))
        report.line(Tr::tr("Unattended: yes, only required deployments use this media"));
    if (media.certificate)
        report.line(
            Tr::tr("Certificate: %1, valid until %2 (%n day(s) left)",
                   nullptr,
                   int(QDateTime::currentDateTimeUtc().daysTo(media.certificate->notAfter())))
                .arg(media.certificate->subject(), timeText(media.certificate->notAfter())));
    printVariables(media, report);
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
    const auto media = inspectMedia(options.arguments.first(), password);
    if (!media)
        return report.failed(media.error());
    print(*media, report);
    report.result(toJson(*media));
    return report.done();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BuildView.h"

#include "core/base/Tr.h"

#include <QDir>

namespace bootwright {

ExitStatus showBuild(const BuildReport &built, Report &report)
{
    for (const auto &warning : built.warnings)
        report.warning(warning);
    const auto output = QDir::toNativeSeparators(built.output);
    QJsonObject facts{
        {QStringLiteral("output"), output},
        {QStringLiteral("size"), qint64(built.size)},
        {QStringLiteral("mediaGuid"), built.mediaGuid},
        {QStringLiteral("certificateExpires"), built.certificateExpires.toString(Qt::ISODate)},
        {QStringLiteral("registration"), built.registration},
        {QStringLiteral("registered"), built.isRegistered},
        {QStringLiteral("verified"), built.verification == BuildReport::Verification::Equal}};
    if (built.verification == BuildReport::Verification::Different)
        return report.unverified(Tr::tr("The image was written, but what was read back differs: "
                                        "%1. It did not get its name. Try another disk.")
                                     .arg(built.difference),
                                 facts);
    report.line(Tr::tr("Made: %1 (%2 bytes)").arg(output).arg(built.size));
    report.line(Tr::tr("Media GUID: %1").arg(built.mediaGuid));
    report.line(
        Tr::tr("Certificate valid until: %1").arg(built.certificateExpires.toString(Qt::ISODate)));
    if (!built.registration.isEmpty())
        report.line(built.registration);
    if (built.verification == BuildReport::Verification::Skipped) {
        report.result(facts);
        return report.unverified(Tr::tr("The image was not read back, as you wished. "
                                        "\"bootwright-cli verify\" does it later."),
                                 facts);
    }
    facts[QStringLiteral("sha256")] = QString::fromLatin1(built.sha256.toHex());
    report.line(
        Tr::tr("Read back and equal. SHA-256: %1").arg(QString::fromLatin1(built.sha256.toHex())));
    report.result(facts);
    return report.done(facts);
}

} // namespace bootwright

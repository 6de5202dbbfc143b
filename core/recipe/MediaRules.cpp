// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The rules about the medium itself: target, label, password, certificate.
#include "core/recipe/MediaRules.h"

#include "core/base/Tr.h"
#include "core/recipe/MediaLabel.h"
#include "core/recipe/PasswordStrength.h"
#include "core/share/Share.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

constexpr qint64 ShortLifeDays = 90;

void judgePath(Judgement &judgement)
{
    const auto path = QStringLiteral("target.path");
    const auto &file = judgement.draft.target.path;
    const QFileInfo info(file);
    if (file.isEmpty())
        judgement.problem(path, Tr::tr("No ISO file is named. Name the file to make."));
    else if (needsShareClient(file))
        return; // its server is asked when the file is made
    else if (info.isDir())
        judgement.problem(path,
                          Tr::tr("\"%1\" is a folder. Name the ISO file to make in it.").arg(file));
    else if (!info.absoluteDir().exists())
        judgement.problem(path,
                          Tr::tr("Cannot find the folder \"%1\" for the ISO file. Make it first.")
                              .arg(info.absolutePath()),
                          Error::Kind::Device);
}

void judgeValidity(Judgement &judgement, const CertificateDraft &certificate)
{
    const auto path = QStringLiteral("security.certificate.expireTime");
    const auto start = certificate.startTime.isValid() ? certificate.startTime : judgement.now;
    const auto &end = certificate.expireTime;
    if (!end.isValid())
        return judgement.problem(
            path, Tr::tr("It is not said when the media certificate expires. Choose a day."));
    const auto day = end.toUTC().toString(QStringLiteral("yyyy-MM-dd"));
    if (end <= judgement.now)
        return judgement.problem(
            path, Tr::tr("The media certificate expired on %1. Choose a later day.").arg(day));
    if (end <= start)
        return judgement.problem(
            path,
            Tr::tr("The media certificate expires on %1, before it starts. Choose a "
                   "later day.")
                .arg(day));
    const auto days = judgement.now.daysTo(end);
    if (days < ShortLifeDays)
        judgement.warn(
            path,
            Tr::tr("The media certificate expires in %1 days, on %2; the media are useless "
                   "then.")
                .arg(QString::number(days), day));
    if (start > judgement.now)
        judgement.warn(QStringLiteral("security.certificate.startTime"),
                       Tr::tr("The media certificate starts on %1; the media do not work before.")
                           .arg(start.toUTC().toString(QStringLiteral("yyyy-MM-dd"))));
}

} // namespace

bool canBeFile(const QString &path)
{
    return needsShareClient(path) || QFileInfo(path).isFile();
}

bool canBeFolder(const QString &path)
{
    return needsShareClient(path) || QFileInfo(path).isDir();
}

void judgeTarget(Judgement &judgement)
{
    const auto &target = judgement.draft.target;
    if (judgement.draft.allowUnattended)
        judgement.warn(
            QStringLiteral("allowUnattended"),
            Tr::tr("Unattended media find only required deployments. When there is none, they "
                   "restart the computer without a word, again and again."));
    // which sticks, is chosen anew each time: they are judged when they are opened
    if (target.type == TargetType::Iso)
        judgePath(judgement);
    if (const auto why = whyNotLabel(target.label); !why.isEmpty())
        judgement.problem(QStringLiteral("target.label"), why);
    if (!target.stagingFolder.isEmpty() && !QFileInfo(target.stagingFolder).isDir())
        judgement.problem(
            QStringLiteral("target.stagingFolder"),
            Tr::tr("Cannot find the staging folder \"%1\".").arg(target.stagingFolder));
}

void judgePassword(Judgement &judgement)
{
    const auto path = QStringLiteral("security.password");
    const auto &password = judgement.secrets.password;
    if (!judgement.draft.security.passwordProtected) {
        if (!password.isEmpty())
            judgement.warn(path,
                           Tr::tr("A password was given, but the media are not protected with it: "
                                  "whoever has them can read their certificate and variables."));
        return;
    }
    const auto bytes = password.utf8();
    if (password.isEmpty())
        return judgement.problem(
            path,
            Tr::tr("The media are to be protected, but no password was given. Give "
                   "one, or do not protect them."));
    if (std::any_of(
            bytes.begin(), bytes.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }))
        return judgement.problem(
            path,
            Tr::tr("The password has a character that nobody can type. Use letters, "
                   "digits and signs."));
    if (const auto bits = passwordBits(password); bits < WeakPasswordBits)
        judgement.warn(path, Tr::tr("The password is weak. %1").arg(crackTime(bits)));
}

void judgeCertificate(Judgement &judgement)
{
    const auto &certificate = judgement.draft.security.certificate;
    if (certificate.type == CertificateType::SelfSigned) {
        if (!certificate.identity.isEmpty() && !QFileInfo(certificate.identity).isFile())
            judgement.problem(
                QStringLiteral("security.certificate.identity"),
                Tr::tr("Cannot find the sealed identity \"%1\".").arg(certificate.identity));
        return judgeValidity(judgement, certificate);
    }
    const auto path = QStringLiteral("security.certificate.file");
    if (certificate.file.isEmpty())
        judgement.problem(path, Tr::tr("No PKI certificate is named. Name its .pfx file."));
    else if (!canBeFile(certificate.file))
        judgement.problem(path,
                          Tr::tr("Cannot find the certificate \"%1\".").arg(certificate.file));
}

void judgeSecurity(Judgement &judgement)
{
    judgePassword(judgement);
    judgeCertificate(judgement);
}

} // namespace bootwright

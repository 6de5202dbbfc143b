// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/ExistingMedia.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/variables/MediaFiles.h"
#include "core/variables/VariableNames.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 LargestDataFile = 1_MiB;

Error noBootMedia(const QString &why)
{
    return {Error::Kind::Unsupported,
            Tr::tr("These are no boot media of Configuration Manager. %1").arg(why),
            {}};
}

//! A small file of the media; empty if it is not there.
Result<QByteArray> smallFile(const FileTree &tree, const QString &path)
{
    const auto *entry = tree.find(path);
    if (!entry || entry->isFolder)
        return QByteArray();
    if (entry->content.size() > LargestDataFile)
        return Error{
            Error::Kind::Corrupt,
            Tr::tr("The file \"%1\" of the media is too large to be what it should be.").arg(path),
            {}};
    return entry->content.readAll();
}

Result<MediaVariables> opened(const QByteArray &file, const Secret &password)
{
    const auto plain = unsealVariables(file, password);
    if (plain)
        return MediaVariables::fromPlaintext(*plain);
    if (plain.error().kind != Error::Kind::WrongPassword)
        return plain.error();
    return Error{Error::Kind::WrongPassword,
                 password.isEmpty()
                     ? Tr::tr("The media are protected, and their password was not given.")
                     : Tr::tr("The password is not that of the media."),
                 {}};
}

} // namespace

RenewableAnswers ExistingMedia::answers() const
{
    RenewableAnswers answers;
    const auto *one = variables.find(u"SMSTSMP");
    const auto *several = variables.find(u"SMSTSLocationMPs");
    if (several)
        answers.managementPoints = several->value.text().split(u'*', Qt::SkipEmptyParts);
    if (one && !several) {
        answers.mediaMode = MediaMode::SiteBased;
        answers.managementPoints = QStringList(one->value.text());
    }
    // HTTPS goes with PKI certificates and HTTP with self-signed ones: see judgeManagementPoints().
    if (answers.managementPoints.value(0).startsWith(QLatin1String("https:"), Qt::CaseInsensitive))
        answers.certificateType = CertificateType::Pki;
    for (const auto &variable : variables.all()) {
        if (whyReservedVariable(variable.name).isEmpty())
            answers.variables.append(variable.name);
    }
    answers.label = label;
    answers.isUnattended = isUnattended();
    return answers;
}

bool ExistingMedia::isPasswordProtected() const
{
    return iniFileValue(bootstrapIni, u"PasswordRequired").compare(u"true", Qt::CaseInsensitive)
           == 0;
}

bool ExistingMedia::isUnattended() const
{
    return iniFileValue(bootstrapIni, u"Unattended").compare(u"true", Qt::CaseInsensitive) == 0;
}

Result<ExistingMedia> readExistingMedia(FileTree tree, const Secret &password)
{
    const auto file = smallFile(tree, QStringLiteral("SMS/data/Variables.dat"));
    if (!file)
        return file.error();
    const auto ini = smallFile(tree, QStringLiteral("SMS/data/TsmBootstrap.ini"));
    if (!ini)
        return ini.error();
    const auto labelFile = smallFile(tree, QStringLiteral("MediaLabel.txt"));
    if (!labelFile)
        return labelFile.error();
    const auto autorun = smallFile(tree, QStringLiteral("autorun.inf"));
    if (!autorun)
        return autorun.error();
    if (file->isEmpty() || ini->isEmpty())
        return noBootMedia(Tr::tr("They have no Variables.dat or no TsmBootstrap.ini."));
    const auto type = iniFileValue(*ini, u"MediaType");
    if (type.compare(u"BootMedia", Qt::CaseInsensitive) != 0)
        return noBootMedia(Tr::tr("They say that they are \"%1\".").arg(type));
    const auto header = readSealHeader(*file);
    if (!header)
        return header.error();
    ExistingMedia media{
        std::move(tree), {}, header->algorithm, *ini, *autorun, iniFileValue(*labelFile, u"label")};
    auto variables = opened(*file, media.isPasswordProtected() ? password.clone() : Secret());
    if (!variables)
        return variables.error();
    media.variables = std::move(*variables);
    return media;
}

Result<void>
putIdentity(MediaVariables &variables, const MediaIdentity &identity, const Chance &chance)
{
    const auto *old = variables.find(u"_SMSMediaGuid");
    const auto spelled = old ? old->value.text() : QString();
    auto guid = identity.guid;
    if (!spelled.isEmpty() && spelled == spelled.toLower())
        guid = guid.toLower();
    if (spelled.startsWith(u'{'))
        guid = u'{' + guid + u'}';
    const auto pfx = identity.certificate.pfx(pfxPasswordFor(guid), chance);
    if (!pfx)
        return pfx.error();
    variables.set(QStringLiteral("_SMSMediaGuid"), guid);
    variables.set(QStringLiteral("_SMSTSMediaPFX"),
                  Secret(QByteArrayView(pfx->toHex().toUpper())),
                  Visibility::Hidden);
    return {};
}

void putManagementPoints(MediaVariables &variables, MediaMode mode, const QStringList &urls)
{
    if (mode == MediaMode::SiteBased)
        variables.set(QStringLiteral("SMSTSMP"), urls.value(0));
    else
        variables.set(QStringLiteral("SMSTSLocationMPs"), urls.join(u'*'));
}

} // namespace bootwright

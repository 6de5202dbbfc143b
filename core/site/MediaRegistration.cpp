// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/MediaRegistration.h"

#include "core/base/Digest.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"

namespace bootwright {

namespace {

constexpr QLatin1String Method("SMS_Site.SubmitRegistrationRecord");

// The numbers of the method's parameters.
constexpr int kBootMedia = 1;

int userDeviceAffinityNumber(UserDeviceAffinity affinity)
{
    switch (affinity) {
    case UserDeviceAffinity::DoNotAllow:
        return 0;
    case UserDeviceAffinity::AdministratorApproval:
        return 1;
    case UserDeviceAffinity::AutoApproval:
        return 2;
    }
    return 0;
}

QJsonObject parametersOf(const CertificateRegistration &registration)
{
    return {
        {QStringLiteral("SMSID"), registration.mediaGuid},
        {QStringLiteral("Certificate"),
         QString::fromLatin1(registration.certificateDer.toHex().toUpper())},
        {QStringLiteral("CertificatePFX"), QString()},
        {QStringLiteral("Type"), kBootMedia},
        {QStringLiteral("ServerName"), QString()},
        {QStringLiteral("UdaSetting"), userDeviceAffinityNumber(registration.userDeviceAffinity)},
        {QStringLiteral("IssuedCert"),
         registration.certificateType == CertificateType::SelfSigned ? 1 : 2}};
}

//! The site answered, and not as we wished.
bool isRefusal(const Error &error)
{
    return error.kind == Error::Kind::AccessDenied || error.kind == Error::Kind::NotFound
           || error.kind == Error::Kind::Unsupported;
}

//! The return value in all the ways that are told; 0 when there is none.
qint64 returnValue(const ProviderRow &reply)
{
    return reply.number(QStringLiteral("ReturnValue"))
        .value_or(reply.number(QStringLiteral("StatusCode")).value_or(0));
}

} // namespace

Registration notRegistered(const QString &why)
{
    return {
        Registration::Outcome::NotOffered,
        Tr::tr(
            "The media certificate is not registered yet, and the media cannot be used before. %1")
            .arg(why),
        {}};
}

Result<CertificateStanding> standingOfMedia(const AdminService &service,
                                            const QString &mediaGuid,
                                            const QString &thumbprint,
                                            Control &control)
{
    const auto row = service.instance(QStringLiteral("SMS_Certificate"), mediaGuid, control);
    if (!row && row.error().kind == Error::Kind::NotFound)
        return CertificateStanding::Unknown;
    if (!row)
        return row.error();
    auto there = row->text(QStringLiteral("Thumbprint"));
    const auto der = QByteArray::fromHex(row->text(QStringLiteral("Certificate")).toLatin1());
    if (!der.isEmpty())
        there = QString::fromLatin1(sha1(der).toHex());
    if (!thumbprint.isEmpty() && there.compare(thumbprint, Qt::CaseInsensitive) != 0)
        return CertificateStanding::Different;
    const auto isBlocked = row->number(QStringLiteral("IsBlocked")).value_or(0) != 0
                           || row->text(QStringLiteral("IsBlocked")) == u"true";
    return isBlocked ? CertificateStanding::Blocked : CertificateStanding::Known;
}

Result<Registration> submitRegistration(const AdminService &service,
                                        const CertificateRegistration &registration,
                                        Control &control)
{
    const auto isOffered = service.offers(Method, control);
    if (!isOffered && !isRefusal(isOffered.error()))
        return isOffered.error();
    if (!isOffered || !*isOffered)
        return notRegistered(
            Tr::tr("The site \"%1\" does not offer it to programs.").arg(service.server()));
    const auto reply = service.call(Method, parametersOf(registration), control);
    if (!reply && !isRefusal(reply.error()))
        return reply.error();
    if (!reply)
        return notRegistered(reply.error().message);
    if (const auto value = returnValue(*reply); value != 0)
        return notRegistered(Tr::tr("The site \"%1\" refused it with the code %2.")
                                 .arg(service.server())
                                 .arg(value));
    const auto thumbprint = QString::fromLatin1(sha1(registration.certificateDer).toHex());
    const auto standing = standingOfMedia(service, registration.mediaGuid, thumbprint, control);
    if (!standing && !isRefusal(standing.error()))
        return standing.error();
    if (!standing || *standing != CertificateStanding::Known)
        return notRegistered(
            Tr::tr("The site \"%1\" took it, but does not show it since.").arg(service.server()));
    logInfo(QStringLiteral("Certificate of the media %1 registered at %2")
                .arg(registration.mediaGuid, service.server()));
    return Registration{
        Registration::Outcome::Registered,
        Tr::tr("The media certificate is registered at the site \"%1\".").arg(service.server()),
        {}};
}

QByteArray registrationScript(const CertificateRegistration &registration,
                              const QString &siteCode,
                              const QString &siteServer)
{
    const auto quoted =
        [](QString text) { // in single quotes PowerShell reads nothing but the quote
            return u'\'' + text.remove(u'\n').remove(u'\r').replace(u'\'', QLatin1String("''"))
                   + u'\'';
        };
    QString arguments;
    const auto parameters = parametersOf(registration);
    for (auto at = parameters.begin(); at != parameters.end(); ++at)
        arguments += QStringLiteral("    %1 = %2\r\n")
                         .arg(at.key(),
                              at->isString() ? quoted(at->toString())
                                             : QStringLiteral("[int32]%1").arg(at->toInt()));
    return QStringLiteral(
               "# Registers the certificate of boot media at their Configuration Manager site.\r\n"
               "# Run it as a user who may manage certificates for operating system deployment.\r\n"
               "$ErrorActionPreference = 'Stop'\r\n"
               "$arguments = @{\r\n%1}\r\n"
               "$result = Invoke-CimMethod -ComputerName %2 -Namespace %3 -ClassName 'SMS_Site' "
               "-MethodName 'SubmitRegistrationRecord' -Arguments $arguments\r\n"
               "if ($result.ReturnValue) { throw \"The site refused it: $($result.ReturnValue)\" "
               "}\r\n"
               "'The media certificate is registered.'\r\n")
        .arg(arguments, quoted(siteServer), quoted(QStringLiteral("root\\sms\\site_") + siteCode))
        .toUtf8();
}

} // namespace bootwright

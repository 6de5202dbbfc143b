// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/MediaCertificate.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/identity/CertifiedKey.h"
#include "core/identity/Pfx.h"
#include "core/identity/SelfSigned.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <QTimeZone>

#include <ctime>

namespace bootwright {

namespace {

constexpr int mostRsaBits = 2048; // PKI certificate requirements of Configuration Manager

//! \a name as RFC 2253, control characters escaped, other scripts as they are.
QString nameText(const X509_NAME *name)
{
    const Handle<BIO> bio(BIO_new(BIO_s_mem()));
    constexpr auto flags = XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB);
    char *data = nullptr;
    if (!bio || X509_NAME_print_ex(bio.get(), name, 0, flags) < 0)
        return {};
    const auto size = BIO_get_mem_data(bio.get(), &data);
    return QString::fromUtf8(data, qsizetype(size));
}

//! Not valid when \a time is no time.
QDateTime utc(const ASN1_TIME *time)
{
    std::tm fields{};
    if (!ASN1_TIME_to_tm(time, &fields))
        return {};
    return QDateTime(QDate(fields.tm_year + 1900, fields.tm_mon + 1, fields.tm_mday),
                     QTime(fields.tm_hour, fields.tm_min, fields.tm_sec),
                     Qt::UTC);
}

bool isForClientAuthentication(X509 *certificate)
{
    const auto usage = X509_get_extended_key_usage(certificate); // all bits: not restricted
    return (usage & (XKU_SSL_CLIENT | XKU_ANYEKU)) != 0;
}

Error unusable(const QString &message)
{
    return {Error::Kind::InvalidInput, message, {}};
}

QString dayOf(const QDateTime &time)
{
    return time.date().toString(Qt::ISODate);
}

} // namespace

Result<MediaCertificate> MediaCertificate::selfSigned(const QString &mediaGuid,
                                                      const QDateTime &start,
                                                      const QDateTime &expire,
                                                      const Chance &chance)
{
    auto identity = selfSignedIdentity(mediaGuid, start, expire, chance);
    if (!identity)
        return identity.error();
    return of(*std::move(identity));
}

Result<MediaCertificate>
MediaCertificate::fromPfx(const QByteArray &pfx, const Secret &password, const QDateTime &now)
{
    auto certificate = fromMedia(pfx, password);
    if (!certificate)
        return certificate.error();
    if (const auto usable = certificate->checkUsable(now); !usable)
        return usable.error();
    return certificate;
}

Result<MediaCertificate> MediaCertificate::fromMedia(const QByteArray &pfx, const Secret &password)
{
    auto contents = readPfx(pfx, password);
    if (!contents)
        return contents.error();
    auto certificate = of(std::move(contents->identity));
    if (!certificate)
        return certificate.error();
    certificate->m_chainCertificates = contents->otherCertificates;
    return certificate;
}

Result<MediaCertificate> MediaCertificate::of(std::shared_ptr<const CertifiedKey> identity)
{
    ERR_clear_error();
    auto *x509 = identity->certificate.get();
    MediaCertificate result;
    result.m_der = encoded(x509, i2d_X509);
    result.m_notBefore = utc(X509_get0_notBefore(x509));
    result.m_notAfter = utc(X509_get0_notAfter(x509));
    const auto flags = X509_get_extension_flags(x509);
    if (result.m_der.isEmpty() || (flags & EXFLAG_INVALID) != 0 || !result.m_notBefore.isValid()
        || !result.m_notAfter.isValid())
        return opensslError(Error::Kind::Corrupt,
                            Tr::tr("The certificate is damaged: its extensions or dates cannot be "
                                   "read."));
    result.m_subject = nameText(X509_get_subject_name(x509));
    result.m_issuer = nameText(X509_get_issuer_name(x509));
    result.m_selfSigned = X509_self_signed(x509, 0) == 1;
    if (EVP_PKEY_get_base_id(identity->key.get()) == EVP_PKEY_RSA)
        result.m_rsaBits = EVP_PKEY_get_bits(identity->key.get());
    result.m_identity = std::move(identity);
    return result;
}

Result<void> MediaCertificate::checkUsable(const QDateTime &now) const
{
    if (m_rsaBits == 0)
        return unusable(
            Tr::tr("The certificate \"%1\" has no RSA key. Media work only with RSA.").arg(name()));
    if (m_rsaBits > mostRsaBits)
        return unusable(
            Tr::tr("The key of the certificate \"%1\" has %2 bits. Configuration Manager "
                   "takes at most 2048 bits for media.")
                .arg(name(), QString::number(m_rsaBits)));
    if (!isForClientAuthentication(m_identity->certificate.get()))
        return unusable(
            Tr::tr("The certificate \"%1\" is not meant for client authentication. Media "
                   "need a certificate with this purpose (1.3.6.1.5.5.7.3.2).")
                .arg(name()));
    if (now > m_notAfter)
        return unusable(Tr::tr("The certificate \"%1\" expired on %2. Choose one that is valid.")
                            .arg(name(), dayOf(m_notAfter)));
    if (now < m_notBefore)
        return unusable(Tr::tr("The certificate \"%1\" is not valid before %2. Choose one that is "
                               "valid now, or check the clock.")
                            .arg(name(), dayOf(m_notBefore)));
    return {};
}

Result<QByteArray> MediaCertificate::sealed(const Secret &password) const
{
    return writeSealedPfx(*m_identity, password);
}

//! For messages: a certificate need not have a subject.
QString MediaCertificate::name() const
{
    return m_subject.isEmpty() ? thumbprint() : m_subject;
}

QString MediaCertificate::thumbprint() const
{
    return QString::fromLatin1(sha1(m_der).toHex().toUpper());
}

Result<QByteArray> MediaCertificate::pfx(const Secret &password, const Chance &chance) const
{
    return writePfx(*m_identity, password, chance);
}

Secret pfxPasswordFor(QStringView mediaGuidAsStored)
{
    return Secret(mediaGuidAsStored.left(31).toString());
}

} // namespace bootwright

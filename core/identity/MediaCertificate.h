// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <memory>

namespace bootwright {

struct CertifiedKey;

//! An RSA key and its X.509 certificate, by which a medium proves to the site who it is. The two belong
//! together, the key has at most 2048 bits and never leaves but inside a PFX. A value: copies
//! share the key, which never changes.
class MediaCertificate
{
public:
    //! A new certificate for the medium \a mediaGuid (upper case, no braces; its common name): RSA-2048,
    //! SHA-256, issued by itself, valid from \a start to \a expire. The key is that of \a chance, or a
    //! new one. InvalidInput for a GUID in another form, an end that is not after the start, or a key
    //! that is not RSA-2048 in PEM.
    static Result<MediaCertificate> selfSigned(const QString &mediaGuid,
                                               const QDateTime &start,
                                               const QDateTime &expire,
                                               const Chance &chance);

    //! The key of a PFX file and the certificate that belongs to it. Corrupt when it is no PFX,
    //! WrongPassword, Unsupported for an encryption or integrity check we cannot do, InvalidInput when
    //! media cannot use it: no key, no certificate for it, not RSA, over 2048 bits, not for client
    //! authentication, expired at \a now or not yet valid.
    static Result<MediaCertificate>
    fromPfx(const QByteArray &pfx, const Secret &password, const QDateTime &now);

    //! The same for the PFX that existing media carry, however old: nobody asks whether it may be used.
    static Result<MediaCertificate> fromMedia(const QByteArray &pfx, const Secret &password);

    QString subject() const { return m_subject; } //!< as RFC 2253, for example CN=8AE6B618-…
    QString issuer() const { return m_issuer; }   //!< as RFC 2253
    QDateTime notBefore() const { return m_notBefore; } //!< UTC
    QDateTime notAfter() const { return m_notAfter; }   //!< UTC
    //! SHA-1 of der() in upper-case hexadecimal digits, as Windows shows it.
    QString thumbprint() const;
    QByteArray der() const { return m_der; }
    bool isSelfSigned() const { return m_selfSigned; }
    int rsaBits() const { return m_rsaBits; }
    //! How many other certificates the PFX held (the chain). The media do not carry them.
    int chainCertificates() const { return m_chainCertificates; }

    //! Key and certificate as a PFX that every Windows imports, see PfxWriter.cpp. With a reproducible
    //! \a chance the same bytes each time.
    Result<QByteArray> pfx(const Secret &password, const Chance &chance) const;

    //! Key and certificate under a password that people choose, for a file that may get lost: PKCS #12 with
    //! AES-256 and 600,000 iterations of PBKDF2 with HMAC-SHA-256. Windows PE need not read it.
    Result<QByteArray> sealed(const Secret &password) const;

private:
    MediaCertificate() = default;
    static Result<MediaCertificate> of(std::shared_ptr<const CertifiedKey> identity);
    Result<void> checkUsable(const QDateTime &now) const;
    QString name() const;

    std::shared_ptr<const CertifiedKey> m_identity;
    QString m_subject;
    QString m_issuer;
    QDateTime m_notBefore;
    QDateTime m_notAfter;
    QByteArray m_der;
    bool m_selfSigned = false;
    int m_rsaBits = 0; // 0: no RSA key
    int m_chainCertificates = 0;
};

//! The password of the PFX on the media: the first 31 characters of the media GUID exactly as the
//! variable _SMSMediaGuid holds it, braces and case and all.
Secret pfxPasswordFor(QStringView mediaGuidAsStored);

} // namespace bootwright

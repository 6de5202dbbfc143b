// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/SelfSigned.h"

#include "core/base/Guid.h"
#include "core/base/Tr.h"
#include "core/identity/CertifiedKey.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <ctime>

// The certificate (RFC 5280): version 3, serial of 16 bytes, subject = issuer = CN=<media GUID>, RSA-2048,
// sha256WithRSAEncryption, key usage (critical) digitalSignature and keyEncipherment, because the key
// signs what the client says and opens the policies that are encrypted to it, extended key usage
// clientAuth. What Microsoft's own certificate holds beyond that is not published.

namespace bootwright {

namespace {

constexpr int rsaBits = 2048;

Error invalid(const QString &message)
{
    return {Error::Kind::InvalidInput, message, {}};
}

//! The key for reproducible media. Never asks for a password.
Handle<EVP_PKEY> keyFromPem(const QByteArray &pem, OSSL_LIB_CTX *library)
{
    const auto noPassword = [](char *, int, int, void *) { return -1; };
    const Handle<BIO> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return Handle<EVP_PKEY>(
        bio ? PEM_read_bio_PrivateKey_ex(bio.get(), nullptr, noPassword, nullptr, library, nullptr)
            : nullptr);
}

bool isRsa2048(const EVP_PKEY *key)
{
    return key && EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key) == rsaBits;
}

//! 16 bytes, positive and with no leading zero, so that every certificate has the same size.
bool setSerial(X509 *certificate, QByteArray bytes)
{
    bytes[0] = char((bytes[0] & 0x3F) | 0x40);
    const auto hex = bytes.toHex();
    BIGNUM *number = nullptr;
    const auto isSet = BN_hex2bn(&number, hex.constData()) == hex.size()
                       && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return isSet;
}

bool setName(X509 *certificate, const QString &commonName)
{
    const auto text = commonName.toLatin1();
    auto *name = X509_get_subject_name(certificate);
    return X509_NAME_add_entry_by_txt(
               name, "CN", MBSTRING_ASC, octets(text), int(text.size()), -1, 0)
           && X509_set_issuer_name(certificate, name);
}

bool setTimes(X509 *certificate, const QDateTime &start, const QDateTime &expire)
{
    return ASN1_TIME_set(X509_getm_notBefore(certificate), std::time_t(start.toSecsSinceEpoch()))
           && ASN1_TIME_set(X509_getm_notAfter(certificate),
                            std::time_t(expire.toSecsSinceEpoch()));
}

bool addExtension(X509 *certificate, int nid, const char *value)
{
    const Handle<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, nullptr, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1);
}

} // namespace

Result<std::shared_ptr<CertifiedKey>> selfSignedIdentity(const QString &mediaGuid,
                                                         const QDateTime &start,
                                                         const QDateTime &expire,
                                                         const Chance &chance)
{
    if (const QUuid guid(mediaGuid); guid.isNull() || bareGuid(guid) != mediaGuid)
        return invalid(Tr::tr("The media GUID \"%1\" is not a GUID in upper case without braces.")
                           .arg(mediaGuid));
    if (!start.isValid() || !expire.isValid() || expire <= start)
        return invalid(Tr::tr("The certificate of the media cannot end before it begins. Choose an "
                              "expiry after the start."));
    ERR_clear_error();
    auto identity = std::make_shared<CertifiedKey>();
    auto *library = identity->library.get();
    const auto &pem = chance.privateKeyPem();
    identity->key =
        pem.isEmpty()
            ? Handle<EVP_PKEY>(EVP_PKEY_Q_keygen(library, nullptr, "RSA", size_t(rsaBits)))
            : keyFromPem(pem, library);
    if (!pem.isEmpty() && !isRsa2048(identity->key.get()))
        return opensslError(
            Error::Kind::InvalidInput,
            Tr::tr("The private key for reproducible media is not an RSA key of 2048 "
                   "bits in PEM without a password."));
    identity->certificate.reset(X509_new_ex(library, nullptr));
    auto *certificate = identity->certificate.get();
    const auto isMade =
        identity->key && certificate && X509_set_version(certificate, X509_VERSION_3)
        && setSerial(certificate, chance.bytes("certificate serial", 16))
        && setName(certificate, mediaGuid) && setTimes(certificate, start, expire)
        && X509_set_pubkey(certificate, identity->key.get())
        && addExtension(certificate, NID_key_usage, "critical,digitalSignature,keyEncipherment")
        && addExtension(certificate, NID_ext_key_usage, "clientAuth")
        && X509_sign(certificate, identity->key.get(), EVP_sha256()) > 0;
    if (!isMade)
        return opensslError(
            Error::Kind::Unsupported,
            Tr::tr("The certificate of the media cannot be made. OpenSSL reports an "
                   "error."));
    return identity;
}

} // namespace bootwright

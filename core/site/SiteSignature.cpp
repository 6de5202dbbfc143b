// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/SiteSignature.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

namespace bootwright {

namespace {

struct Free
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
    void operator()(BIGNUM *number) const { BN_free(number); }
    void operator()(OSSL_PARAM_BLD *builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM *parameters) const { OSSL_PARAM_free(parameters); }
};

template<typename T>
using Handle = std::unique_ptr<T, Free>;

const unsigned char *octets(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

Handle<EVP_PKEY> rsaKey(QByteArrayView modulusLittleEndian, quint32 exponent)
{
    const Handle<BIGNUM> n(
        BN_lebin2bn(reinterpret_cast<const unsigned char *>(modulusLittleEndian.data()),
                    int(modulusLittleEndian.size()),
                    nullptr));
    const Handle<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    const Handle<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    if (!n || !builder || !context
        || !OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get())
        || !OSSL_PARAM_BLD_push_uint32(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent))
        return {};
    const Handle<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    EVP_PKEY *key = nullptr;
    if (!parameters || EVP_PKEY_fromdata_init(context.get()) <= 0
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0)
        return {};
    return Handle<EVP_PKEY>(key);
}

Handle<EVP_PKEY> keyOf(const QByteArray &blob)
{
    constexpr qsizetype header = 20;
    if (blob.size() < header || !blob.startsWith(QByteArray("\x06\x02\0\0", 4))
        || blob.mid(8, 4) != "RSA1")
        return {};
    const auto bits = le<quint32>(blob, 12);
    const auto exponent = le<quint32>(blob, 16);
    if (bits < 1024 || bits > 16384 || bits % 8 != 0 || blob.size() != header + qsizetype(bits / 8))
        return {};
    return rsaKey(QByteArrayView(blob).sliced(header), exponent);
}

} // namespace

QByteArray publicKeyInfo(const QByteArray &der)
{
    const auto *at = octets(der);
    const Handle<X509> certificate(d2i_X509(nullptr, &at, long(der.size())));
    unsigned char *encoded = nullptr;
    const auto size =
        certificate ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &encoded) : 0;
    const QByteArray info(reinterpret_cast<const char *>(encoded), std::max(size, 0));
    OPENSSL_free(encoded);
    ERR_clear_error();
    return info;
}

Result<bool>
isSignedBy(const QByteArray &publicKeyBlob, const QByteArray &signature, const QByteArray &content)
{
    const auto key = keyOf(publicKeyBlob);
    const Handle<EVP_MD_CTX> context(EVP_MD_CTX_new());
    if (!key || !context
        || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) != 1) {
        ERR_clear_error();
        return Error{Error::Kind::Corrupt,
                     Tr::tr("Cannot use the trusted root key of the site. It is not an RSA key as "
                            "Configuration Manager keeps them."),
                     {}};
    }
    QByteArray bigEndian = signature;
    std::reverse(bigEndian.begin(), bigEndian.end());
    const auto good = EVP_DigestVerify(context.get(),
                                       octets(bigEndian),
                                       size_t(bigEndian.size()),
                                       octets(content),
                                       size_t(content.size()));
    ERR_clear_error();
    return good == 1;
}

} // namespace bootwright

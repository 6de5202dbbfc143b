// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Error.h"
#include "core/base/Secret.h"

#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/x509.h>

#include <QByteArray>

#include <memory>

namespace bootwright {

//! Frees what OpenSSL made.
struct OpenSslFree
{
    void operator()(OSSL_LIB_CTX *library) const { OSSL_LIB_CTX_free(library); }
    void operator()(OSSL_PROVIDER *provider) const { OSSL_PROVIDER_unload(provider); }
    void operator()(BIO *bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION *extension) const { X509_EXTENSION_free(extension); }
    void operator()(PKCS8_PRIV_KEY_INFO *info) const { PKCS8_PRIV_KEY_INFO_free(info); }
    void operator()(PKCS7 *content) const { PKCS7_free(content); }
    void operator()(PKCS12 *pfx) const { PKCS12_free(pfx); }
    void operator()(PKCS12_SAFEBAG *bag) const { PKCS12_SAFEBAG_free(bag); }
    void operator()(STACK_OF(X509) * list) const { sk_X509_pop_free(list, X509_free); }
    void operator()(STACK_OF(PKCS7) * list) const { sk_PKCS7_pop_free(list, PKCS7_free); }
    void operator()(STACK_OF(PKCS12_SAFEBAG) * list) const
    {
        sk_PKCS12_SAFEBAG_pop_free(list, PKCS12_SAFEBAG_free);
    }
};

//! The owner of one OpenSSL object.
template<typename T>
using Handle = std::unique_ptr<T, OpenSslFree>;

//! The error of \a kind with what OpenSSL has to say in the detail; its error queue is empty after it.
Error opensslError(Error::Kind kind, const QString &message);

//! \a text with a NUL behind it, as C functions want it.
Secret terminated(const Secret &text);

//! What \a encode, an i2d function of OpenSSL, makes of \a object; empty when it fails.
template<typename T, typename Encode>
QByteArray encoded(const T *object, Encode encode)
{
    const auto size = encode(object, nullptr);
    if (size <= 0)
        return {};
    QByteArray bytes(size, '\0');
    auto *out = reinterpret_cast<unsigned char *>(bytes.data());
    return encode(object, &out) == size ? bytes : QByteArray();
}

//! The bytes of \a bytes as OpenSSL spells them.
inline const unsigned char *octets(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"

#include <openssl/evp.h>

namespace bootwright {

void Digest::Free::operator()(EVP_MD_CTX *context) const
{
    EVP_MD_CTX_free(context);
}

Digest::Digest(Kind kind)
    : m_kind(kind)
    , m_context(EVP_MD_CTX_new())
{
    start();
}

void Digest::start()
{
    EVP_DigestInit_ex(m_context.get(), m_kind == Kind::Sha1 ? EVP_sha1() : EVP_sha256(), nullptr);
}

void Digest::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), size_t(bytes.size()));
}

QByteArray Digest::finish()
{
    QByteArray result(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char *>(result.data()), &size);
    result.truncate(qsizetype(size));
    start();
    return result;
}

QByteArray sha256(QByteArrayView bytes)
{
    Digest digest(Digest::Kind::Sha256);
    digest.add(bytes);
    return digest.finish();
}

QByteArray sha1(QByteArrayView bytes)
{
    Digest digest(Digest::Kind::Sha1);
    digest.add(bytes);
    return digest.finish();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

typedef struct evp_md_ctx_st EVP_MD_CTX;

namespace bootwright {

//! A running SHA-1 or SHA-256 (OpenSSL, which uses the processor's instructions for it).
class Digest
{
public:
    enum class Kind { Sha1, Sha256 };

    explicit Digest(Kind kind);
    void add(QByteArrayView bytes);
    //! The raw digest (20 or 32 bytes); the object starts anew.
    QByteArray finish();

private:
    struct Free
    {
        void operator()(EVP_MD_CTX *context) const;
    };
    void start();

    Kind m_kind;
    std::unique_ptr<EVP_MD_CTX, Free> m_context;
};

//! The 32 raw bytes of SHA-256 over \a bytes.
QByteArray sha256(QByteArrayView bytes);
//! The 20 raw bytes of SHA-1 over \a bytes.
QByteArray sha1(QByteArrayView bytes);

} // namespace bootwright

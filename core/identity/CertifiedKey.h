// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/OpenSsl.h"

namespace bootwright {

//! A private key and its certificate in an OpenSSL library context of their own, which has the default
//! and, where the system has it, the legacy provider (RC2, which old PFX files use); the context of
//! the process stays as it is.
struct CertifiedKey
{
    CertifiedKey();
    CertifiedKey(const CertifiedKey &) = delete;
    CertifiedKey &operator=(const CertifiedKey &) = delete;

    // in this order: key and certificate are freed before the context they live in
    Handle<OSSL_LIB_CTX> library;
    Handle<OSSL_PROVIDER> defaultProvider;
    Handle<OSSL_PROVIDER> legacyProvider; // null where the system has none
    Handle<EVP_PKEY> key;
    Handle<X509> certificate;
};

} // namespace bootwright

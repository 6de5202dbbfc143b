// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

namespace bootwright {

//! The SubjectPublicKeyInfo (DER) of the certificate \a der; empty when it is none.
QByteArray publicKeyInfo(const QByteArray &der);

//! Whether \a signature was made over \a content with the trusted root key \a publicKeyBlob of a site.
//! A key blob is what Windows' CryptoAPI calls PUBLICKEYBLOB: bytes 06 02 00 00, algorithm (4),
//! "RSA1", bits (4), exponent (4), modulus; numbers and the signature are little-endian. The signature is
//! RSASSA-PKCS1-v1_5 with SHA-256. Corrupt: the blob is no such key.
Result<bool>
isSignedBy(const QByteArray &publicKeyBlob, const QByteArray &signature, const QByteArray &content);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QByteArray>
#include <QByteArrayView>

namespace bootwright {

//! How Variables.dat is encrypted. AES-128 is read by every boot image; sites of 2025 and later make
//! AES-256. The file says which one it is. A seal keeps a secret, it does not notice every change:
//! there is no checksum in the format.
enum class SealAlgorithm { Aes128, Aes256 };

//! What a sealed file says of itself, checked against its size.
struct SealHeader
{
    SealAlgorithm algorithm = SealAlgorithm::Aes128;
    quint32 plainSize = 0;  //!< bytes of text, even
    quint32 cipherSize = 0; //!< bytes of ciphertext: the next multiple of 16 above plainSize
};

//! Encrypts \a plaintext (UTF-16LE, at least one character) with \a password, or, if that is empty,
//! with the constant that media without a password use. The same text and password give the same
//! bytes. InvalidInput for text of an odd size or none.
Result<QByteArray> sealVariables(QByteArrayView plaintext,
                                 const Secret &password,
                                 SealAlgorithm algorithm = SealAlgorithm::Aes128);

//! The header of \a file. Corrupt when it is damaged or cut short, Unsupported for another algorithm.
Result<SealHeader> readSealHeader(QByteArrayView file);

//! Decrypts \a file. An empty \a password is the constant. WrongPassword when the padding or the
//! first character is not what it must be; otherwise as readSealHeader().
Result<QByteArray> unsealVariables(QByteArrayView file, const Secret &password);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/identity/CertifiedKey.h"
#include "core/identity/Pfx.h"

#include <openssl/err.h>

// PKCS #12 (RFC 7292) as PFXExportCertStore of Windows writes it and every Windows PE reads it:
//   PFX  version 3
//     authSafe (data)
//       encryptedData   pbeWithSHAAnd3-KeyTripleDES-CBC, salt 8, 2000 iterations
//         certBag       localKeyId 01 00 00 00
//       data
//         pkcs8ShroudedKeyBag, the same algorithm
//                       localKeyId 01 00 00 00, Microsoft CSP name
//     macData           SHA-1, salt 20, 2000 iterations
// PBES2 (AES) files are refused by older Windows, RC2-40 ones by newer readers: 3DES suits all.

namespace bootwright {

namespace {

constexpr int algorithm = NID_pbe_WithSHA1And3_Key_TripleDES_CBC;
constexpr int iterations = 2000;
constexpr qsizetype bagSaltSize = 8;
constexpr qsizetype macSaltSize = 20;

// Says into which key store Windows puts the key. Without it that is a provider of 1996 that cannot
// sign with SHA-256 (openssl-pkcs12(1), -CSP), which the management point asks for.
constexpr char keyProvider[] = "Microsoft Enhanced RSA and AES Cryptographic Provider";

QByteArray localKeyId()
{
    return QByteArray("\1\0\0\0", 4); // as Windows numbers the first key
}

//! Adds the attribute that ties key and certificate together and puts \a bag into a list of one.
Handle<STACK_OF(PKCS12_SAFEBAG)> listOf(Handle<PKCS12_SAFEBAG> bag)
{
    auto id = localKeyId();
    Handle<STACK_OF(PKCS12_SAFEBAG)> list(sk_PKCS12_SAFEBAG_new_null());
    if (!bag || !list
        || !PKCS12_add_localkeyid(
            bag.get(), reinterpret_cast<unsigned char *>(id.data()), int(id.size()))
        || sk_PKCS12_SAFEBAG_push(list.get(), bag.get()) <= 0)
        return nullptr;
    bag.release(); // the list has it now
    return list;
}

Handle<PKCS7> certificateSafe(const CertifiedKey &identity, const char *phrase, QByteArray salt)
{
    const auto bags =
        listOf(Handle<PKCS12_SAFEBAG>(PKCS12_SAFEBAG_create_cert(identity.certificate.get())));
    if (!bags)
        return nullptr;
    return Handle<PKCS7>(PKCS12_pack_p7encdata_ex(algorithm,
                                                  phrase,
                                                  -1,
                                                  reinterpret_cast<unsigned char *>(salt.data()),
                                                  int(salt.size()),
                                                  iterations,
                                                  bags.get(),
                                                  identity.library.get(),
                                                  nullptr));
}

Handle<PKCS7> keySafe(const CertifiedKey &identity, const char *phrase, QByteArray salt)
{
    const Handle<PKCS8_PRIV_KEY_INFO> info(EVP_PKEY2PKCS8(identity.key.get()));
    if (!info)
        return nullptr;
    Handle<PKCS12_SAFEBAG> bag(
        PKCS12_SAFEBAG_create_pkcs8_encrypt_ex(algorithm,
                                               phrase,
                                               -1,
                                               reinterpret_cast<unsigned char *>(salt.data()),
                                               int(salt.size()),
                                               iterations,
                                               info.get(),
                                               identity.library.get(),
                                               nullptr));
    if (!bag || !PKCS12_add_CSPName_asc(bag.get(), keyProvider, int(sizeof keyProvider - 1)))
        return nullptr;
    const auto bags = listOf(std::move(bag));
    return bags ? Handle<PKCS7>(PKCS12_pack_p7data(bags.get())) : nullptr;
}

Handle<PKCS12> assembled(Handle<PKCS7> certificate, Handle<PKCS7> key, OSSL_LIB_CTX *library)
{
    const Handle<STACK_OF(PKCS7)> safes(sk_PKCS7_new_null());
    if (!safes)
        return nullptr;
    for (auto *safe : {&certificate, &key}) {
        if (!*safe || sk_PKCS7_push(safes.get(), safe->get()) <= 0)
            return nullptr;
        safe->release(); // the list has it now
    }
    return Handle<PKCS12>(PKCS12_add_safes_ex(safes.get(), 0, library, nullptr));
}

} // namespace

Result<QByteArray>
writePfx(const CertifiedKey &identity, const Secret &password, const Chance &chance)
{
    ERR_clear_error();
    const auto phrase = terminated(password);
    const auto file = assembled(
        certificateSafe(
            identity, phrase.utf8().data(), chance.bytes("PFX certificate salt", bagSaltSize)),
        keySafe(identity, phrase.utf8().data(), chance.bytes("PFX key salt", bagSaltSize)),
        identity.library.get());
    auto salt = chance.bytes("PFX MAC salt", macSaltSize);
    if (!file
        || PKCS12_set_mac(file.get(),
                          phrase.utf8().data(),
                          -1,
                          reinterpret_cast<unsigned char *>(salt.data()),
                          int(salt.size()),
                          iterations,
                          EVP_sha1())
               != 1)
        return opensslError(Error::Kind::Unsupported,
                            Tr::tr("The certificate of the media cannot be packed into a PFX. This "
                                   "system's OpenSSL offers no 3DES or SHA-1."));
    return encoded(file.get(), i2d_PKCS12);
}

Result<QByteArray> writeSealedPfx(const CertifiedKey &identity, const Secret &password)
{
    // What OWASP's "Password Storage Cheat Sheet" asks of PBKDF2 with HMAC-SHA-256 (2023).
    constexpr int sealedIterations = 600'000;
    ERR_clear_error();
    const auto phrase = terminated(password);
    const Handle<PKCS12> file(PKCS12_create_ex(phrase.utf8().data(),
                                               nullptr,
                                               identity.key.get(),
                                               identity.certificate.get(),
                                               nullptr,
                                               NID_aes_256_cbc,
                                               NID_aes_256_cbc,
                                               sealedIterations,
                                               sealedIterations,
                                               0,
                                               identity.library.get(),
                                               nullptr));
    if (!file)
        return opensslError(
            Error::Kind::Unsupported,
            Tr::tr("The identity of the media cannot be sealed. This system's OpenSSL "
                   "offers no AES-256 or SHA-256."));
    return encoded(file.get(), i2d_PKCS12);
}

} // namespace bootwright

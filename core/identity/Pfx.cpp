// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/Pfx.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/identity/CertifiedKey.h"

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
constexpr quint64 largestFile = 1_MiB;
// A check of the password that takes more is no certificate but an attack on our time.
constexpr qint64 mostIterations = 10'000'000;

// Says into which key store Windows puts the key. Without it that is a provider of 1996 that cannot
// sign with SHA-256 (openssl-pkcs12(1), -CSP), which the management point asks for.
constexpr char keyProvider[] = "Microsoft Enhanced RSA and AES Cryptographic Provider";

Error isNoPfx()
{
    return opensslError(Error::Kind::Corrupt,
                        Tr::tr("The PFX file cannot be read. It is damaged or no PFX file."));
}

Error unsupported(const QString &what)
{
    return opensslError(Error::Kind::Unsupported,
                        Tr::tr("The PFX file cannot be read. %1 Export the certificate again with "
                               "TripleDES-SHA1 or AES256-SHA256.")
                            .arg(what));
}

const char *text(const Secret &terminatedText)
{
    return terminatedText.utf8().data();
}

Handle<PKCS12> parsed(const QByteArray &bytes, const CertifiedKey &identity)
{
    auto *pfx = PKCS12_init_ex(NID_pkcs7_data, identity.library.get(), nullptr);
    const auto *begin = octets(bytes);
    if (!pfx || !d2i_PKCS12(&pfx, &begin, long(bytes.size()))) { // frees and clears on failure
        PKCS12_free(pfx);
        return nullptr;
    }
    return Handle<PKCS12>(pfx);
}

Result<void> checkPassword(PKCS12 *pfx, const Secret &password)
{
    if (!PKCS12_mac_present(pfx))
        return unsupported(Tr::tr("It has no check of its password."));
    const ASN1_INTEGER *count = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &count, pfx);
    int64_t value = 1; // the default of the standard
    if (count && (!ASN1_INTEGER_get_int64(&value, count) || value < 1 || value > mostIterations))
        return isNoPfx();
    const auto phrase = terminated(password);
    // an empty password has two spellings in PKCS #12
    if (PKCS12_verify_mac(pfx, text(phrase), -1) == 1
        || (password.isEmpty() && PKCS12_verify_mac(pfx, nullptr, 0) == 1))
        return {};
    if (ERR_GET_REASON(ERR_peek_error()) == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM)
        return unsupported(Tr::tr("The check of its password is of an unknown kind."));
    return opensslError(Error::Kind::WrongPassword,
                        password.isEmpty()
                            ? Tr::tr("The PFX file is protected with a password. Give it.")
                            : Tr::tr("The password does not open the PFX file."));
}

//! OpenSSL lacks an algorithm, as opposed to: the data is broken.
bool isAlgorithmMissing()
{
    const auto reason = ERR_GET_REASON(ERR_peek_error());
    const auto isEvp = ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_EVP;
    return reason == ERR_R_UNSUPPORTED
           || (isEvp
               && (reason == EVP_R_UNKNOWN_PBE_ALGORITHM || reason == EVP_R_UNSUPPORTED_ALGORITHM
                   || reason == EVP_R_UNSUPPORTED_CIPHER || reason == EVP_R_UNSUPPORTED_PRF
                   || reason == EVP_R_UNSUPPORTED_PRIVATE_KEY_ALGORITHM));
}

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

Result<PfxContents> readPfx(const QByteArray &pfx, const Secret &password)
{
    ERR_clear_error();
    auto identity = std::make_shared<CertifiedKey>();
    const auto file = quint64(pfx.size()) <= largestFile ? parsed(pfx, *identity) : nullptr;
    if (!file)
        return isNoPfx();
    if (const auto right = checkPassword(file.get(), password); !right)
        return right.error();
    const auto phrase = terminated(password);
    EVP_PKEY *key = nullptr;
    X509 *certificate = nullptr;
    STACK_OF(X509) *others = nullptr;
    const auto isRead = PKCS12_parse(file.get(), text(phrase), &key, &certificate, &others) == 1;
    identity->key.reset(key);
    identity->certificate.reset(certificate);
    const Handle<STACK_OF(X509)> chain(others);
    if (!isRead)
        return isAlgorithmMissing() ? unsupported(
                   Tr::tr("It is encrypted in a way that OpenSSL does not offer here."))
                                    : isNoPfx();
    ERR_clear_error();
    if (!key)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("The PFX file holds no private key. Export the certificate again together "
                   "with its private key."),
            {}};
    if (!certificate)
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("The PFX file holds no certificate that belongs to its private key. "
                            "Export the certificate again together with its private key."),
                     {}};
    return PfxContents{std::move(identity), chain ? sk_X509_num(chain.get()) : 0};
}

Result<QByteArray>
writePfx(const CertifiedKey &identity, const Secret &password, const Chance &chance)
{
    ERR_clear_error();
    const auto phrase = terminated(password);
    const auto file = assembled(
        certificateSafe(identity, text(phrase), chance.bytes("PFX certificate salt", bagSaltSize)),
        keySafe(identity, text(phrase), chance.bytes("PFX key salt", bagSaltSize)),
        identity.library.get());
    auto salt = chance.bytes("PFX MAC salt", macSaltSize);
    if (!file
        || PKCS12_set_mac(file.get(),
                          text(phrase),
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

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/identity/CertifiedKey.h"
#include "core/identity/Pfx.h"

#include <openssl/err.h>

namespace bootwright {

namespace {

constexpr quint64 largestFile = 1_MiB;
// A check of the password that takes more is no certificate but an attack on our time. What is inside
// needs no such bound: whoever could forge it knows the password.
constexpr qint64 mostIterations = 10'000'000;

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

//! The spelling of \a phrase, the password with a NUL behind it, that the file was made with.
Result<const char *> checkedPhrase(PKCS12 *pfx, const Secret &phrase)
{
    if (!PKCS12_mac_present(pfx))
        return unsupported(Tr::tr("It has no check of its password."));
    const ASN1_INTEGER *count = nullptr;
    PKCS12_get0_mac(nullptr, nullptr, nullptr, &count, pfx);
    int64_t value = 1; // the default of the standard
    if (count && (!ASN1_INTEGER_get_int64(&value, count) || value < 1 || value > mostIterations))
        return isNoPfx();
    const auto *text = phrase.utf8().data();
    if (PKCS12_verify_mac(pfx, text, -1) == 1)
        return text;
    const auto isEmpty = *text == '\0';
    if (isEmpty && PKCS12_verify_mac(pfx, nullptr, 0) == 1) // PKCS #12 has two empty passwords
        return static_cast<const char *>(nullptr);
    if (ERR_peek_error() != 0) // a password that is just wrong leaves none
        return unsupported(Tr::tr("The check of its password is of an unknown kind."));
    return opensslError(Error::Kind::WrongPassword,
                        isEmpty ? Tr::tr("The PFX file is protected with a password. Give it.")
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

//! The key of \a bag, in the clear or encrypted, or null.
Handle<EVP_PKEY> keyOf(const PKCS12_SAFEBAG *bag, const char *phrase, OSSL_LIB_CTX *library)
{
    const auto decoded = [&](const PKCS8_PRIV_KEY_INFO *info) {
        return Handle<EVP_PKEY>(info ? EVP_PKCS82PKEY_ex(info, library, nullptr) : nullptr);
    };
    if (PKCS12_SAFEBAG_get_nid(bag) == NID_keyBag)
        return decoded(PKCS12_SAFEBAG_get0_p8inf(bag));
    const Handle<PKCS8_PRIV_KEY_INFO> info(
        PKCS12_decrypt_skey_ex(bag, phrase, -1, library, nullptr));
    return decoded(info.get());
}

//! What was found so far: the first key and all certificates.
struct Found
{
    Handle<EVP_PKEY> key;
    Handle<STACK_OF(X509)> certificates{sk_X509_new_null()};
};

bool collectBag(Found &found, const PKCS12_SAFEBAG *bag, const char *phrase, OSSL_LIB_CTX *library)
{
    const auto kind = PKCS12_SAFEBAG_get_nid(bag);
    if ((kind == NID_keyBag || kind == NID_pkcs8ShroudedKeyBag) && !found.key) {
        found.key = keyOf(bag, phrase, library);
        return bool(found.key);
    }
    if (kind == NID_certBag && PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate) {
        Handle<X509> certificate(PKCS12_SAFEBAG_get1_cert(bag));
        if (!certificate || sk_X509_push(found.certificates.get(), certificate.get()) <= 0)
            return false;
        certificate.release(); // the list has it now
    }
    return true;
}

//! Everything in \a pfx. PKCS12_parse() of OpenSSL 3.0 would do, did it not look for the algorithms of
//! the key in the context of the process.
bool collect(Found &found, const PKCS12 *pfx, const char *phrase, OSSL_LIB_CTX *library)
{
    const Handle<STACK_OF(PKCS7)> safes(PKCS12_unpack_authsafes(pfx));
    if (!safes || !found.certificates)
        return false;
    for (int i = 0; i < sk_PKCS7_num(safes.get()); ++i) {
        auto *safe = sk_PKCS7_value(safes.get(), i);
        const Handle<STACK_OF(PKCS12_SAFEBAG)> bags(PKCS7_type_is_encrypted(safe)
                                                        ? PKCS12_unpack_p7encdata(safe, phrase, -1)
                                                        : PKCS12_unpack_p7data(safe));
        if (!bags)
            return false;
        for (int j = 0; j < sk_PKCS12_SAFEBAG_num(bags.get()); ++j) {
            if (!collectBag(found, sk_PKCS12_SAFEBAG_value(bags.get(), j), phrase, library))
                return false;
        }
    }
    return true;
}

//! Takes the certificate that belongs to the key out of what was \a found, or null.
Handle<X509> takeMatch(const Found &found)
{
    auto *list = found.certificates.get();
    for (int i = 0; i < sk_X509_num(list); ++i) {
        if (X509_check_private_key(sk_X509_value(list, i), found.key.get()) == 1)
            return Handle<X509>(sk_X509_delete(list, i));
    }
    return nullptr;
}

} // namespace

Result<PfxContents> readPfx(const QByteArray &pfx, const Secret &password)
{
    ERR_clear_error();
    auto identity = std::make_shared<CertifiedKey>();
    const auto file = quint64(pfx.size()) <= largestFile ? parsed(pfx, *identity) : nullptr;
    if (!file)
        return isNoPfx();
    const auto withNul = terminated(password);
    const auto phrase = checkedPhrase(file.get(), withNul);
    if (!phrase)
        return phrase.error();
    Found found;
    if (!collect(found, file.get(), *phrase, identity->library.get()))
        return isAlgorithmMissing() ? unsupported(
                   Tr::tr("It is encrypted in a way that OpenSSL does not offer here."))
                                    : isNoPfx();
    if (!found.key)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("The PFX file holds no private key. Export the certificate again together "
                   "with its private key."),
            {}};
    identity->certificate = takeMatch(found);
    if (!identity->certificate)
        return opensslError(Error::Kind::InvalidInput,
                            Tr::tr("The PFX file holds no certificate that belongs to its private "
                                   "key. Export the certificate again together with its private "
                                   "key."));
    ERR_clear_error(); // certificates that do not match leave theirs
    identity->key = std::move(found.key);
    return PfxContents{std::move(identity), sk_X509_num(found.certificates.get())};
}

} // namespace bootwright

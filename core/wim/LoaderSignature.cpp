// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/LoaderSignature.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/wim/PeFile.h"

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

#include <array>
#include <memory>

// Microsoft, "Windows Authenticode Portable Executable Signature Format" (2008) and "PE Format", Attribute
// Certificate Table. The table is a row of entries, each at a multiple of 8:
//
//   0 u32 length of the entry, with these 8 bytes    4 u16 revision 0x200    6 u16 type 2: PKCS#7
//   8 PKCS#7 SignedData whose content is SpcIndirectDataContent (1.3.6.1.4.1.311.2.1.4):
//     SEQUENCE { SEQUENCE { type, value }, SEQUENCE { SEQUENCE { algorithm, parameters }, OCTET STRING digest } }
//
// The digest is over the file without its checksum, the directory field of the table, and the table.
// A signer's unsigned attribute 1.3.6.1.4.1.311.2.4.1 holds further SignedData: nested signatures.

namespace bootwright {

namespace {

constexpr quint16 typePkcs7 = 2;
constexpr int mostSignatures = 32;
const QString pca2011 = QStringLiteral("Microsoft Windows Production PCA 2011");
const QString ca2023 = QStringLiteral("Windows UEFI CA 2023");

template<auto function>
struct FreeBy
{
    template<typename T>
    void operator()(T *object) const
    {
        function(object);
    }
};
template<typename T, auto function>
using Owned = std::unique_ptr<T, FreeBy<function>>;

using Pkcs7 = Owned<PKCS7, PKCS7_free>;
using Object = Owned<ASN1_OBJECT, ASN1_OBJECT_free>;
using OctetString = Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;
using HashContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Bio = Owned<BIO, BIO_free_all>;

Error damaged(const QString &detail)
{
    return {Error::Kind::Corrupt, Tr::tr("The signature of the program is damaged."), detail};
}

const unsigned char *data(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

QByteArrayView view(const ASN1_STRING *text)
{
    return {ASN1_STRING_get0_data(text), ASN1_STRING_length(text)};
}

//! Takes one DER element off the front of \a bytes: its contents. Nothing if it is not a \a tag.
std::optional<QByteArrayView> takeElement(QByteArrayView &bytes, int tag)
{
    const unsigned char *at = data(bytes);
    long size = 0;
    int found = 0;
    int tagClass = 0;
    const int flags = ASN1_get_object(&at, &size, &found, &tagClass, long(bytes.size()));
    ERR_clear_error();
    // 0x80 is an error, 1 the indefinite length that DER forbids
    if ((flags & 0x81) || tagClass != V_ASN1_UNIVERSAL || found != tag || size < 0)
        return {};
    const auto head = at - data(bytes);
    const auto contents = bytes.sliced(head, size);
    bytes = bytes.sliced(head + size);
    return contents;
}

//! The digest that an SpcIndirectDataContent holds.
struct SignedDigest
{
    const EVP_MD *algorithm = nullptr;
    QByteArrayView digest;
};

//! From the \a contents of SpcIndirectDataContent's SEQUENCE.
std::optional<SignedDigest> signedDigest(QByteArrayView contents)
{
    const auto type = takeElement(contents, V_ASN1_SEQUENCE);
    auto info = takeElement(contents, V_ASN1_SEQUENCE);
    auto algorithm = type && info ? takeElement(*info, V_ASN1_SEQUENCE) : std::nullopt;
    const auto digest = algorithm ? takeElement(*info, V_ASN1_OCTET_STRING) : std::nullopt;
    if (!digest)
        return {};
    const unsigned char *at = data(*algorithm);
    const Object name(d2i_ASN1_OBJECT(nullptr, &at, long(algorithm->size())));
    const EVP_MD *hash = name ? EVP_get_digestbyobj(name.get()) : nullptr;
    ERR_clear_error();
    if (!hash || EVP_MD_get_size(hash) != digest->size())
        return {};
    return SignedDigest{hash, *digest};
}

//! The Authenticode digest of the file; empty if the certificate table does not end it, as it must.
QByteArray fileDigest(const PeFile &program, const EVP_MD *algorithm)
{
    const auto file = program.bytes();
    const auto table = program.certificateTable();
    if (qsizetype(table.offset) + qsizetype(table.size) != file.size())
        return {};
    const HashContext hash(EVP_MD_CTX_new());
    const auto add = [&](qsizetype from, qsizetype to) {
        return EVP_DigestUpdate(hash.get(), file.data() + from, size_t(to - from)) == 1;
    };
    const qsizetype checksum = program.checksumOffset();
    const qsizetype field = program.certificateFieldOffset();
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned int size = 0;
    if (!hash || EVP_DigestInit_ex(hash.get(), algorithm, nullptr) != 1 || !add(0, checksum)
        || !add(checksum + 4, field) || !add(field + 8, table.offset)
        || EVP_DigestFinal_ex(hash.get(), digest.data(), &size) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest.data()), qsizetype(size));
}

//! The contents of the SEQUENCE that was signed; nothing if it is not there or something else.
std::optional<QByteArrayView> signedContents(PKCS7 *signature)
{
    const PKCS7 *inner = signature->d.sign->contents;
    const Object indirectData(OBJ_txt2obj("1.3.6.1.4.1.311.2.1.4", 1));
    if (!inner || !indirectData || OBJ_cmp(inner->type, indirectData.get()) != 0 || !inner->d.other
        || inner->d.other->type != V_ASN1_SEQUENCE)
        return {};
    auto element = view(inner->d.other->value.sequence);
    return takeElement(element, V_ASN1_SEQUENCE);
}

//! Every signer signed \a contents with the key of its certificate. This is what PKCS7_verify() does, which
//! loses memory when it does not know a hash.
bool isSignedBySigners(PKCS7 *signature, QByteArrayView contents)
{
    Bio message(BIO_new_mem_buf(contents.data(), int(contents.size())));
    const Bio hashes(message ? PKCS7_dataInit(signature, message.get()) : nullptr);
    if (!hashes)
        return false;
    (void)message.release(); // hashes reads from it, and frees it
    std::array<char, 4096> buffer;
    while (BIO_read(hashes.get(), buffer.data(), int(buffer.size())) > 0) {}
    auto *signers = PKCS7_get_signer_info(signature);
    for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); ++i) {
        auto *signer = sk_PKCS7_SIGNER_INFO_value(signers, i);
        X509 *certificate = PKCS7_cert_from_signer_info(signature, signer);
        if (!certificate
            || PKCS7_signatureVerify(hashes.get(), signature, signer, certificate) != 1)
            return false;
    }
    return true;
}

bool isSignedOver(PKCS7 *signature, const PeFile &program)
{
    const auto contents = signedContents(signature);
    const auto expected = contents ? signedDigest(*contents) : std::nullopt;
    if (!expected || fileDigest(program, expected->algorithm) != expected->digest)
        return false;
    const bool genuine = isSignedBySigners(signature, *contents);
    ERR_clear_error();
    return genuine;
}

QString issuerName(PKCS7_SIGNER_INFO *signer)
{
    X509_NAME *issuer = signer->issuer_and_serial->issuer;
    const int at = X509_NAME_get_index_by_NID(issuer, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char *utf8 = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(issuer, at)));
    ERR_clear_error();
    if (size < 0)
        return {};
    const QString name = QString::fromUtf8(reinterpret_cast<const char *>(utf8), size);
    OPENSSL_free(utf8);
    return name;
}

LoaderSigner signerNamed(const QString &issuer)
{
    if (issuer == ca2023)
        return LoaderSigner::Microsoft2023;
    if (issuer == pca2011)
        return LoaderSigner::Microsoft2011;
    return LoaderSigner::Other;
}

//! The one that firmware is most likely to look for in the years to come.
LoaderSigner strongest(const QList<LoaderSigner> &signers)
{
    for (const auto signer : {LoaderSigner::Microsoft2023, LoaderSigner::Microsoft2011}) {
        if (signers.contains(signer))
            return signer;
    }
    return signers.isEmpty() ? LoaderSigner::Unsigned : LoaderSigner::Other;
}

//! Collects the signatures of one program.
class SignatureWalk
{
public:
    explicit SignatureWalk(const PeFile &program)
        : m_program(program)
    {}

    Result<LoaderSignature> run();

private:
    enum class Place { Table, Nested };

    Result<void> add(QByteArrayView der, Place place);
    Result<void> addNested(PKCS7_SIGNER_INFO *signer);

    const PeFile &m_program;
    LoaderSignature m_found;
    int m_count = 0;
};

Result<LoaderSignature> SignatureWalk::run()
{
    const auto range = m_program.certificateTable();
    auto table = m_program.bytes().sliced(range.offset, range.size);
    m_found.digestMatches = true;
    while (!table.isEmpty()) {
        const auto total = quint64(table.size());
        const quint64 length = total < 8 ? 0 : le<quint32>(table, 0);
        if (length < 8 || length > total)
            return damaged(QStringLiteral("entry of %1 bytes, %2 are left").arg(length).arg(total));
        if (le<quint16>(table, 6) == typePkcs7) {
            const auto added = add(table.sliced(8, qsizetype(length) - 8), Place::Table);
            if (!added)
                return added.error();
        }
        table = table.sliced(qsizetype(qMin(roundUp(length, 8), total)));
    }
    m_found.signer = strongest(m_found.signers);
    m_found.digestMatches = m_found.digestMatches && !m_found.signers.isEmpty();
    return m_found;
}

Result<void> SignatureWalk::add(QByteArrayView der, Place place)
{
    if (++m_count > mostSignatures)
        return damaged(QStringLiteral("more than %1 signatures").arg(mostSignatures));
    const unsigned char *at = data(der);
    const Pkcs7 signature(d2i_PKCS7(nullptr, &at, long(der.size())));
    ERR_clear_error();
    if (!signature || !PKCS7_type_is_signed(signature.get()) || !signature->d.sign)
        return damaged(QStringLiteral("no PKCS#7 SignedData"));
    const auto *signers = PKCS7_get_signer_info(signature.get());
    if (sk_PKCS7_SIGNER_INFO_num(signers) < 1)
        return damaged(QStringLiteral("SignedData without a signer"));

    for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); ++i) {
        const QString issuer = issuerName(sk_PKCS7_SIGNER_INFO_value(signers, i));
        m_found.issuers.append(issuer);
        if (place == Place::Table)
            m_found.signers.append(signerNamed(issuer));
    }
    if (place == Place::Table && !isSignedOver(signature.get(), m_program))
        m_found.digestMatches = false;
    for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); ++i) {
        const auto nested = addNested(sk_PKCS7_SIGNER_INFO_value(signers, i));
        if (!nested)
            return nested.error();
    }
    return {};
}

Result<void> SignatureWalk::addNested(PKCS7_SIGNER_INFO *signer)
{
    const Object nested(OBJ_txt2obj("1.3.6.1.4.1.311.2.4.1", 1));
    for (int i = 0; i < X509at_get_attr_count(signer->unauth_attr); ++i) {
        X509_ATTRIBUTE *attribute = X509at_get_attr(signer->unauth_attr, i);
        if (!nested || OBJ_cmp(X509_ATTRIBUTE_get0_object(attribute), nested.get()) != 0)
            continue;
        for (int k = 0; k < X509_ATTRIBUTE_count(attribute); ++k) {
            const ASN1_TYPE *value = X509_ATTRIBUTE_get0_type(attribute, k);
            if (!value || value->type != V_ASN1_SEQUENCE)
                return damaged(QStringLiteral("nested signature is not a SEQUENCE"));
            m_found.hasNested = true;
            const auto added = add(view(value->value.sequence), Place::Nested);
            if (!added)
                return added.error();
        }
    }
    return {};
}

} // namespace

Result<LoaderSignature> readLoaderSignature(QByteArrayView efiFile)
{
    const auto program = PeFile::parse(efiFile);
    if (!program)
        return program.error();
    auto signature = SignatureWalk(*program).run();
    if (!signature)
        return signature.error();
    const auto svn = program->resource(u"BOOTMGRSECURITYVERSIONNUMBER");
    if (svn && svn->size() == 4)
        signature->svn = le<quint32>(*svn, 0);
    else if (!svn && svn.error().kind != Error::Kind::NotFound)
        return svn.error();
    return signature;
}

QString signerText(LoaderSigner signer)
{
    switch (signer) {
    case LoaderSigner::Unsigned:
        return Tr::tr("not signed");
    case LoaderSigner::Microsoft2011:
        return pca2011;
    case LoaderSigner::Microsoft2023:
        return ca2023;
    case LoaderSigner::Other:
        break;
    }
    return {};
}

QString signerText(const LoaderSignature &signature)
{
    if (signature.signer == LoaderSigner::Other)
        return signature.issuers.value(0);
    return signerText(signature.signer);
}

} // namespace bootwright

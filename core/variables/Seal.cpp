// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/variables/Seal.h"

#include "core/base/Bytes.h"
#include "core/base/Digest.h"
#include "core/base/Tr.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <QStringList>

#include <algorithm>
#include <limits>
#include <memory>

// Variables.dat (docs/formats/variables.md), little-endian:
//    0   4  00 00 ED EC                 signature
//    4   4  20                          size of the header that begins here
//    8   4  bytes of plaintext          even: UTF-16
//   12   4  bytes of ciphertext         n
//   16   4  ALG_ID                      0x660E AES-128, 0x6610 AES-256
//   20   4  0                           flags of CryptDeriveKey
//   24   n  ciphertext                  CBC, initial vector 0, padding of PKCS #7
// 24+n   *  slack                       as much as makes the file plaintext + 42; zero here
// The key is CryptDeriveKey of the password in UTF-16LE over SHA-1 (learn.microsoft.com, wincrypt.h,
// CryptDeriveKey, Remarks). Confirmed with CryptoAPI itself and with the public readers.

namespace bootwright {

namespace {

constexpr quint32 signature = 0xECED0000;
constexpr quint32 innerHeaderSize = 20;
constexpr qsizetype headerSize = 24;
constexpr quint64 sizeOverPlain = 42; // header, one block and one character, as Microsoft allocates
constexpr quint32 blockSize = 16;

struct Algorithm
{
    SealAlgorithm algorithm;
    quint32 id; // ALG_ID of wincrypt.h
    qsizetype keySize;
    const EVP_CIPHER *(*cipher)();
};
constexpr Algorithm algorithms[] = {
    {SealAlgorithm::Aes128, 0x660E, 16, EVP_aes_128_cbc},
    {SealAlgorithm::Aes256, 0x6610, 32, EVP_aes_256_cbc},
};

const Algorithm &detailsOf(SealAlgorithm wanted)
{
    return *std::find_if(std::begin(algorithms), std::end(algorithms), [&](const auto &known) {
        return known.algorithm == wanted;
    });
}

Error corrupt(const QString &why, const QString &detail)
{
    return {Error::Kind::Corrupt,
            Tr::tr("The sealed media variables are damaged. %1").arg(why),
            detail};
}

//! One half of the derived key: SHA-1 over 64 bytes \a pad, the first 20 of them combined with \a hash.
QByteArray half(const QByteArray &hash, char pad)
{
    QByteArray block(64, pad);
    for (qsizetype i = 0; i < hash.size(); ++i)
        block[i] = char(block[i] ^ hash[i]);
    const auto result = sha1(block);
    OPENSSL_cleanse(block.data(), size_t(block.size()));
    return result;
}

//! The key that CryptDeriveKey makes of \a password (empty: the constant), longer than any needed.
Secret derivedKey(const Secret &password)
{
    static const auto constant = QStringLiteral("{BAC6E688-DE21-4ABE-B7FB-C9F54E6DB664}");
    const auto wide = password.isEmpty() ? Secret(constant).utf16le() : password.utf16le();
    auto hash = sha1(wide.utf8());
    auto key = half(hash, 0x36) + half(hash, 0x5C);
    Secret result{QByteArrayView(key)};
    OPENSSL_cleanse(hash.data(), size_t(hash.size()));
    OPENSSL_cleanse(key.data(), size_t(key.size()));
    return result;
}

enum class Direction { Decrypt, Encrypt };

//! CBC over whole blocks; the padding is the caller's.
Result<QByteArray>
crypt(QByteArrayView input, const Secret &password, const Algorithm &algorithm, Direction direction)
{
    const auto bytes = [](auto view) {
        return reinterpret_cast<const unsigned char *>(view.data());
    };
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    const auto key = derivedKey(password);
    const unsigned char zeros[blockSize] = {};
    QByteArray output(input.size(), Qt::Uninitialized);
    int size = 0;
    const auto worked = context && key.utf8().size() >= algorithm.keySize
                        && EVP_CipherInit_ex(context.get(),
                                             algorithm.cipher(),
                                             nullptr,
                                             bytes(key.utf8()),
                                             zeros,
                                             direction == Direction::Encrypt ? 1 : 0)
                               == 1
                        && EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1
                        && EVP_CipherUpdate(context.get(),
                                            reinterpret_cast<unsigned char *>(output.data()),
                                            &size,
                                            bytes(input),
                                            int(input.size()))
                               == 1
                        && size == output.size();
    if (!worked)
        return Error{Error::Kind::Unsupported,
                     Tr::tr("The media variables cannot be encrypted or decrypted. This system's "
                            "OpenSSL offers no AES."),
                     {}};
    return output;
}

} // namespace

Result<QByteArray>
sealVariables(QByteArrayView plaintext, const Secret &password, SealAlgorithm algorithm)
{
    const auto size = plaintext.size();
    if (size == 0 || size % 2 != 0 || size > std::numeric_limits<int>::max() - qsizetype(blockSize))
        return Error{Error::Kind::InvalidInput,
                     Tr::tr("The media variables cannot be sealed. They are not UTF-16 text."),
                     QStringLiteral("size %1").arg(size)};
    const auto pad = blockSize - quint32(size) % blockSize;
    const auto padded = plaintext.toByteArray() + QByteArray(qsizetype(pad), char(pad));
    const auto &details = detailsOf(algorithm);
    const auto cipher = crypt(padded, password, details, Direction::Encrypt);
    if (!cipher)
        return cipher.error();
    QByteArray file;
    appendLe<quint32>(file, signature);
    appendLe<quint32>(file, innerHeaderSize);
    appendLe<quint32>(file, quint32(size));
    appendLe<quint32>(file, quint32(padded.size()));
    appendLe<quint32>(file, details.id);
    appendLe<quint32>(file, 0);
    file += *cipher;
    return file + zeroBytes(quint64(size) + sizeOverPlain - quint64(file.size()));
}

Result<SealHeader> readSealHeader(QByteArrayView file)
{
    const auto isShort = [&] {
        return corrupt(Tr::tr("They are cut short."), QStringLiteral("%1 bytes").arg(file.size()));
    };
    if (file.size() < headerSize)
        return isShort();
    if (le<quint32>(file, 0) != signature || le<quint32>(file, 4) != innerHeaderSize
        || le<quint32>(file, 20) != 0)
        return corrupt(Tr::tr("They do not begin as such a file does."),
                       QString::fromLatin1(file.first(headerSize).toByteArray().toHex(' ')));
    const auto id = le<quint32>(file, 16);
    const auto known = std::find_if(std::begin(algorithms),
                                    std::end(algorithms),
                                    [&](const auto &algorithm) { return algorithm.id == id; });
    if (known == std::end(algorithms))
        return Error{Error::Kind::Unsupported,
                     Tr::tr("The media variables are sealed with an algorithm other than AES-128 "
                            "and AES-256."),
                     QStringLiteral("ALG_ID 0x%1").arg(id, 0, 16)};
    const SealHeader header{known->algorithm, le<quint32>(file, 8), le<quint32>(file, 12)};
    const auto padded = (quint64(header.plainSize) / blockSize + 1) * blockSize;
    if (header.plainSize == 0 || header.plainSize % 2 != 0 || header.cipherSize != padded
        || header.cipherSize > quint32(std::numeric_limits<int>::max()))
        return corrupt(
            Tr::tr("Their sizes contradict each other."),
            QStringLiteral("text %1, ciphertext %2").arg(header.plainSize).arg(header.cipherSize));
    if (quint64(file.size()) < header.plainSize + sizeOverPlain)
        return isShort();
    return header;
}

Result<QByteArray> unsealVariables(QByteArrayView file, const Secret &password)
{
    const auto header = readSealHeader(file);
    if (!header)
        return header.error();
    auto text = crypt(file.sliced(headerSize, qsizetype(header->cipherSize)),
                      password,
                      detailsOf(header->algorithm),
                      Direction::Decrypt);
    if (!text)
        return text.error();
    const auto pad = header->cipherSize - header->plainSize; // 1 to 16, the header was checked
    const auto isPadded = text->endsWith(QByteArray(qsizetype(pad), char(pad)));
    text->truncate(qsizetype(header->plainSize));
    const QByteArrayView view(*text);
    const auto body = view.startsWith(QByteArrayView("\xFF\xFE", 2)) ? view.sliced(2) : view;
    if (!isPadded || !body.startsWith(QByteArrayView("<\0", 2)))
        return Error{Error::Kind::WrongPassword,
                     password.isEmpty()
                         ? Tr::tr("The media variables are protected with a password. Give it.")
                         : Tr::tr("The password does not open the media variables."),
                     {}};
    return text;
}

} // namespace bootwright

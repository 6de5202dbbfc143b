// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/OpenSsl.h"

#include "core/identity/CertifiedKey.h"

#include <openssl/err.h>

#include <QStringList>

#include <array>

namespace bootwright {

Error opensslError(Error::Kind kind, const QString &message)
{
    QStringList lines;
    while (const auto code = ERR_get_error()) {
        std::array<char, 256> line{};
        ERR_error_string_n(code, line.data(), line.size());
        lines.append(QString::fromUtf8(line.data()));
    }
    return {kind, message, lines.join(QStringLiteral("; "))};
}

Secret terminated(const Secret &text)
{
    auto bytes = text.utf8().toByteArray() + '\0';
    Secret result{QByteArrayView(bytes)};
    OPENSSL_cleanse(bytes.data(), size_t(bytes.size()));
    return result;
}

CertifiedKey::CertifiedKey()
    : library(OSSL_LIB_CTX_new())
{
    if (!library)
        return; // without a provider everything that follows fails with an error of its own
    defaultProvider.reset(OSSL_PROVIDER_load(library.get(), "default"));
    legacyProvider.reset(OSSL_PROVIDER_load(library.get(), "legacy"));
    ERR_clear_error();
}

} // namespace bootwright

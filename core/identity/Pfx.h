// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QByteArray>

#include <memory>

namespace bootwright {

struct CertifiedKey;

//! What a PFX file holds: a key, the certificate that belongs to it, and a count of the others.
struct PfxContents
{
    std::shared_ptr<CertifiedKey> identity;
    int otherCertificates = 0;
};

//! Opens \a pfx. RC2-40, 3DES (the legacy algorithms) and AES (PBES2) are read. Corrupt, WrongPassword,
//! Unsupported, or InvalidInput when there is no key or no certificate that belongs to it.
Result<PfxContents> readPfx(const QByteArray &pfx, const Secret &password);

//! \a identity as a PFX that is hard to guess: AES-256, 600,000 iterations, a MAC with SHA-256.
Result<QByteArray> writeSealedPfx(const CertifiedKey &identity, const Secret &password);

//! \a identity as a PFX that every Windows imports: 3DES, a MAC with SHA-1, 2000 iterations.
Result<QByteArray>
writePfx(const CertifiedKey &identity, const Secret &password, const Chance &chance);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Chance.h"
#include "core/base/Result.h"

#include <QDateTime>
#include <QString>

#include <memory>

namespace bootwright {

struct CertifiedKey;

//! A key and a certificate that it signed itself; see MediaCertificate::selfSigned().
Result<std::shared_ptr<CertifiedKey>> selfSignedIdentity(const QString &mediaGuid,
                                                         const QDateTime &start,
                                                         const QDateTime &expire,
                                                         const Chance &chance);

} // namespace bootwright

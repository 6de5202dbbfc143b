// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QString>

namespace bootwright {

//! What management points answer below /SMS_MP/.sms_aut, which is XML. Elements and attributes are found by
//! name whatever the case; what else is there is passed over.

//! The certificate (hexadecimal DER) in the reply to SITESIGNCERT, if the trusted root key
//! \a publicRootKey (hexadecimal) signed it. Corrupt when it cannot be read or the signature is wrong.
Result<QString> signingCertificateOf(const QByteArray &reply, const QString &publicRootKey);

//! The GUIDs of the unknown computers in the reply to MPKEYINFORMATIONMEDIA: lower case, without braces,
//! empty when they are not told.
struct UnknownComputers
{
    QString x86;
    QString x64;
    QString arm64;
};
UnknownComputers unknownComputersOf(const QByteArray &reply);

} // namespace bootwright

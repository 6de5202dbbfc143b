// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/site/SiteAccess.h"

#include <QUrl>

namespace bootwright {

//! The ways in which a web server does not answer.
enum class HttpFailure {
    NoSuchName,
    NothingAnswers,
    Silent,
    NoTls,
    Broken,
    NotHttp,
    TooLarge,
    Redirected,
    Proxy,
    NoWindowsSignIn,
    ClockSkew,
    TicketRefused,
    NtlmRefused,
    PasswordRefused,
    Other,
};

//! The sentence for \a failure at \a url. \a detail is for the log, and holds no secret.
Error httpError(HttpFailure failure, const QUrl &url, const QString &detail = {});

//! A certificate that nobody allowed: the sentence shows its fingerprint.
Error notTrusted(const ServerCertificate &certificate);
//! A certificate that is not the one that was allowed.
Error notTheAllowed(const ServerCertificate &certificate);

} // namespace bootwright

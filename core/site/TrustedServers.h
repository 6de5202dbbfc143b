// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/site/SiteAccess.h"

#include <QByteArray>
#include <QString>

#include <map>

namespace bootwright {

//! The certificates that this user allowed, in a small JSON file: server → SHA-256. Nothing secret.

//! Where the file of this user lies.
QString trustedServersPath();
//! None when there is no file: InvalidInput when it is not ours, AccessDenied.
Result<std::map<QString, QByteArray>> readTrustedServers(const QString &path);
//! AccessDenied, Device.
Result<void> writeTrustedServers(const QString &path, const std::map<QString, QByteArray> &servers);
//! From now on this user allows \a certificate for its server. Errors of both.
Result<void> trustServer(const ServerCertificate &certificate);

} // namespace bootwright

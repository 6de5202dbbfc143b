// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/site/KerberosTicket.h"

namespace bootwright {

// Windows signs in by SSPI, with the session's tickets or with a user and password.
Result<std::unique_ptr<KerberosTicket>> KerberosTicket::get(const QString &, const Secret &)
{
    return std::make_unique<KerberosTicket>();
}

std::optional<Error> whyNoTicket(const QString &, const KerberosTicket *)
{
    return {};
}

} // namespace bootwright

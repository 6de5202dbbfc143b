// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Secret.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace bootwright {

//! A Kerberos ticket for a user who was named with a password, in memory only, and gone with the object.
//! Where the system signs in with a password by itself (Windows) it holds nothing.
class KerberosTicket
{
public:
    //! AccessDenied (unknown user, wrong password, clock), Network (no domain controller answers).
    static Result<std::unique_ptr<KerberosTicket>> get(const QString &user, const Secret &password);
    virtual ~KerberosTicket() = default;

    //! The name that Kerberos knows it by.
    virtual QByteArray cache() const { return {}; }
    //! From now on this thread signs in with this ticket, until finish().
    virtual void use() {}
    virtual void finish() {}
};

//! Why nobody can sign in at the web server \a host with \a ticket or, if null, with the ticket of the user
//! who is signed in; no value when a ticket for it can be had. Asks the domain controller.
std::optional<Error> whyNoTicket(const QString &host, const KerberosTicket *ticket);

} // namespace bootwright

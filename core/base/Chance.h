// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QUuid>

namespace bootwright {

//! Where GUIDs, salts, the clock and a fresh private key come from: chance and the system clock, or,
//! for reproducible media, a JSON file (docs/reproducible.md):
//!   {"reproducibleVersion": 1, "now": "2026-11-22T12:00:00Z", "seed": "any text", "privateKey": "PEM"}
//! Every random value has a name; from a file it is SHA-256(seed, name, counter), so that the order of
//! the questions does not matter and every system gives the same answers.
class Chance
{
public:
    //! Chance and the system clock.
    Chance() = default;
    //! From the file at \a path: InvalidInput or NotFound.
    static Result<Chance> fromFile(const QString &path);

    bool isReproducible() const { return !m_seed.isEmpty(); }
    //! \a size random bytes for the purpose \a name.
    QByteArray bytes(QByteArrayView name, qsizetype size) const;
    //! A version 4 GUID for the purpose \a name.
    QUuid guid(QByteArrayView name) const;
    //! UTC, whole seconds.
    QDateTime now() const;
    //! The private key (PEM, PKCS#8) that reproducible media use; empty: make a new one.
    const QByteArray &privateKeyPem() const { return m_privateKeyPem; }

private:
    QByteArray m_seed;
    QDateTime m_now;
    QByteArray m_privateKeyPem;
};

} // namespace bootwright

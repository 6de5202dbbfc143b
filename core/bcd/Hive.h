// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringView>

#include <vector>

namespace bootwright {

//! The types of registry values that boot entries use.
enum class HiveType : quint32 {
    String = 1,      //!< REG_SZ
    Binary = 3,      //!< REG_BINARY
    Dword = 4,       //!< REG_DWORD
    MultiString = 7, //!< REG_MULTI_SZ
};

//! One value of a key. `type` is a HiveType or any other number a hive may hold; `data` is raw.
struct HiveValue
{
    QString name; //!< empty: the default value
    quint32 type = 0;
    QByteArray data;

    bool operator==(const HiveValue &) const = default;
};

//! A key of a registry hive with all that is below it. Names are compared without case.
struct HiveKey
{
    QString name;
    QList<HiveValue> values;
    std::vector<HiveKey> children;

    //! The subkey \a wanted, or null.
    const HiveKey *child(QStringView wanted) const;
    //! The value \a wanted, or null.
    const HiveValue *value(QStringView wanted) const;

    bool operator==(const HiveKey &) const = default;
};

//! The file of a hive whose root is \a root: a whole number of 4 KiB pages, the same bytes for the
//! same arguments on every system. \a time is the time of every key; an invalid one is written as 0.
//! For small hives: at most 511 subkeys a key and 16,344 bytes a value, names of siblings differ,
//! no name is empty but that of a value.
QByteArray writeHive(const HiveKey &root, const QDateTime &time);

//! The content of the hive file \a bytes. Strict, and safe on hostile input: every cell is used once at
//! most, so work and memory stay in proportion to the file. Errors: Corrupt, with the check that failed
//! as detail; Unsupported for a value of more than 16,344 bytes.
Result<HiveKey> readHive(QByteArrayView bytes);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bcd/Hive.h"

#include "core/base/Bytes.h"
#include "core/bcd/HiveFormat.h"

namespace bootwright {

const HiveKey *HiveKey::child(QStringView wanted) const
{
    for (const auto &key : children) {
        if (compareHiveNames(key.name, wanted) == 0)
            return &key;
    }
    return nullptr;
}

const HiveValue *HiveKey::value(QStringView wanted) const
{
    for (const auto &value : values) {
        if (compareHiveNames(value.name, wanted) == 0)
            return &value;
    }
    return nullptr;
}

quint32 hiveChecksum(QByteArrayView baseBlock)
{
    quint32 sum = 0;
    for (qsizetype at = 0; at < BaseBlockField::checksum; at += 4)
        sum ^= le<quint32>(baseBlock, at);
    if (sum == 0)
        return 1;
    return sum == 0xFFFFFFFF ? 0xFFFFFFFE : sum;
}

quint32 hiveHash(QStringView name)
{
    quint32 hash = 0;
    for (const QChar c : name)
        hash = hash * 37 + c.toUpper().unicode();
    return hash;
}

int compareHiveNames(QStringView a, QStringView b)
{
    for (qsizetype i = 0; i < qMin(a.size(), b.size()); ++i) {
        const int order = int(a[i].toUpper().unicode()) - int(b[i].toUpper().unicode());
        if (order != 0)
            return order;
    }
    return a.size() < b.size() ? -1 : int(a.size() > b.size());
}

} // namespace bootwright

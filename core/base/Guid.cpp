// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Guid.h"

#include "core/base/Bytes.h"

namespace bootwright {

QByteArray guidBytes(const QUuid &guid)
{
    QByteArray bytes;
    appendLe<quint32>(bytes, guid.data1);
    appendLe<quint16>(bytes, guid.data2);
    appendLe<quint16>(bytes, guid.data3);
    bytes.append(reinterpret_cast<const char *>(guid.data4), 8);
    return bytes;
}

QUuid guidFromBytes(QByteArrayView bytes)
{
    Q_ASSERT(bytes.size() >= 16);
    QUuid guid;
    guid.data1 = le<quint32>(bytes, 0);
    guid.data2 = le<quint16>(bytes, 4);
    guid.data3 = le<quint16>(bytes, 6);
    std::copy_n(bytes.data() + 8, 8, reinterpret_cast<char *>(guid.data4));
    return guid;
}

QUuid guidFromRandom(QByteArrayView bytes)
{
    auto guid = guidFromBytes(bytes);
    guid.data3 = quint16((guid.data3 & 0x0FFF) | 0x4000); // version 4
    guid.data4[0] = uchar((guid.data4[0] & 0x3F) | 0x80); // RFC 4122 variant
    return guid;
}

QString bareGuid(const QUuid &guid)
{
    return guid.toString(QUuid::WithoutBraces).toUpper();
}

QString bracedGuid(const QUuid &guid)
{
    return guid.toString(QUuid::WithBraces).toLower();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/UdfField.h"

#include "core/base/Bytes.h"

#include <algorithm>

namespace bootwright::udf {

namespace {

constexpr qsizetype kTagSize = 16;

quint8 tagSum(QByteArrayView tag)
{
    quint8 sum = 0;
    for (qsizetype i = 0; i < kTagSize; ++i)
        sum = quint8(sum + (i == 4 ? 0 : quint8(tag[i])));
    return sum;
}

} // namespace

quint16 crc16(QByteArrayView bytes)
{
    quint16 crc = 0;
    for (const char byte : bytes) {
        crc = quint16(crc ^ (quint8(byte) << 8));
        for (int bit = 0; bit < 8; ++bit)
            crc = quint16(crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1);
    }
    return crc;
}

void seal(QByteArray &bytes, qsizetype offset, qsizetype size, Tag tag, quint32 location)
{
    const auto bodySize = size - kTagSize;
    putLe<quint16>(bytes, offset, quint16(tag));
    putLe<quint16>(bytes, offset + 2, 2);
    putLe<quint16>(
        bytes, offset + 8, crc16(QByteArrayView(bytes).sliced(offset + kTagSize, bodySize)));
    putLe<quint16>(bytes, offset + 10, quint16(bodySize));
    putLe<quint32>(bytes, offset + 12, location);
    bytes[offset + 4] = char(tagSum(QByteArrayView(bytes).sliced(offset)));
}

bool hasTag(QByteArrayView bytes, Tag tag)
{
    if (bytes.size() < kTagSize || le<quint16>(bytes, 0) != quint16(tag)
        || quint8(bytes[4]) != tagSum(bytes))
        return false;
    const auto bodySize = le<quint16>(bytes, 10);
    return bodySize <= bytes.size() - kTagSize
           && crc16(bytes.sliced(kTagSize, bodySize)) == le<quint16>(bytes, 8);
}

QByteArray compressed(const QString &text)
{
    if (text.isEmpty())
        return {};
    const auto isLatin =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() <= 0xFF; });
    if (isLatin)
        return '\x08' + text.toLatin1();
    QByteArray bytes(1, '\x10');
    for (const QChar c : text) {
        bytes.append(char(c.unicode() >> 8));
        bytes.append(char(c.unicode() & 0xFF));
    }
    return bytes;
}

QString fromCompressed(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    const auto body = bytes.sliced(1);
    if (bytes[0] == '\x08')
        return QString::fromLatin1(body);
    QString text;
    for (qsizetype i = 0; bytes[0] == '\x10' && i + 1 < body.size(); i += 2)
        text.append(QChar(be<quint16>(body, i)));
    return text;
}

QByteArray dstring(const QString &text, qsizetype size)
{
    auto bytes = compressed(text);
    auto used = std::min(bytes.size(), size - 1);
    if (!bytes.isEmpty() && bytes[0] == '\x10' && used % 2 == 0)
        --used; // no half character
    bytes.truncate(used);
    bytes.append(size - 1 - used, '\0');
    return bytes + char(used);
}

QString fromDstring(QByteArrayView field)
{
    const auto used = qsizetype(quint8(field.back()));
    return fromCompressed(field.first(std::min(used, field.size() - 1)));
}

QByteArray charspec()
{
    return ('\0' + QByteArray("OSTA Compressed Unicode")).leftJustified(64, '\0');
}

QByteArray entity(QByteArrayView identifier, QByteArrayView suffix)
{
    QByteArray bytes = zeroBytes(32);
    putBytes(bytes, 1, identifier);
    putBytes(bytes, 24, suffix);
    return bytes;
}

QByteArray timestamp(const QDateTime &time)
{
    const auto utc = time.toUTC();
    QByteArray bytes = zeroBytes(12);
    putLe<quint16>(bytes, 0, 0x1000); // local time, 0 minutes from UTC
    putLe<quint16>(bytes, 2, quint16(utc.date().year()));
    bytes[4] = char(utc.date().month());
    bytes[5] = char(utc.date().day());
    bytes[6] = char(utc.time().hour());
    bytes[7] = char(utc.time().minute());
    bytes[8] = char(utc.time().second());
    return bytes;
}

QByteArray longAd(quint32 size, quint32 block)
{
    QByteArray bytes = zeroBytes(16);
    putLe<quint32>(bytes, 0, size);
    putLe<quint32>(bytes, 4, block);
    return bytes;
}

} // namespace bootwright::udf

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

namespace bootwright {

//! \a size bytes at \a offset lie inside \a total bytes. Safe against wrap-around.
constexpr bool fits(quint64 offset, quint64 size, quint64 total)
{
    return offset <= total && size <= total - offset;
}

//! The little-endian \a T at \a offset. The caller has checked that it fits.
template<typename T>
T le(QByteArrayView bytes, qsizetype offset)
{
    Q_ASSERT(offset >= 0 && fits(quint64(offset), sizeof(T), quint64(bytes.size())));
    return qFromLittleEndian<T>(bytes.data() + offset);
}

//! The big-endian \a T at \a offset. The caller has checked that it fits.
template<typename T>
T be(QByteArrayView bytes, qsizetype offset)
{
    Q_ASSERT(offset >= 0 && fits(quint64(offset), sizeof(T), quint64(bytes.size())));
    return qFromBigEndian<T>(bytes.data() + offset);
}

//! Writes \a value little-endian at \a offset, inside \a bytes.
template<typename T>
void putLe(QByteArray &bytes, qsizetype offset, std::type_identity_t<T> value)
{
    Q_ASSERT(offset >= 0 && fits(quint64(offset), sizeof(T), quint64(bytes.size())));
    qToLittleEndian<T>(value, bytes.data() + offset);
}

//! Writes \a value big-endian at \a offset, inside \a bytes.
template<typename T>
void putBe(QByteArray &bytes, qsizetype offset, std::type_identity_t<T> value)
{
    Q_ASSERT(offset >= 0 && fits(quint64(offset), sizeof(T), quint64(bytes.size())));
    qToBigEndian<T>(value, bytes.data() + offset);
}

//! Copies \a source over the bytes at \a offset, inside \a bytes.
inline void putBytes(QByteArray &bytes, qsizetype offset, QByteArrayView source)
{
    Q_ASSERT(offset >= 0 && fits(quint64(offset), quint64(source.size()), quint64(bytes.size())));
    std::copy(source.begin(), source.end(), bytes.data() + offset);
}

//! Appends \a value little-endian.
template<typename T>
void appendLe(QByteArray &bytes, std::type_identity_t<T> value)
{
    const auto at = bytes.size();
    bytes.resize(at + qsizetype(sizeof(T)));
    putLe<T>(bytes, at, value);
}

//! \a size zero bytes.
inline QByteArray zeroBytes(quint64 size)
{
    return QByteArray(qsizetype(size), '\0');
}

//! \a text as UTF-16LE without a terminator or byte order mark.
inline QByteArray utf16le(QStringView text)
{
    QByteArray bytes;
    bytes.reserve(text.size() * 2);
    for (const QChar c : text)
        appendLe<quint16>(bytes, c.unicode());
    return bytes;
}

//! UTF-16LE \a bytes (an odd last byte is left out) as text.
inline QString fromUtf16le(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size() / 2);
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        text.append(QChar(le<quint16>(bytes, i)));
    return text;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimDentry.h"

#include "core/base/Bytes.h"
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/wim/WimFormat.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr qsizetype streamFixedSize = 38;
constexpr qsizetype streamSha1 = 16;
constexpr qsizetype streamNameSize = 36;

//! \a length rounded up to 8, if that many bytes are left of \a total behind \a offset.
std::optional<qsizetype>
paddedSize(quint64 length, qsizetype least, qsizetype offset, qsizetype total)
{
    const auto left = quint64(total - offset);
    if (length < quint64(least) || length > left || roundUp(length, 8) > left)
        return {};
    return qsizetype(roundUp(length, 8));
}

//! A stream entry.
struct Stream
{
    QByteArray sha1; //!< may be zeros
    bool isNamed = false;
};

QList<Stream> streamEntries(QByteArrayView dentry)
{
    QList<Stream> streams;
    auto at = qsizetype(roundUp(le<quint64>(dentry, 0), 8));
    for (auto left = le<quint16>(dentry, dentryOffset::streamCount); left > 0; --left) {
        streams.append({dentry.sliced(at + streamSha1, sha1Size).toByteArray(),
                        le<quint16>(dentry, at + streamNameSize) != 0});
        at += qsizetype(roundUp(le<quint64>(dentry, at), 8));
    }
    return streams;
}

QByteArray mainSha1(QByteArrayView dentry)
{
    return dentry.sliced(dentryOffset::sha1, sha1Size).toByteArray();
}

qsizetype sizeWithEnd(qsizetype nameSize)
{
    return nameSize == 0 ? 0 : nameSize + 2;
}

} // namespace

std::optional<qsizetype> wimDentrySize(QByteArrayView bytes)
{
    if (bytes.size() < dentryFixedSize)
        return {};
    const auto length = le<quint64>(bytes, 0);
    const auto fixed = paddedSize(length, dentryFixedSize, 0, bytes.size());
    const qsizetype nameSize = le<quint16>(bytes, dentryOffset::nameSize);
    const qsizetype shortNameSize = le<quint16>(bytes, dentryOffset::shortNameSize);
    if (!fixed || nameSize % 2 != 0 || shortNameSize % 2 != 0
        || quint64(dentryFixedSize + sizeWithEnd(nameSize) + sizeWithEnd(shortNameSize)) > length)
        return {};
    auto size = *fixed;
    for (auto left = le<quint16>(bytes, dentryOffset::streamCount); left > 0; --left) {
        if (!fits(quint64(size), quint64(streamFixedSize), quint64(bytes.size())))
            return {};
        const auto entry =
            paddedSize(le<quint64>(bytes, size), streamFixedSize, size, bytes.size());
        const qsizetype streamName = le<quint16>(bytes, size + streamNameSize);
        if (!entry || streamName % 2 != 0 || streamFixedSize + streamName > *entry)
            return {};
        size += *entry;
    }
    return size;
}

QString wimDentryName(QByteArrayView dentry)
{
    return fromUtf16le(dentry.sliced(dentryFixedSize, le<quint16>(dentry, dentryOffset::nameSize)));
}

QByteArray wimDentryShortName(QByteArrayView dentry)
{
    const auto at = dentryFixedSize + sizeWithEnd(le<quint16>(dentry, dentryOffset::nameSize));
    return dentry.sliced(at, le<quint16>(dentry, dentryOffset::shortNameSize)).toByteArray();
}

QByteArray wimDentryContent(QByteArrayView dentry)
{
    QList<QByteArray> unnamed;
    for (const auto &stream : streamEntries(dentry)) {
        if (!stream.isNamed)
            unnamed.append(stream.sha1);
    }
    if (const auto own = mainSha1(dentry); unnamed.isEmpty() || !isZero(own))
        unnamed.prepend(own);
    // The first unnamed stream of a reparse point is its reparse data.
    const bool isReparsePoint =
        le<quint32>(dentry, dentryOffset::attributes) & wimAttribute::reparsePoint;
    const auto content = unnamed.value(isReparsePoint ? 1 : 0);
    static const auto nothing = sha1({});
    return isZero(content) || content == nothing ? QByteArray() : content;
}

QList<QByteArray> wimDentryStreams(QByteArrayView dentry)
{
    QList<QByteArray> found;
    found.append(mainSha1(dentry));
    for (const auto &stream : streamEntries(dentry))
        found.append(stream.sha1);
    found.removeIf([](const QByteArray &sha1) { return isZero(sha1); });
    return found;
}

bool isWimName(QStringView name)
{
    if (name.isEmpty() || name == u"." || name == u"..")
        return false;
    return std::none_of(name.begin(), name.end(), [](QChar c) {
        return c.isNull() || c == u'/' || c == u'\\' || c == u':';
    });
}

quint64 wimTime(const QDateTime &time)
{
    constexpr qint64 from1601To1970 = 11644473600000;
    return quint64(std::max<qint64>(1, time.toMSecsSinceEpoch() + from1601To1970)) * 10000;
}

QByteArray wimDentry(const WimNewDentry &entry)
{
    auto bytes = zeroBytes(quint64(dentryFixedSize));
    putLe<quint32>(bytes, dentryOffset::attributes, entry.attributes);
    putLe<quint32>(bytes, dentryOffset::security, entry.security);
    putLe<quint64>(bytes, dentryOffset::created, entry.created);
    putLe<quint64>(bytes, dentryOffset::accessed, entry.written);
    putLe<quint64>(bytes, dentryOffset::written, entry.written);
    putBytes(bytes, dentryOffset::sha1, entry.sha1);
    putLe<quint16>(bytes, dentryOffset::shortNameSize, quint16(entry.shortName.size()));
    putLe<quint16>(bytes, dentryOffset::nameSize, quint16(entry.name.size() * 2));
    if (!entry.name.isEmpty())
        bytes += utf16le(entry.name) + zeroBytes(2);
    if (!entry.shortName.isEmpty())
        bytes += entry.shortName + zeroBytes(2);
    bytes += zeroBytes(roundUp(quint64(bytes.size()), 8) - quint64(bytes.size()));
    putLe<quint64>(bytes, 0, quint64(bytes.size()));
    return bytes;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/image/ImageSink.h"
#include "core/image/layoutIso.h"
#include "core/image/writeImage.h"

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>

#include <algorithm>

namespace bootwright {

//! An image in memory that fails on demand.
class MemorySink final : public ImageSink
{
public:
    explicit MemorySink(quint64 size, bool zeroed = true)
        : bytes(qsizetype(size), zeroed ? '\0' : '\x5A')
        , isZeroed(zeroed)
    {}

    QString name() const override { return QStringLiteral("memory"); }
    quint64 size() const override { return quint64(bytes.size()); }
    bool startsZeroed() const override { return isZeroed; }
    Result<void> reserve(quint64 offset, quint64 size) override
    {
        if (written > 0)
            return Error{Error::Kind::Device, QStringLiteral("Too late."), {}};
        if (offset + size > roomEndsAt)
            return Error{Error::Kind::NoSpace, QStringLiteral("No room."), {}};
        reserved.append({offset, size});
        return {};
    }
    Result<void> write(quint64 offset, std::span<const char> data) override
    {
        if (offset < nextOffset || !fits(offset, data.size(), size()))
            return Error{Error::Kind::Device, QStringLiteral("Not ascending."), {}};
        nextOffset = offset + data.size();
        written += data.size();
        largest = std::max(largest, quint64(data.size()));
        if (nextOffset > fullAt)
            return Error{Error::Kind::NoSpace, QStringLiteral("Full."), {}};
        std::copy(data.begin(), data.end(), bytes.data() + offset);
        return {};
    }
    Result<void> flush() override
    {
        isFlushed = true;
        if (flipAt < size())
            bytes[qsizetype(flipAt)] = char(bytes[qsizetype(flipAt)] ^ 0x10);
        return {};
    }
    Result<void> read(quint64 offset, std::span<char> into) override
    {
        if (offset + into.size() > unreadableAt)
            return Error{Error::Kind::Device, QStringLiteral("Unreadable."), {}};
        std::copy_n(bytes.constData() + offset, into.size(), into.begin());
        return {};
    }
    Result<void> commit() override { return {}; }

    QByteArray bytes;
    bool isZeroed;
    bool isFlushed = false;
    quint64 nextOffset = 0;
    quint64 written = 0;
    quint64 largest = 0;
    quint64 fullAt = ~quint64(0);
    quint64 roomEndsAt = ~quint64(0);
    QList<std::pair<quint64, quint64>> reserved; //!< offset, size
    quint64 flipAt = ~quint64(0);
    quint64 unreadableAt = ~quint64(0);
};

//! \a size bytes that look random and are the same for the same \a seed.
inline QByteArray noise(quint64 size, quint32 seed)
{
    QRandomGenerator generator(seed);
    QByteArray bytes(qsizetype((size + 3) / 4 * 4), Qt::Uninitialized);
    generator.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    bytes.truncate(qsizetype(size));
    return bytes;
}

//! Options with fixed identity and time, for golden bytes.
inline IsoOptions fixedOptions()
{
    IsoOptions options;
    options.label = QStringLiteral("Configuration Manager");
    options.fatLabel = QStringLiteral("CONFIGURATI");
    options.identity = {QUuid(QStringLiteral("{11111111-2222-4333-8444-555555555555}")),
                        QUuid(QStringLiteral("{66666666-7777-4888-9999-aaaaaaaaaaaa}")),
                        0x12345678,
                        0xCAFEBABE,
                        "0123456789abcdef"};
    options.created = QDateTime(QDate(2026, 11, 22), QTime(12, 34, 56), Qt::UTC);
    return options;
}

//! The image of \a tree in memory; empty when that fails.
inline QByteArray imageOf(const FileTree &tree, const IsoOptions &options)
{
    const auto layout = layoutIso(tree, options);
    if (!layout)
        return {};
    MemorySink sink(layout->size());
    Control control;
    control.expect(layout->contentSize());
    return writeImage(*layout, sink, control) ? sink.bytes : QByteArray();
}

} // namespace bootwright

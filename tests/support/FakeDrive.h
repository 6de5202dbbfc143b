// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/drive/RawDrive.h"
#include "core/image/ImageSource.h"

#include <QByteArray>

#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>

namespace bootwright {

//! A drive in memory that breaks on demand. What was never written reads as 'Z'.
class FakeDrive final : public RawDrive
{
public:
    static constexpr quint64 kNever = std::numeric_limits<quint64>::max();
    static constexpr quint64 kBlock = 4096;

    explicit FakeDrive(quint64 size)
        : realSize(size)
        , m_size(size)
    {}

    quint64 size() const override { return m_size; }

    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        std::unique_lock lock(m_mutex);
        waitWhile(lock, stallsWriting);
        isMisaligned |= offset % 512 != 0 || bytes.size() % 512 != 0;
        largest = std::max(largest, quint64(bytes.size()));
        if (!fits(offset, bytes.size(), m_size))
            return gone(QStringLiteral("outside"));
        if (written + bytes.size() > vanishesAfter)
            return gone(QStringLiteral("vanished"));
        if (offset <= badByte && badByte < offset + bytes.size())
            return gone(QStringLiteral("bad block"));
        written += bytes.size();
        put(offset, bytes);
        return {};
    }
    Result<void> read(quint64 offset, std::span<char> into) override
    {
        std::unique_lock lock(m_mutex);
        waitWhile(lock, stallsReading);
        isMisaligned |= offset % 512 != 0 || into.size() % 512 != 0;
        if (!fits(offset, into.size(), m_size) || written >= vanishesAfter)
            return gone(QStringLiteral("outside or vanished"));
        if (offset <= unreadableByte && unreadableByte < offset + into.size())
            return gone(QStringLiteral("unreadable"));
        for (size_t at = 0; at < into.size(); at += 512)
            get(offset + at, into.subspan(at, 512));
        if (offset <= flippedByte && flippedByte < offset + into.size())
            into[size_t(flippedByte - offset)] ^= 0x20;
        return {};
    }
    Result<void> flush() override
    {
        std::unique_lock lock(m_mutex);
        waitWhile(lock, stallsFlushing);
        ++flushes;
        return {};
    }

    //! What is on it, read past all faults.
    QByteArray bytes(quint64 offset, quint64 size)
    {
        const std::scoped_lock lock(m_mutex);
        QByteArray all(qsizetype(size), Qt::Uninitialized);
        for (quint64 at = 0; at < size; at += 512)
            get(offset + at, {all.data() + at, 512});
        return all;
    }
    //! Lets everything that hangs go on.
    void wake()
    {
        const std::scoped_lock lock(m_mutex);
        stallsWriting = stallsReading = stallsFlushing = false;
        m_woken.notify_all();
    }

    quint64 realSize; //!< bytes that it has; what lies beyond shows the same ones again
    quint64 badByte = kNever;
    quint64 unreadableByte = kNever;
    quint64 flippedByte = kNever; //!< reads with one wrong bit
    quint64 vanishesAfter = kNever;
    bool stallsWriting = false;
    bool stallsReading = false;
    bool stallsFlushing = false;
    bool isMisaligned = false;
    quint64 written = 0;
    quint64 largest = 0; //!< bytes at once
    int flushes = 0;

private:
    static Error gone(const QString &detail)
    {
        return {Error::Kind::Device, QStringLiteral("Cannot use \"fake\". It broke."), detail};
    }
    void waitWhile(std::unique_lock<std::mutex> &lock, const bool &stalls)
    {
        m_woken.wait(lock, [&] { return !stalls; });
    }
    void put(quint64 offset, std::span<const char> bytes)
    {
        for (size_t at = 0; at < bytes.size(); at += 512) {
            const auto place = (offset + at) % realSize;
            auto &block = m_blocks[place / kBlock];
            if (block.isEmpty())
                block.fill('Z', qsizetype(kBlock));
            std::copy_n(bytes.begin() + ptrdiff_t(at), 512, block.data() + place % kBlock);
        }
    }
    void get(quint64 offset, std::span<char> into)
    {
        const auto place = offset % realSize;
        const auto block = m_blocks.find(place / kBlock);
        if (block == m_blocks.end())
            std::fill(into.begin(), into.end(), 'Z');
        else
            std::copy_n(block->second.constData() + place % kBlock, into.size(), into.begin());
    }

    quint64 m_size;
    std::mutex m_mutex;
    std::condition_variable m_woken;
    std::map<quint64, QByteArray> m_blocks;
};

//! What our readers see of it.
class FakeDriveImage final : public ImageSource
{
public:
    explicit FakeDriveImage(std::shared_ptr<FakeDrive> drive)
        : m_drive(std::move(drive))
    {}
    quint64 size() const override { return m_drive->size(); }
    Result<QByteArray> read(quint64 offset, quint64 size) const override
    {
        if (!fits(offset, size, m_drive->size()))
            return corruptImage(QStringLiteral("outside"));
        const auto start = offset / 512 * 512;
        const auto end = (offset + size + 511) / 512 * 512;
        return m_drive->bytes(start, end - start)
            .sliced(qsizetype(offset - start), qsizetype(size));
    }
    ContentSource slice(quint64 offset, quint64 size) const override
    {
        return ContentSource::bytes(read(offset, size).value());
    }

private:
    std::shared_ptr<FakeDrive> m_drive;
};

} // namespace bootwright

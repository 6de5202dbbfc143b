// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveStore.h"

#include "core/base/Bytes.h"
#include "core/base/Units.h"

#include <algorithm>

namespace bootwright {

namespace {

constexpr quint64 kSector = 512;
constexpr quint64 kMostAtOnce = 1_GiB;

class StoreReader final : public ContentReader
{
public:
    StoreReader(const DriveStore &store, quint64 offset)
        : m_store(store)
        , m_offset(offset)
    {}
    Result<void> read(std::span<char> into) override
    {
        const auto bytes = m_store.read(m_offset, into.size());
        if (!bytes)
            return bytes.error();
        std::copy(bytes->begin(), bytes->end(), into.begin());
        m_offset += into.size();
        return {};
    }

private:
    const DriveStore &m_store;
    quint64 m_offset;
};

} // namespace

DriveStore::DriveStore(std::shared_ptr<RawDrive> device,
                       const QString &name,
                       std::stop_token stop,
                       DrivePatience patience)
    : m_size(device->size())
    , m_queue(std::move(device), name, std::move(stop), patience)
{}

Result<QByteArray> DriveStore::read(quint64 offset, quint64 size) const
{
    if (!fits(offset, size, m_size) || size > kMostAtOnce)
        return corruptImage(QStringLiteral("%1 bytes at %2").arg(size).arg(offset));
    const auto start = offset / kSector * kSector;
    const auto end = std::min(roundUp(offset + size, kSector), m_size);
    QByteArray bytes(qsizetype(end - start), Qt::Uninitialized);
    if (const auto done = m_queue.read(start, {bytes.data(), size_t(bytes.size())}); !done)
        return done.error();
    return bytes.sliced(qsizetype(offset - start), qsizetype(size));
}

ContentSource DriveStore::slice(quint64 offset, quint64 size) const
{
    return ContentSource::stream(size, [this, offset] {
        return Result<std::unique_ptr<ContentReader>>(std::make_unique<StoreReader>(*this, offset));
    });
}

Result<void> DriveStore::write(quint64 offset, QByteArrayView bytes)
{
    m_written += quint64(bytes.size());
    return m_queue.write(offset, size_t(bytes.size()), [&](size_t at, std::span<char> piece) {
        std::copy_n(bytes.begin() + qsizetype(at), piece.size(), piece.begin());
    });
}

} // namespace bootwright

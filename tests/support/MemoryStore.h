// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/image/ImageStore.h"

#include <QRandomGenerator>

#include <vector>

namespace bootwright {

//! An image in memory that remembers what was written to it between one flush and the next.
class MemoryStore final : public ImageStore
{
public:
    struct Write
    {
        quint64 offset = 0;
        QByteArray bytes;
    };

    explicit MemoryStore(QByteArray image)
        : bytes(std::move(image))
        , m_before(bytes)
    {}

    quint64 size() const override { return quint64(bytes.size()); }
    Result<QByteArray> read(quint64 offset, quint64 size) const override
    {
        if (!fits(offset, size, quint64(bytes.size())))
            return corruptImage(QStringLiteral("outside"));
        return bytes.sliced(qsizetype(offset), qsizetype(size));
    }
    ContentSource slice(quint64 offset, quint64 size) const override
    {
        return ContentSource::bytes(bytes.sliced(qsizetype(offset), qsizetype(size)));
    }
    Result<void> write(quint64 offset, QByteArrayView data) override
    {
        if (offset % 512 != 0 || data.size() % 512 != 0)
            return Error{Error::Kind::Device, QStringLiteral("Not whole sectors."), {}};
        if (++writes > failsAfter)
            return Error{Error::Kind::Device, QStringLiteral("It broke."), {}};
        putBytes(bytes, qsizetype(offset), data);
        if (epochs.empty())
            epochs.emplace_back();
        epochs.back().push_back({offset, data.toByteArray()});
        return {};
    }
    Result<void> flush() override
    {
        epochs.emplace_back();
        return {};
    }

    //! The image when the power was cut in the given epoch: everything before is there, and of the
    //! epoch itself any part, by \a chance.
    QByteArray cutIn(size_t epoch, QRandomGenerator &chance) const
    {
        auto image = m_before;
        for (size_t i = 0; i < epoch; ++i) {
            for (const auto &write : epochs[i])
                putBytes(image, qsizetype(write.offset), write.bytes);
        }
        for (const auto &write : epochs[epoch]) {
            for (qsizetype at = 0; at < write.bytes.size(); at += 512) {
                if (chance.bounded(2))
                    putBytes(image,
                             qsizetype(write.offset) + at,
                             QByteArrayView(write.bytes).sliced(at, 512));
            }
        }
        return image;
    }

    QByteArray bytes;
    std::vector<std::vector<Write>> epochs; //!< what was written between the flushes
    int writes = 0;
    int failsAfter = 1 << 30;

private:
    QByteArray m_before;
};

} // namespace bootwright

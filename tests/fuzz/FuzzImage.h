// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Bytes.h"
#include "core/image/ImageSource.h"
#include "core/tree/FileTree.h"

#include <algorithm>
#include <cstdlib>

namespace bootwright {

//! An image of 4 GiB of which only some bytes are not zero, so that a small input can be a large volume.
class FuzzImage final : public ImageSource
{
public:
    //! Puts \a bytes at \a offset; the last one that covers a place counts.
    void put(quint64 offset, const QByteArray &bytes) { m_pieces.append({offset, bytes}); }

    quint64 size() const override { return quint64(1) << 32; }
    Result<QByteArray> read(quint64 offset, quint64 size) const override
    {
        if (!fits(offset, size, this->size()) || size > quint64(1) << 30)
            return corruptImage(QStringLiteral("outside"));
        auto bytes = zeroBytes(size);
        for (const auto &[start, piece] : m_pieces) {
            const auto from = std::max(offset, start);
            const auto to = std::min(offset + size, start + quint64(piece.size()));
            if (from < to)
                putBytes(
                    bytes,
                    qsizetype(from - offset),
                    QByteArrayView(piece).sliced(qsizetype(from - start), qsizetype(to - from)));
        }
        return bytes;
    }
    ContentSource slice(quint64 offset, quint64 size) const override
    {
        if (!fits(offset, size, this->size()))
            std::abort(); // a reader did not check
        const auto held = std::min<quint64>(size, 1 << 16);
        return ContentSource::joined(
            {ContentSource::bytes(*read(offset, held)), ContentSource::zeros(size - held)});
    }

private:
    QList<std::pair<quint64, QByteArray>> m_pieces;
};

//! What a reader gave holds together: unique paths with parents, contents that can be read.
inline void checkTree(const FileTree &tree)
{
    for (const auto &entry : tree.entries()) {
        if (tree.find(entry.path) != &entry
            || (!entry.parent().isEmpty() && !tree.find(entry.parent())))
            std::abort();
        if (!entry.isFolder
            && !entry.content.part(0, std::min<quint64>(entry.content.size(), 100)).readAll())
            std::abort();
    }
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/base/Digest.h"
#include "core/base/Units.h"
#include "core/tree/ContentSource.h"

#include <algorithm>

namespace bootwright {

// docs/formats/bootkit.md
constexpr int KitVersion = 1;

inline QString kitListName()
{
    return QStringLiteral("kit.json");
}

//! Hands all of \a content to \a write, piece by piece; its SHA-256. Advances by its bytes.
template<typename Write>
Result<QByteArray> copyHashed(const ContentSource &content, const Write &write, Control &control)
{
    auto reader = content.open();
    if (!reader)
        return reader.error();
    Digest digest(Digest::Kind::Sha256);
    QByteArray buffer(qsizetype(std::min(content.size(), 1_MiB)), Qt::Uninitialized);
    for (auto left = content.size(); left > 0;) {
        const auto size = std::min<quint64>(left, quint64(buffer.size()));
        const auto piece = QByteArrayView(buffer).first(qsizetype(size));
        if (const auto read = (*reader)->read(std::span(buffer.data(), size_t(size))); !read)
            return read.error();
        if (const Result<void> written = write(piece); !written)
            return written.error();
        digest.add(piece);
        if (const auto go = control.advance(size); !go)
            return go.error();
        left -= size;
    }
    return digest.finish();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/builder/PreparedStick.h"

#include "core/base/Digest.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/TaskThread.h"

namespace bootwright {

namespace {

constexpr quint64 kPiece = 1_MiB;

} // namespace

Result<QByteArray> copyOut(const ContentSource &content, const WritePiece &write, Control &control)
{
    const auto reader = content.open();
    if (!reader)
        return reader.error();
    BufferPool pool(1, kPiece); // aligned, which direct reading and writing want
    const auto buffer = pool.take();
    Digest digest(Digest::Kind::Sha256);
    for (quint64 at = 0; at < content.size(); at += kPiece) {
        const std::span piece(buffer.get(), size_t(std::min(kPiece, content.size() - at)));
        if (const auto done = (*reader)->read(piece); !done)
            return done.error();
        digest.add(QByteArrayView(piece.data(), qsizetype(piece.size())));
        if (const auto done = write(at, piece); !done)
            return done.error();
        if (const auto go = control.advance(piece.size()); !go)
            return go.error();
    }
    return digest.finish();
}

Result<QByteArray> hashBack(quint64 size, const ReadPiece &read, Control &control)
{
    BufferPool pool(1, kPiece);
    const auto buffer = pool.take();
    Digest digest(Digest::Kind::Sha256);
    for (quint64 at = 0; at < size; at += kPiece) {
        const std::span piece(buffer.get(), size_t(std::min(kPiece, size - at)));
        if (const auto done = read(at, piece); !done)
            return done.error();
        digest.add(QByteArrayView(piece.data(), qsizetype(piece.size())));
        if (const auto go = control.advance(piece.size()); !go)
            return go.error();
    }
    return digest.finish();
}

Error readsDifferently(const QString &path)
{
    return {Error::Kind::Device,
            Tr::tr("What was read back for \"%1\" differs from what was written. Nothing was "
                   "exchanged. Use another stick.")
                .arg(path),
            {}};
}

} // namespace bootwright

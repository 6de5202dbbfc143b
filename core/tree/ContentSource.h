// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <span>
#include <variant>
#include <vector>

namespace bootwright {

//! The bytes of a ContentSource, read once from front to back.
class ContentReader
{
public:
    virtual ~ContentReader() = default;
    //! Fills the whole of \a into with the next bytes; never asked for more than are left.
    //! Device or NotFound when the source cannot be read, Corrupt when it ends too early or what it
    //! holds proves wrong (a reader may check a hash with its last bytes).
    virtual Result<void> read(std::span<char> into) = 0;
};

//! Sees the bytes of a content go by, in order and each once, while somebody else writes them: hashes them,
//! or checks them against a table. Fed on one thread at a time, not always the one that reads.
class ContentWatch
{
public:
    virtual ~ContentWatch() = default;
    virtual void add(QByteArrayView bytes) = 0;
    //! After the last byte: Corrupt if the bytes were not what they should be.
    virtual Result<void> finish() = 0;
};

//! Where the bytes of a file come from, without reading them: memory, a slice of a file on disk, zeros,
//! several of these joined, or whatever opens as a reader. The size is known beforehand. A value: cheap
//! to copy, safe to share.
class ContentSource
{
public:
    using Opener = std::function<Result<std::unique_ptr<ContentReader>>()>;

    //! No bytes.
    ContentSource() = default;
    static ContentSource bytes(QByteArray bytes);
    //! \a size bytes at \a offset of the file at \a path, opened when they are read.
    static ContentSource fileSlice(QString path, quint64 offset, quint64 size);
    //! The whole file at \a path as it is now: NotFound, AccessDenied or Unsupported (not a plain file).
    static Result<ContentSource> file(const QString &path);
    static ContentSource zeros(quint64 size);
    static ContentSource joined(std::vector<ContentSource> parts);
    //! \a size bytes from a reader that \a open makes, each time the content is read. Also the way to
    //! content that is only known late, such as the manifest that holds the hashes of all others.
    static ContentSource stream(quint64 size, Opener open);
    //! \a size bytes of this content at \a offset, which lie inside of it. A part of a stream is read from
    //! the start of the stream each time.
    ContentSource part(quint64 offset, quint64 size) const;

    //! The same content; whoever writes it out feeds \a watch too.
    ContentSource watchedBy(std::shared_ptr<ContentWatch> watch) const;
    const std::vector<std::shared_ptr<ContentWatch>> &watches() const { return m_watches; }

    //! Bytes.
    quint64 size() const { return m_size; }
    Result<std::unique_ptr<ContentReader>> open() const;
    //! All bytes at once, for small content.
    Result<QByteArray> readAll() const;

    //! Set when the content is bytes in memory.
    const QByteArray *memory() const;
    //! Made by stream(): may depend on what the watches of earlier content saw.
    bool isStream() const;
    //! Only zeros: a writer may leave a hole instead.
    bool isZeros() const;

private:
    struct Slice
    {
        QString path;
        quint64 offset = 0;
    };
    struct Zeros
    {};
    using Parts = std::shared_ptr<const std::vector<ContentSource>>;

    quint64 m_size = 0;
    std::variant<QByteArray, Slice, Zeros, Parts, Opener> m_kind;
    std::vector<std::shared_ptr<ContentWatch>> m_watches;
};

} // namespace bootwright

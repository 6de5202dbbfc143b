// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/ContentSource.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/base/systemReason.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace bootwright {

namespace {

class BytesReader final : public ContentReader
{
public:
    explicit BytesReader(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    Result<void> read(std::span<char> into) override
    {
        std::copy_n(m_bytes.cbegin() + m_offset, into.size(), into.begin());
        m_offset += qsizetype(into.size());
        return {};
    }

private:
    QByteArray m_bytes;
    qsizetype m_offset = 0;
};

class ZerosReader final : public ContentReader
{
public:
    Result<void> read(std::span<char> into) override
    {
        std::fill(into.begin(), into.end(), '\0');
        return {};
    }
};

class FileReader final : public ContentReader
{
public:
    explicit FileReader(const QString &path)
        : m_file(path)
    {}
    Result<void> openAt(quint64 offset)
    {
        if (m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && m_file.seek(qint64(offset)))
            return {};
        const auto kind = m_file.exists() ? Error::Kind::AccessDenied : Error::Kind::NotFound;
        return Error{kind,
                     Tr::tr("Cannot read \"%1\". %2.")
                         .arg(m_file.fileName(), systemReason(m_file.errorString())),
                     {}};
    }
    Result<void> read(std::span<char> into) override
    {
        while (!into.empty()) {
            const auto got = m_file.read(into.data(), qint64(into.size()));
            if (got < 0)
                return Error{Error::Kind::Device,
                             Tr::tr("Cannot read \"%1\". %2.")
                                 .arg(m_file.fileName(), systemReason(m_file.errorString())),
                             {}};
            if (got == 0)
                return Error{Error::Kind::Corrupt,
                             Tr::tr("Cannot read \"%1\". It became shorter while it was read.")
                                 .arg(m_file.fileName()),
                             {}};
            into = into.subspan(size_t(got));
        }
        return {};
    }

private:
    QFile m_file;
};

class JoinedReader final : public ContentReader
{
public:
    explicit JoinedReader(std::shared_ptr<const std::vector<ContentSource>> parts)
        : m_parts(std::move(parts))
    {}
    Result<void> read(std::span<char> into) override
    {
        while (!into.empty()) {
            if (m_left == 0) {
                if (const auto ready = openNext(); !ready)
                    return ready.error();
                continue;
            }
            const auto size = size_t(std::min<quint64>(m_left, into.size()));
            if (const auto done = m_reader->read(into.first(size)); !done)
                return done.error();
            m_left -= size;
            into = into.subspan(size);
        }
        return {};
    }

private:
    Result<void> openNext()
    {
        Q_ASSERT(m_next < m_parts->size());
        const auto &part = m_parts->at(m_next++);
        auto reader = part.open();
        if (!reader)
            return reader.error();
        m_reader = std::move(*reader);
        m_left = part.size();
        return {};
    }

    std::shared_ptr<const std::vector<ContentSource>> m_parts;
    std::unique_ptr<ContentReader> m_reader;
    size_t m_next = 0;
    quint64 m_left = 0;
};

//! A reader of \a whole that stands \a offset bytes behind its start.
Result<std::unique_ptr<ContentReader>> openBehind(const ContentSource &whole, quint64 offset)
{
    auto reader = whole.open();
    QByteArray skipped(qsizetype(std::min(offset, 64_KiB)), Qt::Uninitialized);
    while (reader && offset > 0) {
        const auto size = std::min(offset, quint64(skipped.size()));
        if (const auto read = (*reader)->read(std::span(skipped.data(), size_t(size))); !read)
            return read.error();
        offset -= size;
    }
    return reader;
}

} // namespace

ContentSource ContentSource::bytes(QByteArray bytes)
{
    ContentSource source;
    source.m_size = quint64(bytes.size());
    source.m_kind = std::move(bytes);
    return source;
}

ContentSource ContentSource::fileSlice(QString path, quint64 offset, quint64 size)
{
    ContentSource source;
    source.m_size = size;
    source.m_kind = Slice{std::move(path), offset};
    return source;
}

Result<ContentSource> ContentSource::file(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{Error::Kind::NotFound, Tr::tr("Cannot find the file \"%1\".").arg(path), {}};
    if (!info.isFile())
        return Error{Error::Kind::Unsupported,
                     Tr::tr("Cannot use \"%1\". It is not a plain file.").arg(path),
                     {}};
    if (!info.isReadable())
        return Error{Error::Kind::AccessDenied,
                     Tr::tr("Cannot read \"%1\". Access is denied.").arg(path),
                     {}};
    return fileSlice(path, 0, quint64(info.size()));
}

ContentSource ContentSource::zeros(quint64 size)
{
    ContentSource source;
    source.m_size = size;
    source.m_kind = Zeros{};
    return source;
}

ContentSource ContentSource::joined(std::vector<ContentSource> parts)
{
    ContentSource source;
    for (const auto &part : parts)
        source.m_size += part.size();
    source.m_kind = std::make_shared<const std::vector<ContentSource>>(std::move(parts));
    return source;
}

ContentSource ContentSource::stream(quint64 size, Opener open)
{
    ContentSource source;
    source.m_size = size;
    source.m_kind = std::move(open);
    return source;
}

ContentSource ContentSource::part(quint64 offset, quint64 size) const
{
    Q_ASSERT(fits(offset, size, m_size));
    if (const auto *held = memory())
        return bytes(held->sliced(qsizetype(offset), qsizetype(size)));
    if (const auto *slice = std::get_if<Slice>(&m_kind))
        return fileSlice(slice->path, slice->offset + offset, size);
    if (isZeros())
        return zeros(size);
    const auto *parts = std::get_if<Parts>(&m_kind);
    if (!parts)
        return stream(size, [whole = *this, offset] { return openBehind(whole, offset); });
    std::vector<ContentSource> taken;
    for (const auto &piece : **parts) {
        const auto skipped = std::min(offset, piece.size());
        offset -= skipped;
        const auto used = std::min(size, piece.size() - skipped);
        size -= used;
        if (used > 0)
            taken.push_back(piece.part(skipped, used));
    }
    return taken.size() == 1 ? taken.front() : joined(std::move(taken));
}

ContentSource ContentSource::watchedBy(std::shared_ptr<ContentWatch> watch) const
{
    auto source = *this;
    source.m_watches.push_back(std::move(watch));
    return source;
}

Result<std::unique_ptr<ContentReader>> ContentSource::open() const
{
    if (const auto *bytes = std::get_if<QByteArray>(&m_kind))
        return std::make_unique<BytesReader>(*bytes);
    if (const auto *parts = std::get_if<Parts>(&m_kind))
        return std::make_unique<JoinedReader>(*parts);
    if (const auto *opener = std::get_if<Opener>(&m_kind))
        return (*opener)();
    if (const auto *slice = std::get_if<Slice>(&m_kind)) {
        auto reader = std::make_unique<FileReader>(slice->path);
        if (const auto opened = reader->openAt(slice->offset); !opened)
            return opened.error();
        return reader;
    }
    return std::make_unique<ZerosReader>();
}

Result<QByteArray> ContentSource::readAll() const
{
    if (const auto *bytes = memory())
        return *bytes;
    auto reader = open();
    if (!reader)
        return reader.error();
    QByteArray bytes(qsizetype(m_size), Qt::Uninitialized);
    if (const auto done = (*reader)->read(std::span(bytes.data(), size_t(bytes.size()))); !done)
        return done.error();
    return bytes;
}

const QByteArray *ContentSource::memory() const
{
    return std::get_if<QByteArray>(&m_kind);
}

bool ContentSource::isStream() const
{
    return std::holds_alternative<Opener>(m_kind);
}

bool ContentSource::isZeros() const
{
    return std::holds_alternative<Zeros>(m_kind);
}

} // namespace bootwright

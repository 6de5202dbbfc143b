// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageSource.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

namespace bootwright {

namespace {

constexpr quint64 kMostAtOnce = quint64(1) << 30;

Result<void> checkInside(quint64 offset, quint64 size, quint64 total)
{
    if (fits(offset, size, total) && size <= kMostAtOnce)
        return {};
    return corruptImage(QStringLiteral("%1 bytes at %2 of %3").arg(size).arg(offset).arg(total));
}

} // namespace

Error corruptImage(const QString &what)
{
    return {Error::Kind::Corrupt, Tr::tr("The image is damaged."), what};
}

Result<FileImage> FileImage::open(const QString &path)
{
    const auto file = ContentSource::file(path);
    if (!file)
        return file.error();
    return FileImage(path, file->size());
}

FileImage::FileImage(QString path, quint64 size)
    : m_path(std::move(path))
    , m_size(size)
{}

Result<QByteArray> FileImage::read(quint64 offset, quint64 size) const
{
    if (const auto inside = checkInside(offset, size, m_size); !inside)
        return inside.error();
    return slice(offset, size).readAll();
}

ContentSource FileImage::slice(quint64 offset, quint64 size) const
{
    Q_ASSERT(fits(offset, size, m_size));
    return ContentSource::fileSlice(m_path, offset, size);
}

Result<QByteArray> MemoryImage::read(quint64 offset, quint64 size) const
{
    if (const auto inside = checkInside(offset, size, quint64(m_bytes.size())); !inside)
        return inside.error();
    return m_bytes.sliced(qsizetype(offset), qsizetype(size));
}

ContentSource MemoryImage::slice(quint64 offset, quint64 size) const
{
    return ContentSource::bytes(m_bytes.sliced(qsizetype(offset), qsizetype(size)));
}

PartOfImage::PartOfImage(const ImageSource &whole, quint64 offset, quint64 size)
    : m_whole(&whole)
    , m_offset(offset)
    , m_size(size)
{
    Q_ASSERT(fits(offset, size, whole.size()));
}

Result<QByteArray> PartOfImage::read(quint64 offset, quint64 size) const
{
    if (const auto inside = checkInside(offset, size, m_size); !inside)
        return inside.error();
    return m_whole->read(m_offset + offset, size);
}

ContentSource PartOfImage::slice(quint64 offset, quint64 size) const
{
    Q_ASSERT(fits(offset, size, m_size));
    return m_whole->slice(m_offset + offset, size);
}

} // namespace bootwright

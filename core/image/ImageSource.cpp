// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageSource.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/base/systemReason.h"

#include <QFile>

#include <filesystem>
#include <fstream>

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
    const auto native = std::filesystem::path(path.toStdU16String());
    std::error_code failed;
    const auto isDevice = std::filesystem::is_block_file(native, failed);
    quint64 size = 0;
    if (!isDevice) {
        const auto file = ContentSource::file(path);
        if (!file)
            return file.error();
        size = file->size();
    }
    auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{Error::Kind::AccessDenied,
                     Tr::tr("Cannot read \"%1\". %2.").arg(path, systemReason(file->errorString())),
                     {}};
    if (isDevice) { // which says its size only at its end
        const auto end = std::ifstream(native, std::ios::binary | std::ios::ate).tellg();
        size = end < 0 ? 0 : quint64(end);
    }
    return FileImage(std::move(file), size);
}

FileImage::FileImage(std::shared_ptr<QFile> file, quint64 size)
    : m_file(std::move(file))
    , m_size(size)
{}

Result<QByteArray> FileImage::read(quint64 offset, quint64 size) const
{
    if (const auto inside = checkInside(offset, size, m_size); !inside)
        return inside.error();
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    qint64 done = m_file->seek(qint64(offset)) ? 0 : -1;
    while (done >= 0 && done < bytes.size()) {
        const auto got = m_file->read(bytes.data() + done, bytes.size() - done);
        if (got == 0)
            return corruptImage(QStringLiteral("became shorter than %1").arg(offset + size));
        done = got < 0 ? -1 : done + got;
    }
    if (done < 0)
        return Error{Error::Kind::Device,
                     Tr::tr("Cannot read \"%1\". %2.")
                         .arg(m_file->fileName(), systemReason(m_file->errorString())),
                     {}};
    return bytes;
}

ContentSource FileImage::slice(quint64 offset, quint64 size) const
{
    Q_ASSERT(fits(offset, size, m_size));
    return ContentSource::fileSlice(m_file->fileName(), offset, size);
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

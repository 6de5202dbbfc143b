// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FileSink.h"

#include "core/base/Bytes.h"
#include "core/base/Tr.h"

#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

namespace bootwright {

namespace {

Error cannotWrite(Error::Kind kind, const QString &path, const QString &why)
{
    return {kind, Tr::tr("Cannot write \"%1\". %2").arg(path, why), {}};
}

Result<void> checkTarget(const QFileInfo &target, Overwrite overwrite)
{
    const auto path = target.filePath();
    if (target.isDir())
        return cannotWrite(Error::Kind::InvalidInput, path, Tr::tr("It is a folder."));
    if (target.exists() && !target.isFile())
        return cannotWrite(Error::Kind::InvalidInput, path, Tr::tr("It is not a plain file."));
    if (target.exists() && overwrite == Overwrite::No)
        return cannotWrite(
            Error::Kind::InvalidInput,
            path,
            Tr::tr("The file is there already, and replacing it was not asked for."));
    if (!QFileInfo(target.absolutePath()).isDir())
        return cannotWrite(Error::Kind::Device,
                           path,
                           Tr::tr("There is no folder \"%1\".").arg(target.absolutePath()));
    return {};
}

Result<void> checkRoom(const QFileInfo &target, quint64 needed)
{
    const QStorageInfo storage(target.absolutePath());
    if (!storage.isValid() || storage.bytesAvailable() < 0)
        return {};
    const auto available = quint64(storage.bytesAvailable());
    if (needed <= available)
        return {};
    const QLocale locale;
    return cannotWrite(Error::Kind::NoSpace,
                       target.filePath(),
                       Tr::tr("The disk has %1 free, and %2 are needed.")
                           .arg(locale.formattedDataSize(qint64(available)),
                                locale.formattedDataSize(qint64(needed))));
}

} // namespace

FileSink::FileSink(QString path, Overwrite overwrite, quint64 size, std::unique_ptr<PartFile> part)
    : m_path(std::move(path))
    , m_overwrite(overwrite)
    , m_size(size)
    , m_part(std::move(part))
{}

Result<std::unique_ptr<FileSink>> FileSink::create(const QString &path,
                                                   Overwrite overwrite,
                                                   quint64 size,
                                                   std::optional<quint64> contentSize)
{
    const QFileInfo target(path);
    if (const auto good = checkTarget(target, overwrite); !good)
        return good.error();
    // A link is followed here: renaming over it would replace the link and not the image.
    const auto real = target.exists() ? target.canonicalFilePath() : target.absoluteFilePath();
    auto part = PartFile::create(real);
    if (!part)
        return part.error();
    if (const auto room = checkRoom(QFileInfo(real), contentSize.value_or(size)); !room)
        return room.error();
    if (const auto sized = (*part)->resize(size); !sized)
        return sized.error();
    return std::unique_ptr<FileSink>(new FileSink(path, overwrite, size, std::move(*part)));
}

Result<void> FileSink::reserve(quint64 offset, quint64 size)
{
    Q_ASSERT(fits(offset, size, m_size));
    return m_part->reserve(offset, size);
}

Result<void> FileSink::write(quint64 offset, std::span<const char> bytes)
{
    Q_ASSERT(fits(offset, bytes.size(), m_size));
    return m_part->write(offset, bytes);
}

Result<void> FileSink::flush()
{
    return m_part->flush();
}

Result<void> FileSink::read(quint64 offset, std::span<char> into)
{
    Q_ASSERT(fits(offset, into.size(), m_size));
    return m_part->read(offset, into);
}

Result<void> FileSink::commit()
{
    return m_part->rename(m_overwrite == Overwrite::Yes);
}

} // namespace bootwright

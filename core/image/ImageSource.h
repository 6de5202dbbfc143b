// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tree/ContentSource.h"

#include <QByteArray>
#include <QString>

#include <memory>

class QFile;

namespace bootwright {

//! An image, a drive or a part of one, read at any place. What it holds may be damaged or forged.
class ImageSource
{
public:
    virtual ~ImageSource() = default;
    //! Bytes.
    virtual quint64 size() const = 0;
    //! \a size bytes at \a offset; Corrupt when they are not all inside.
    virtual Result<QByteArray> read(quint64 offset, quint64 size) const = 0;
    //! The same bytes as a content that is read later. They are inside.
    virtual ContentSource slice(quint64 offset, quint64 size) const = 0;
};

//! An image file or a block device. Copies share the open file, so they belong to one thread; slices open
//! it anew.
class FileImage final : public ImageSource
{
public:
    //! NotFound, AccessDenied or Unsupported (a folder, a pipe).
    static Result<FileImage> open(const QString &path);

    quint64 size() const override { return m_size; }
    Result<QByteArray> read(quint64 offset, quint64 size) const override;
    ContentSource slice(quint64 offset, quint64 size) const override;

private:
    FileImage(std::shared_ptr<QFile> file, quint64 size);

    std::shared_ptr<QFile> m_file;
    quint64 m_size;
};

//! An image in memory.
class MemoryImage final : public ImageSource
{
public:
    explicit MemoryImage(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    quint64 size() const override { return quint64(m_bytes.size()); }
    Result<QByteArray> read(quint64 offset, quint64 size) const override;
    ContentSource slice(quint64 offset, quint64 size) const override;

private:
    QByteArray m_bytes;
};

//! A part of another image, such as a partition. Borrows it.
class PartOfImage final : public ImageSource
{
public:
    //! The part must lie inside of \a whole.
    PartOfImage(const ImageSource &whole, quint64 offset, quint64 size);
    quint64 size() const override { return m_size; }
    Result<QByteArray> read(quint64 offset, quint64 size) const override;
    ContentSource slice(quint64 offset, quint64 size) const override;

private:
    const ImageSource *m_whole;
    quint64 m_offset;
    quint64 m_size;
};

//! The error of everything that is damaged in an image; \a what is for the log.
Error corruptImage(const QString &what);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageSink.h"
#include "core/image/PartFile.h"

#include <memory>
#include <optional>

namespace bootwright {

//! Whether something that is there already may be replaced.
enum class Overwrite { No, Yes };

//! An image file. It is written beside its target as `<path>.part` and gets its name only with
//! commit(); an image that was there before is untouched until then. Without commit() the .part is
//! removed. Two sinks for one target never share a .part: the second is refused.
class FileSink final : public ImageSink
{
public:
    //! A sink of \a size bytes for the file at \a path; of these \a contentSize (all, if not given) will
    //! be written, the rest are holes. InvalidInput: the target is there and may not be replaced, is a
    //! folder, or is being written by another program. Device: there is no such folder. AccessDenied.
    //! NoSpace: the disk has too little room.
    static Result<std::unique_ptr<FileSink>> create(const QString &path,
                                                    Overwrite overwrite,
                                                    quint64 size,
                                                    std::optional<quint64> contentSize = {});

    QString name() const override { return m_path; }
    quint64 size() const override { return m_size; }
    bool startsZeroed() const override { return true; }
    Result<void> reserve(quint64 offset, quint64 size) override;
    Result<void> write(quint64 offset, std::span<const char> bytes) override;
    Result<void> flush() override;
    Result<void> read(quint64 offset, std::span<char> into) override;
    Result<void> commit() override;

private:
    FileSink(QString path, Overwrite overwrite, quint64 size, std::unique_ptr<PartFile> part);

    QString m_path;
    Overwrite m_overwrite;
    quint64 m_size;
    std::unique_ptr<PartFile> m_part;
};

//! Both paths lead to one and the same file, whatever links are between.
bool sameFile(const QString &a, const QString &b);

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/tree/ContentSource.h"

#include <QIODevice>
#include <QString>

#include <memory>

namespace bootwright {

//! The bytes of a WIM at any offset: a file on disk, held open, bytes in memory, or any other content, such as
//! a file in an image. Copies share the handle, so they belong to one thread; reopened() is for another.
class WimFile
{
public:
    //! NotFound, AccessDenied, or Unsupported if it is not a plain file; the message names it.
    static Result<WimFile> open(const QString &path);
    static WimFile memory(const QByteArray &bytes, const QString &name);
    //! Messages call \a content \a name.
    static WimFile of(const ContentSource &content, const QString &name);
    Result<WimFile> reopened() const;

    //! The path, or the name of the bytes in memory.
    const QString &name() const { return m_name; }
    quint64 size() const { return m_whole.size(); }
    //! The bytes from \a offset on. Corrupt if they are not all there, Device.
    Result<QByteArray> readAt(quint64 offset, quint64 size) const;
    //! The same bytes for later; they lie inside the file.
    ContentSource slice(quint64 offset, quint64 size) const;

private:
    QString m_name;
    ContentSource m_whole;
    std::shared_ptr<QIODevice> m_device; //!< null: read from m_whole
};

} // namespace bootwright

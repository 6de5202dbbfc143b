// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <memory>
#include <span>

namespace bootwright {

//! The unfinished file behind a FileSink, in the words of the system. Held open and locked for as long
//! as the object lives, so that nobody else takes it for a leftover; removed with the object unless
//! renamed. Errors are sentences about \a target, the name that people know.
class PartFile
{
public:
    //! Makes `<target>.part`, taking over what a killed run left. InvalidInput when another program
    //! holds it.
    static Result<std::unique_ptr<PartFile>> create(const QString &target);
    ~PartFile();
    PartFile(const PartFile &) = delete;
    PartFile &operator=(const PartFile &) = delete;

    //! The size of the whole file, all of it a hole.
    Result<void> resize(quint64 size);
    //! Room on the disk for a part of the file, where the file system can promise it.
    Result<void> reserve(quint64 offset, quint64 size);
    Result<void> write(quint64 offset, std::span<const char> bytes);
    //! Until all bytes are on the disk.
    Result<void> flush();
    //! From the disk and not from memory where the system lets us.
    Result<void> read(quint64 offset, std::span<char> into);
    //! Flushes, and gives the file its name; \a replace says whether over one that is there.
    Result<void> rename(bool replace);

private:
    explicit PartFile(QString target)
        : m_target(std::move(target))
    {}
    QString partPath() const { return m_target + QStringLiteral(".part"); }
    Error writeError(int code) const;
    Error readError(int code) const;

    QString m_target;
#ifdef Q_OS_WIN
    void *m_file = nullptr;
    void *m_uncached = nullptr;
#else
    void beginWriteback(quint64 end);

    int m_file = -1;
    int m_uncached = -1;
    quint64 m_writeback = 0; //!< up to here the system was asked to begin writing to the disk
#endif
    bool m_isRenamed = false;
};

} // namespace bootwright

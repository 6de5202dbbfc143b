// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/base/Units.h"
#include "core/image/FileSink.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace bootwright {

namespace {

//! Larger writes make Linux look for large pieces of page cache, which took three times as long.
constexpr size_t kLargestCachedWrite = 256_KiB;
constexpr quint64 kWritebackStep = 8_MiB;
constexpr quint64 kDirectUnit = 4096;

//! The file at \a path, or -1 with errno.
int openPart(const QByteArray &path)
{
    return ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
}

//! The file that is open as \a file once more, past the page cache; -1 where a file system cannot.
int openUncached(int file)
{
    const auto path = QByteArrayLiteral("/proc/self/fd/") + QByteArray::number(file);
    return ::open(path.constData(), O_RDWR | O_CLOEXEC | O_DIRECT);
}

//! \a path still leads to the file that is open as \a file.
bool isAt(const QByteArray &path, int file)
{
    struct stat byPath, open;
    return ::lstat(path.constData(), &byPath) == 0 && ::fstat(file, &open) == 0
           && byPath.st_dev == open.st_dev && byPath.st_ino == open.st_ino;
}

//! Whether the system can move these bytes between disk and memory without its page cache.
bool isDirectReady(quint64 offset, std::span<const char> bytes)
{
    return offset % kDirectUnit == 0 && bytes.size() % kDirectUnit == 0
           && reinterpret_cast<quintptr>(bytes.data()) % kDirectUnit == 0;
}

void syncFolder(const QString &path)
{
    const auto folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    // A folder that cannot be synced (some network file systems) has its new name all the same.
    static_cast<void>(::fsync(handle));
    ::close(handle);
}

} // namespace

Error PartFile::writeError(int code) const
{
    return systemError(code, Tr::tr("Cannot write \"%1\".").arg(m_target));
}

Error PartFile::readError(int code) const
{
    return systemError(code, Tr::tr("Cannot read back \"%1\".").arg(m_target));
}

Result<std::unique_ptr<PartFile>> PartFile::create(const QString &target)
{
    std::unique_ptr<PartFile> part(new PartFile(target));
    const auto path = QFile::encodeName(part->partPath());
    for (;;) {
        const int file = openPart(path);
        if (file < 0)
            return part->writeError(errno);
        if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
            const int code = errno;
            ::close(file);
            if (code != EWOULDBLOCK)
                return part->writeError(code);
            return Error{
                Error::Kind::InvalidInput,
                Tr::tr("Cannot write \"%1\". Another program is writing it right now.").arg(target),
                {}};
        }
        if (isAt(path, file)) {
            part->m_file = file;
            part->m_uncached = openUncached(file);
            return part;
        }
        ::close(file); // whoever held it renamed or removed it between our open and our lock
    }
}

PartFile::~PartFile()
{
    if (m_uncached >= 0)
        ::close(m_uncached);
    if (m_file < 0)
        return;
    if (!m_isRenamed)
        ::unlink(QFile::encodeName(partPath()).constData());
    ::close(m_file);
}

Result<void> PartFile::resize(quint64 size)
{
    struct stat info;
    if (::fstat(m_file, &info) != 0)
        return writeError(errno);
    if (!S_ISREG(info.st_mode))
        return writeError(EACCES);
    // First to nothing: what a killed run left must not shine through the holes.
    if (::ftruncate(m_file, 0) != 0 || ::ftruncate(m_file, off_t(size)) != 0)
        return writeError(errno);
    return {};
}

Result<void> PartFile::reserve(quint64 offset, quint64 size)
{
    int failed = 0;
    do {
        failed = ::fallocate(m_file, 0, off_t(offset), off_t(size));
    } while (failed != 0 && errno == EINTR);
    if (failed != 0 && errno != EOPNOTSUPP && errno != ENOSYS)
        return writeError(errno);
    return {};
}

// Past the page cache where that is possible: it is quicker than filling the cache and flushing it, and
// nothing of it is left to be read back from memory.
Result<void> PartFile::write(quint64 offset, std::span<const char> bytes)
{
    while (!bytes.empty()) {
        const bool isDirect = m_uncached >= 0 && isDirectReady(offset, bytes);
        const auto size = isDirect ? bytes.size() : std::min(bytes.size(), kLargestCachedWrite);
        const auto done =
            ::pwrite(isDirect ? m_uncached : m_file, bytes.data(), size, off_t(offset));
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0 && errno == EINVAL && isDirect) {
            ::close(std::exchange(m_uncached, -1)); // it can open files so, but not write them
            continue;
        }
        if (done < 0)
            return writeError(errno);
        offset += quint64(done);
        bytes = bytes.subspan(size_t(done));
    }
    if (m_uncached < 0)
        beginWriteback(offset);
    return {};
}

//! The disk begins to work while we still read, so that the flush at the end is short.
void PartFile::beginWriteback(quint64 end)
{
    if (end < m_writeback + kWritebackStep)
        return;
    ::sync_file_range(m_file, off_t(m_writeback), off_t(end - m_writeback), SYNC_FILE_RANGE_WRITE);
    m_writeback = end;
}

Result<void> PartFile::flush()
{
    if (::fsync(m_file) != 0)
        return writeError(errno);
    ::posix_fadvise(m_file, 0, 0, POSIX_FADV_DONTNEED);
    return {};
}

Result<void> PartFile::read(quint64 offset, std::span<char> into)
{
    auto file = m_uncached >= 0 && isDirectReady(offset, into) ? m_uncached : m_file;
    while (!into.empty()) {
        const auto got = ::pread(file, into.data(), into.size(), off_t(offset));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EINVAL && file != m_file) {
            file = m_file; // a file system that cannot read past the cache
            continue;
        }
        if (got <= 0)
            return readError(got < 0 ? errno : EIO);
        offset += quint64(got);
        into = into.subspan(size_t(got));
        if (!isDirectReady(offset, into))
            file = m_file;
    }
    return {};
}

Result<void> PartFile::rename(bool replace)
{
    if (::fsync(m_file) != 0)
        return writeError(errno);
    const auto from = QFile::encodeName(partPath());
    const auto to = QFile::encodeName(m_target);
    auto failed = ::renameat2(
        AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), replace ? 0 : RENAME_NOREPLACE);
    if (failed != 0 && errno == EINVAL && !replace && !QFileInfo::exists(m_target))
        failed = ::rename(from.constData(), to.constData()); // no such flag on this file system
    if (failed != 0 && errno == EEXIST)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". Another program has put a file of that name there "
                   "meanwhile.")
                .arg(m_target),
            {}};
    if (failed != 0)
        return writeError(errno);
    m_isRenamed = true;
    syncFolder(m_target);
    return {};
}

bool sameFile(const QString &a, const QString &b)
{
    struct stat one, other;
    return ::stat(QFile::encodeName(a).constData(), &one) == 0
           && ::stat(QFile::encodeName(b).constData(), &other) == 0 && one.st_dev == other.st_dev
           && one.st_ino == other.st_ino;
}

} // namespace bootwright

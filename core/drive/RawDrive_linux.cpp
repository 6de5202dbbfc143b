// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/drive/DriveHandle.h"
#include "core/drive/RawDrive.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <new>
#include <sys/file.h>
#include <unistd.h>

namespace bootwright {

namespace {

constexpr size_t kDirectUnit = 512;

//! Bytes at an address that suits direct reading and writing.
class AlignedBytes
{
public:
    explicit AlignedBytes(size_t size)
        : m_bytes(static_cast<char *>(::operator new(size, kPage)))
        , m_size(size)
    {}
    ~AlignedBytes() { ::operator delete(m_bytes, kPage); }
    AlignedBytes(const AlignedBytes &) = delete;
    AlignedBytes &operator=(const AlignedBytes &) = delete;

    std::span<char> span() { return {m_bytes, m_size}; }

private:
    static constexpr std::align_val_t kPage{4096};
    char *m_bytes;
    size_t m_size;
};

bool isAligned(const char *address)
{
    return reinterpret_cast<quintptr>(address) % kDirectUnit == 0;
}

class LinuxDrive final : public RawDrive
{
public:
    explicit LinuxDrive(OpenDrive drive)
        : m_drive(std::move(drive))
        , m_file(int(m_drive.handle.native()))
    {
        const int flags = ::fcntl(m_file, F_GETFL);
        m_isDirect = ::fcntl(m_file, F_SETFL, flags | O_DIRECT) == 0;
        // udev probes no device that somebody has locked (systemd.io/BLOCK_DEVICE_LOCKING); without it we work too
        static_cast<void>(::flock(m_file, LOCK_EX | LOCK_NB));
    }

    quint64 size() const override { return m_drive.size; }

    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        if (m_isDirect && !isAligned(bytes.data())) {
            AlignedBytes copy(bytes.size());
            std::copy(bytes.begin(), bytes.end(), copy.span().begin());
            return write(offset, std::span<const char>(copy.span()));
        }
        while (!bytes.empty()) {
            const auto done = ::pwrite(m_file, bytes.data(), bytes.size(), off_t(offset));
            if (mayGoOn(done))
                continue;
            if (done <= 0)
                return failed(done < 0 ? errno : EIO, Tr::tr("Cannot write \"%1\"."));
            offset += quint64(done);
            bytes = bytes.subspan(size_t(done));
        }
        return {};
    }

    Result<void> read(quint64 offset, std::span<char> into) override
    {
        if (m_isDirect && !isAligned(into.data())) {
            AlignedBytes copy(into.size());
            const auto done = read(offset, copy.span());
            std::copy(copy.span().begin(), copy.span().end(), into.begin());
            return done;
        }
        if (!m_isDirect)
            ::posix_fadvise(m_file, off_t(offset), off_t(into.size()), POSIX_FADV_DONTNEED);
        while (!into.empty()) {
            const auto got = ::pread(m_file, into.data(), into.size(), off_t(offset));
            if (mayGoOn(got))
                continue;
            if (got <= 0)
                return failed(got < 0 ? errno : EIO, Tr::tr("Cannot read \"%1\"."));
            offset += quint64(got);
            into = into.subspan(size_t(got));
        }
        return {};
    }

    Result<void> flush() override
    {
        if (::fsync(m_file) != 0)
            return failed(errno, Tr::tr("Cannot write \"%1\"."));
        return {};
    }

private:
    //! A call that ended so is repeated: it was interrupted, or this place cannot be read or written
    //! past the cache (some file systems, for image files), so that it is done with it from now on.
    bool mayGoOn(ssize_t done)
    {
        if (done >= 0 || (errno != EINTR && errno != EINVAL))
            return false;
        if (errno == EINTR)
            return true;
        const int flags = ::fcntl(m_file, F_GETFL);
        m_isDirect = false;
        return (flags & O_DIRECT) && ::fcntl(m_file, F_SETFL, flags & ~O_DIRECT) == 0;
    }

    Error failed(int code, const QString &what) const
    {
        auto error = systemError(code, what.arg(m_drive.name));
        const auto because = [&](const QString &why) {
            error.message = what.arg(m_drive.name) + u' ' + why;
        };
        if (code == ENODEV || code == ENXIO || code == ENOMEDIUM)
            because(Tr::tr("The drive is gone: it was unplugged, or it broke down."));
        else if (code == EIO)
            because(Tr::tr("The drive reports an error. Try another port, then another drive."));
        return error;
    }

    OpenDrive m_drive;
    int m_file;
    std::atomic<bool> m_isDirect = false;
};

} // namespace

std::shared_ptr<RawDrive> rawDrive(OpenDrive drive)
{
    return std::make_shared<LinuxDrive>(std::move(drive));
}

} // namespace bootwright

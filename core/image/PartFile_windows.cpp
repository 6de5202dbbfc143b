// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Tr.h"
#include "core/image/FileSink.h"

#include <QDir>

#include <algorithm>
#include <windows.h>
#include <winioctl.h>

namespace bootwright {

namespace {

constexpr quint64 kSectorLimit = 4096;
constexpr size_t kLargestTransfer = size_t(1) << 30;

const wchar_t *wide(const QString &path)
{
    return reinterpret_cast<const wchar_t *>(path.utf16());
}

//! With the prefix that lifts the limit of 260 characters.
QString longPath(const QString &path)
{
    // Behind that prefix Windows takes every name as it is, also "..".
    const auto native = QDir::toNativeSeparators(QDir::cleanPath(path));
    if (native.startsWith(QStringLiteral("\\\\")))
        return native.startsWith(QStringLiteral("\\\\?\\"))
                   ? native
                   : QStringLiteral("\\\\?\\UNC\\") + native.sliced(2);
    return QStringLiteral("\\\\?\\") + native;
}

Error windowsError(const QString &what, DWORD code)
{
    const auto because = [&](Error::Kind kind, const QString &why) {
        return Error{
            kind, what + QLatin1Char(' ') + why, QStringLiteral("Windows error %1").arg(code)};
    };
    switch (code) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return because(Error::Kind::NoSpace, Tr::tr("The disk is full."));
    case ERROR_FILE_TOO_LARGE:
        return because(Error::Kind::NoSpace,
                       Tr::tr("The file system does not take a file of this size."));
    case ERROR_ACCESS_DENIED:
        return because(Error::Kind::AccessDenied, Tr::tr("Access is denied."));
    case ERROR_WRITE_PROTECT:
        return because(Error::Kind::AccessDenied, Tr::tr("The disk is read-only."));
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
        return because(Error::Kind::InvalidInput, Tr::tr("Another program is using it right now."));
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        return because(Error::Kind::InvalidInput,
                       Tr::tr("Another program has put a file of that name there meanwhile."));
    default:
        return because(Error::Kind::Device, Tr::tr("The system reports an error."));
    }
}

OVERLAPPED at(quint64 offset)
{
    OVERLAPPED place = {};
    place.Offset = DWORD(offset);
    place.OffsetHigh = DWORD(offset >> 32);
    return place;
}

bool isUncachedReady(quint64 offset, std::span<char> into)
{
    return offset % kSectorLimit == 0 && into.size() % kSectorLimit == 0
           && reinterpret_cast<quintptr>(into.data()) % kSectorLimit == 0;
}

bool identify(const QString &path, BY_HANDLE_FILE_INFORMATION &information)
{
    const auto handle = CreateFileW(wide(longPath(QDir::current().absoluteFilePath(path))),
                                    0,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                    nullptr,
                                    OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS,
                                    nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return false;
    const auto known = GetFileInformationByHandle(handle, &information);
    CloseHandle(handle);
    return known;
}

} // namespace

Error PartFile::writeError(int code) const
{
    return windowsError(Tr::tr("Cannot write \"%1\".").arg(m_target), DWORD(code));
}

Error PartFile::readError(int code) const
{
    return windowsError(Tr::tr("Cannot read back \"%1\".").arg(m_target), DWORD(code));
}

Result<std::unique_ptr<PartFile>> PartFile::create(const QString &target)
{
    std::unique_ptr<PartFile> part(new PartFile(target));
    // Nobody else may write: this is the lock.
    const auto file = CreateFileW(wide(longPath(part->partPath())),
                                  GENERIC_READ | GENERIC_WRITE,
                                  FILE_SHARE_READ,
                                  nullptr,
                                  CREATE_ALWAYS,
                                  FILE_ATTRIBUTE_NORMAL,
                                  nullptr);
    if (file == INVALID_HANDLE_VALUE)
        return part->writeError(int(GetLastError()));
    part->m_file = file;
    return part;
}

PartFile::~PartFile()
{
    if (m_uncached)
        CloseHandle(m_uncached);
    if (m_file)
        CloseHandle(m_file);
    if (m_file && !m_isRenamed)
        DeleteFileW(wide(longPath(partPath())));
}

Result<void> PartFile::resize(quint64 size)
{
    DWORD ignored = 0;
    // Without holes the image is only larger on the disk.
    DeviceIoControl(m_file, FSCTL_SET_SPARSE, nullptr, 0, nullptr, 0, &ignored, nullptr);
    LARGE_INTEGER end;
    end.QuadPart = LONGLONG(size);
    if (!SetFilePointerEx(m_file, end, nullptr, FILE_BEGIN) || !SetEndOfFile(m_file))
        return writeError(int(GetLastError()));
    return {};
}

Result<void> PartFile::reserve(quint64, quint64)
{
    return {}; // a sparse file gets its room with each write
}

Result<void> PartFile::write(quint64 offset, std::span<const char> bytes)
{
    while (!bytes.empty()) {
        auto place = at(offset);
        DWORD done = 0;
        const auto size = DWORD(std::min(bytes.size(), kLargestTransfer));
        if (!WriteFile(m_file, bytes.data(), size, &done, &place))
            return writeError(int(GetLastError()));
        offset += done;
        bytes = bytes.subspan(done);
    }
    return {};
}

Result<void> PartFile::flush()
{
    if (!FlushFileBuffers(m_file))
        return writeError(int(GetLastError()));
    return {};
}

Result<void> PartFile::read(quint64 offset, std::span<char> into)
{
    if (!m_uncached) {
        const auto file = CreateFileW(wide(longPath(partPath())),
                                      GENERIC_READ,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE,
                                      nullptr,
                                      OPEN_EXISTING,
                                      FILE_FLAG_NO_BUFFERING,
                                      nullptr);
        m_uncached = file == INVALID_HANDLE_VALUE ? nullptr : file;
    }
    while (!into.empty()) {
        auto *const file = m_uncached && isUncachedReady(offset, into) ? m_uncached : m_file;
        auto place = at(offset);
        DWORD got = 0;
        const auto size = DWORD(std::min(into.size(), kLargestTransfer));
        if (!ReadFile(file, into.data(), size, &got, &place))
            return readError(int(GetLastError()));
        if (got == 0)
            return readError(ERROR_HANDLE_EOF);
        offset += got;
        into = into.subspan(got);
    }
    return {};
}

Result<void> PartFile::rename(bool replace)
{
    if (!FlushFileBuffers(m_file))
        return writeError(int(GetLastError()));
    if (m_uncached)
        CloseHandle(m_uncached);
    m_uncached = nullptr;
    // An open file cannot be renamed here; from now on the name is all that protects it.
    CloseHandle(m_file);
    m_file = nullptr;
    const DWORD flags = MOVEFILE_WRITE_THROUGH | (replace ? MOVEFILE_REPLACE_EXISTING : 0);
    if (!MoveFileExW(wide(longPath(partPath())), wide(longPath(m_target)), flags)) {
        const auto error = writeError(int(GetLastError()));
        DeleteFileW(wide(longPath(partPath())));
        return error;
    }
    m_isRenamed = true;
    return {};
}

bool sameFile(const QString &a, const QString &b)
{
    BY_HANDLE_FILE_INFORMATION one, other;
    return identify(a, one) && identify(b, other)
           && one.dwVolumeSerialNumber == other.dwVolumeSerialNumber
           && one.nFileIndexHigh == other.nFileIndexHigh
           && one.nFileIndexLow == other.nFileIndexLow;
}

} // namespace bootwright

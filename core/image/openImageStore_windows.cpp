// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/image/openImageStore.h"

#include <QDir>

#include <cerrno>
#include <windows.h>

namespace bootwright {

namespace {

//! The number of systemError() for the last error of Windows.
int lastErrorNumber()
{
    switch (GetLastError()) {
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return ENOSPC;
    case ERROR_ACCESS_DENIED:
        return EACCES;
    case ERROR_WRITE_PROTECT:
        return EROFS;
    default:
        return EIO;
    }
}

OVERLAPPED at(quint64 offset)
{
    OVERLAPPED place = {};
    place.Offset = DWORD(offset);
    place.OffsetHigh = DWORD(offset >> 32);
    return place;
}

class ImageFile final : public ImageStore
{
public:
    ImageFile(QString path, HANDLE file, quint64 size)
        : m_path(std::move(path))
        , m_file(file)
        , m_size(size)
    {}
    ~ImageFile() override { CloseHandle(m_file); }
    ImageFile(const ImageFile &) = delete;
    ImageFile &operator=(const ImageFile &) = delete;

    quint64 size() const override { return m_size; }

    ContentSource slice(quint64 offset, quint64 size) const override
    {
        return ContentSource::fileSlice(m_path, offset, size);
    }

    Result<QByteArray> read(quint64 offset, quint64 size) const override
    {
        if (!fits(offset, size, m_size))
            return corruptImage(QStringLiteral("%1 bytes at %2").arg(size).arg(offset));
        QByteArray bytes(qsizetype(size), Qt::Uninitialized);
        for (qsizetype done = 0; done < bytes.size();) {
            auto place = at(offset + quint64(done));
            DWORD got = 0;
            if (!ReadFile(m_file, bytes.data() + done, DWORD(bytes.size() - done), &got, &place)
                || got == 0)
                return systemError(lastErrorNumber(), Tr::tr("Cannot read \"%1\".").arg(m_path));
            done += qsizetype(got);
        }
        return bytes;
    }

    Result<void> reserve(quint64, quint64) override
    {
        return {}; // a sparse file gets its room with each write
    }

    Result<void> write(quint64 offset, QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            auto place = at(offset);
            DWORD done = 0;
            if (!WriteFile(m_file, bytes.data(), DWORD(bytes.size()), &done, &place))
                return writeError();
            offset += done;
            bytes = bytes.sliced(qsizetype(done));
        }
        return {};
    }

    Result<void> flush() override
    {
        return FlushFileBuffers(m_file) ? Result<void>() : writeError();
    }

private:
    Error writeError() const
    {
        return systemError(lastErrorNumber(), Tr::tr("Cannot write \"%1\".").arg(m_path));
    }

    QString m_path;
    HANDLE m_file;
    quint64 m_size;
};

} // namespace

Result<std::unique_ptr<ImageStore>> openImageStore(const QString &path)
{
    const auto file = ContentSource::file(path); // what it is, in sentences
    if (!file)
        return file.error();
    // Nobody else may write: this is the lock.
    const auto native = QDir::toNativeSeparators(path);
    const auto handle = CreateFileW(reinterpret_cast<const wchar_t *>(native.utf16()),
                                    GENERIC_READ | GENERIC_WRITE,
                                    FILE_SHARE_READ,
                                    nullptr,
                                    OPEN_EXISTING,
                                    FILE_ATTRIBUTE_NORMAL,
                                    nullptr);
    if (handle != INVALID_HANDLE_VALUE)
        return std::unique_ptr<ImageStore>(std::make_unique<ImageFile>(path, handle, file->size()));
    if (GetLastError() == ERROR_SHARING_VIOLATION)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". Another program is writing it right now.").arg(path),
            {}};
    return systemError(lastErrorNumber(), Tr::tr("Cannot write \"%1\".").arg(path));
}

} // namespace bootwright

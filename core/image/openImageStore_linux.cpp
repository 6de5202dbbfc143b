// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Bytes.h"
#include "core/base/Tr.h"
#include "core/image/openImageStore.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bootwright {

namespace {

class ImageFile final : public ImageStore
{
public:
    ImageFile(QString path, int file, quint64 size)
        : m_path(std::move(path))
        , m_file(file)
        , m_size(size)
    {}
    ~ImageFile() override { ::close(m_file); }
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
            const auto got = ::pread(m_file,
                                     bytes.data() + done,
                                     size_t(bytes.size() - done),
                                     off_t(offset) + off_t(done));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return systemError(got < 0 ? errno : EIO,
                                   Tr::tr("Cannot read \"%1\".").arg(m_path));
            done += got;
        }
        return bytes;
    }

    Result<void> reserve(quint64 offset, quint64 size) override
    {
        int failed = 0;
        do {
            failed = ::fallocate(m_file, 0, off_t(offset), off_t(size));
        } while (failed != 0 && errno == EINTR);
        if (failed != 0 && errno != EOPNOTSUPP && errno != ENOSYS)
            return writeError();
        return {};
    }

    Result<void> write(quint64 offset, QByteArrayView bytes) override
    {
        while (!bytes.isEmpty()) {
            const auto done = ::pwrite(m_file, bytes.data(), size_t(bytes.size()), off_t(offset));
            if (done < 0 && errno == EINTR)
                continue;
            if (done < 0)
                return writeError();
            offset += quint64(done);
            bytes = bytes.sliced(done);
        }
        return {};
    }

    Result<void> flush() override
    {
        if (::fsync(m_file) != 0)
            return writeError();
        ::posix_fadvise(m_file, 0, 0, POSIX_FADV_DONTNEED); // what is read now comes from the disk
        return {};
    }

private:
    Error writeError() const
    {
        return systemError(errno, Tr::tr("Cannot write \"%1\".").arg(m_path));
    }

    QString m_path;
    int m_file;
    quint64 m_size;
};

} // namespace

Result<std::unique_ptr<ImageStore>> openImageStore(const QString &path)
{
    const auto file = ContentSource::file(path); // what it is, in sentences
    if (!file)
        return file.error();
    const int handle = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    if (handle < 0)
        return systemError(errno, Tr::tr("Cannot write \"%1\".").arg(path));
    auto image = std::make_unique<ImageFile>(path, handle, file->size());
    if (::flock(handle, LOCK_EX | LOCK_NB) != 0)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". Another program is writing it right now.").arg(path),
            {}};
    return std::unique_ptr<ImageStore>(std::move(image));
}

} // namespace bootwright

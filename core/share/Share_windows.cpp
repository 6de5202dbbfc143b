// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Windows opens shares like folders of its own, as the user who is signed in.
#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/share/Share.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace bootwright {

namespace {

Error fileError(const QFile &file)
{
    const auto kind = !file.exists()                                  ? Error::Kind::NotFound
                      : file.error() == QFileDevice::PermissionsError ? Error::Kind::AccessDenied
                      : file.error() == QFileDevice::ResourceError    ? Error::Kind::NoSpace
                                                                      : Error::Kind::Device;
    return {kind,
            Tr::tr("Cannot use \"%1\". %2.")
                .arg(QDir::toNativeSeparators(file.fileName()), systemReason(file.errorString())),
            {}};
}

class SystemFile final : public ShareFile
{
public:
    explicit SystemFile(const QString &path)
        : m_file(path)
    {}
    Result<void> open(ShareClient::Mode mode)
    {
        const auto flags = mode == ShareClient::Mode::Read
                               ? QIODevice::OpenMode(QIODevice::ReadOnly)
                               : QIODevice::ReadWrite | QIODevice::Truncate;
        if (!m_file.open(flags | QIODevice::Unbuffered))
            return fileError(m_file);
        m_size = quint64(m_file.size());
        m_modified = QFileInfo(m_file).lastModified().toMSecsSinceEpoch();
        return {};
    }
    quint64 size() const override { return m_size; }
    qint64 modified() const override { return m_modified; }
    Result<void> read(quint64 offset, std::span<char> into) override
    {
        if (!m_file.seek(qint64(offset))
            || m_file.read(into.data(), qint64(into.size())) != qint64(into.size()))
            return fileError(m_file);
        return {};
    }
    Result<void> write(quint64 offset, std::span<const char> bytes) override
    {
        if (!m_file.seek(qint64(offset))
            || m_file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()))
            return fileError(m_file);
        return {};
    }
    Result<void> resize(quint64 size) override
    {
        return m_file.resize(qint64(size)) ? Result<void>() : Result<void>(fileError(m_file));
    }
    Result<void> close() override
    {
        m_file.close();
        return m_file.error() == QFileDevice::NoError ? Result<void>()
                                                      : Result<void>(fileError(m_file));
    }

private:
    QFile m_file;
    quint64 m_size = 0;
    qint64 m_modified = 0;
};

class SystemClient final : public ShareClient
{
public:
    Result<std::unique_ptr<ShareFile>> open(const QString &path, Mode mode) override
    {
        auto file = std::make_unique<SystemFile>(path);
        if (const auto opened = file->open(mode); !opened)
            return opened.error();
        return std::unique_ptr<ShareFile>(std::move(file));
    }
    Result<QList<ShareEntry>> list(const QString &folder) override
    {
        const QDir dir(folder);
        if (!dir.exists())
            return Error{
                Error::Kind::NotFound,
                Tr::tr("Cannot find the folder \"%1\".").arg(QDir::toNativeSeparators(folder)),
                {}};
        QList<ShareEntry> entries;
        const auto all = dir.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System
                                           | QDir::NoDotAndDotDot);
        for (const auto &one : all)
            entries.append({one.fileName(),
                            one.isDir(),
                            quint64(one.size()),
                            one.lastModified().toMSecsSinceEpoch()});
        return entries;
    }
    Result<bool> exists(const QString &path) override { return QFile::exists(path); }
    Result<void> rename(const QString &from, const QString &to) override
    {
        QFile file(from);
        QFile::remove(to);
        return file.rename(to) ? Result<void>() : Result<void>(fileError(file));
    }
    Result<void> remove(const QString &path) override
    {
        QFile file(path);
        return file.remove() ? Result<void>() : Result<void>(fileError(file));
    }
};

} // namespace

Result<std::unique_ptr<ShareClient>> ShareClient::make(const QString &, const Secret &, Ntlm)
{
    return std::unique_ptr<ShareClient>(std::make_unique<SystemClient>());
}

} // namespace bootwright

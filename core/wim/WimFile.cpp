// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wim/WimFile.h"

#include "core/base/Tr.h"
#include "core/base/systemReason.h"
#include "core/wim/WimFormat.h"

#include <QBuffer>
#include <QFile>

namespace bootwright {

Result<WimFile> WimFile::open(const QString &path)
{
    auto whole = ContentSource::file(path);
    if (!whole)
        return whole.error();
    auto device = std::make_shared<QFile>(path);
    if (!device->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{
            Error::Kind::AccessDenied,
            Tr::tr("Cannot read \"%1\". %2.").arg(path, systemReason(device->errorString())),
            {}};
    WimFile file;
    file.m_name = path;
    file.m_whole = *whole;
    file.m_device = std::move(device);
    return file;
}

WimFile WimFile::memory(const QByteArray &bytes, const QString &name)
{
    auto device = std::make_shared<QBuffer>();
    device->setData(bytes);
    device->open(QIODevice::ReadOnly);
    WimFile file;
    file.m_name = name;
    file.m_whole = ContentSource::bytes(bytes);
    file.m_device = std::move(device);
    return file;
}

WimFile WimFile::of(const ContentSource &content, const QString &name)
{
    if (const auto *bytes = content.memory())
        return memory(*bytes, name);
    WimFile file;
    file.m_name = name;
    file.m_whole = content;
    return file;
}

Result<WimFile> WimFile::reopened() const
{
    if (!m_device)
        return *this;
    if (const auto *bytes = m_whole.memory())
        return memory(*bytes, m_name);
    return open(m_name);
}

Result<QByteArray> WimFile::readAt(quint64 offset, quint64 size) const
{
    if (!fits(offset, size, this->size()))
        return damagedWim(
            QStringLiteral("%1 bytes at %2 of %3").arg(size).arg(offset).arg(this->size()));
    if (!m_device)
        return m_whole.part(offset, size).readAll();
    QByteArray bytes(qsizetype(size), Qt::Uninitialized);
    if (!m_device->seek(qint64(offset)))
        return Error{Error::Kind::Device,
                     Tr::tr("It cannot be read: %1.").arg(systemReason(m_device->errorString())),
                     {}};
    for (qint64 done = 0; done < bytes.size();) {
        const auto got = m_device->read(bytes.data() + done, bytes.size() - done);
        if (got < 0)
            return Error{
                Error::Kind::Device,
                Tr::tr("It cannot be read: %1.").arg(systemReason(m_device->errorString())),
                {}};
        if (got == 0)
            return damagedWim(QStringLiteral("became shorter than %1").arg(offset + size));
        done += got;
    }
    return bytes;
}

ContentSource WimFile::slice(quint64 offset, quint64 size) const
{
    Q_ASSERT(fits(offset, size, this->size()));
    return m_whole.part(offset, size);
}

} // namespace bootwright

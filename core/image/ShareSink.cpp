// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ShareSink.h"

#include "core/base/Bytes.h"
#include "core/base/Log.h"
#include "core/base/Tr.h"

namespace bootwright {

ShareSink::ShareSink(std::shared_ptr<ShareClient> client,
                     QString path,
                     Overwrite overwrite,
                     quint64 size)
    : m_client(std::move(client))
    , m_path(std::move(path))
    , m_overwrite(overwrite)
    , m_size(size)
{}

ShareSink::~ShareSink()
{
    if (m_isCommitted || !m_file)
        return;
    m_file.reset();
    if (const auto removed = m_client->remove(partPath()); !removed)
        logWarning(removed.error().message);
}

Result<void> ShareSink::checkPlace() const
{
    const auto isThere = m_client->exists(m_path);
    if (!isThere)
        return isThere.error();
    if (*isThere && m_overwrite == Overwrite::No)
        return Error{
            Error::Kind::InvalidInput,
            Tr::tr("Cannot write \"%1\". The file is there already, and replacing it was not "
                   "asked for.")
                .arg(m_path),
            {}};
    return {};
}

Result<std::unique_ptr<ShareSink>> ShareSink::create(std::shared_ptr<ShareClient> client,
                                                     const QString &path,
                                                     Overwrite overwrite,
                                                     quint64 size)
{
    std::unique_ptr<ShareSink> sink(new ShareSink(std::move(client), path, overwrite, size));
    if (const auto free = sink->checkPlace(); !free)
        return free.error();
    auto file = sink->m_client->open(sink->partPath(), ShareClient::Mode::Create);
    if (!file)
        return file.error();
    sink->m_file = std::move(*file);
    if (const auto sized = sink->m_file->resize(size); !sized)
        return sized.error();
    return sink;
}

Result<void> ShareSink::write(quint64 offset, std::span<const char> bytes)
{
    Q_ASSERT(fits(offset, bytes.size(), m_size));
    return m_file->write(offset, bytes);
}

Result<void> ShareSink::flush()
{
    if (const auto closed = m_file->close(); !closed)
        return closed.error();
    auto again = m_client->open(partPath(), ShareClient::Mode::Read);
    if (!again)
        return again.error();
    m_file = std::move(*again);
    return {};
}

Result<void> ShareSink::read(quint64 offset, std::span<char> into)
{
    Q_ASSERT(fits(offset, into.size(), m_size));
    return m_file->read(offset, into);
}

Result<void> ShareSink::commit()
{
    if (const auto closed = m_file->close(); !closed)
        return closed.error();
    if (const auto free = checkPlace(); !free)
        return free.error();
    if (const auto renamed = m_client->rename(partPath(), m_path); !renamed)
        return renamed.error();
    m_isCommitted = true;
    return {};
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/FileSink.h"
#include "core/share/Share.h"

namespace bootwright {

//! An image file on a share that the system does not open itself. Like a FileSink it is written as
//! `<path>.part`, which is removed unless commit() comes; with the share out of reach it stays there.
class ShareSink final : public ImageSink
{
public:
    //! InvalidInput when \a path is there and may not be replaced. Errors of ShareClient.
    static Result<std::unique_ptr<ShareSink>> create(std::shared_ptr<ShareClient> client,
                                                     const QString &path,
                                                     Overwrite overwrite,
                                                     quint64 size);
    ~ShareSink() override;
    ShareSink(const ShareSink &) = delete;
    ShareSink &operator=(const ShareSink &) = delete;

    QString name() const override { return m_path; }
    quint64 size() const override { return m_size; }
    bool startsZeroed() const override { return true; }
    Result<void> write(quint64 offset, std::span<const char> bytes) override;
    //! The server has all bytes; whether its disk has them is its affair.
    Result<void> flush() override;
    Result<void> read(quint64 offset, std::span<char> into) override;
    //! An image of that name goes a moment before: SMB renames over nothing.
    Result<void> commit() override;

private:
    ShareSink(std::shared_ptr<ShareClient> client, QString path, Overwrite overwrite, quint64 size);
    QString partPath() const { return m_path + QStringLiteral(".part"); }
    Result<void> checkPlace() const;

    std::shared_ptr<ShareClient> m_client;
    QString m_path;
    Overwrite m_overwrite;
    quint64 m_size;
    std::unique_ptr<ShareFile> m_file;
    bool m_isCommitted = false;
};

} // namespace bootwright

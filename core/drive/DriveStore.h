// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/DriveQueue.h"
#include "core/image/ImageStore.h"

namespace bootwright {

//! A drive that is changed in place. Slices of it live no longer than it does.
class DriveStore final : public ImageStore
{
public:
    //! \a name is for errors; \a stop ends waiting for a drive that does not answer.
    DriveStore(std::shared_ptr<RawDrive> device,
               const QString &name,
               std::stop_token stop = {},
               DrivePatience patience = {});

    quint64 size() const override { return m_size; }
    Result<QByteArray> read(quint64 offset, quint64 size) const override;
    ContentSource slice(quint64 offset, quint64 size) const override;
    Result<void> write(quint64 offset, QByteArrayView bytes) override;
    Result<void> flush() override { return m_queue.flush(); }

    //! Bytes written so far.
    quint64 written() const { return m_written; }

private:
    quint64 m_size;
    quint64 m_written = 0;
    mutable DriveQueue m_queue; // reading waits for what is being written
};

} // namespace bootwright

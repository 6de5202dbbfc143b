// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"
#include "core/drive/DriveHandle.h"
#include "core/drive/DriveQueue.h"
#include "core/image/ImageSink.h"

#include <vector>

namespace bootwright {

//! What people know about a drive.
struct DriveFacts
{
    QString name; //!< "/dev/sdb", a path
    QString vendor = {};
    QString model = {};
    QString serial = {};
    bool isNewFile = false;

    static DriveFacts of(const OpenDrive &drive);
};

//! A drive that becomes a stick (layoutStick()). What makes a stick look finished, its partition table and
//! its boot sector, is kept in memory until commit(): a run that ends before leaves a drive without
//! partitions, and a new image file is removed. Takes an error of the drive as final.
class DriveSink final : public ImageSink
{
public:
    //! \a stop ends waiting for a drive that does not answer.
    DriveSink(std::shared_ptr<RawDrive> device,
              DriveFacts facts,
              std::stop_token stop = {},
              DrivePatience patience = {});

    //! The same for a drive. Unsupported: its sectors do not have 512 bytes.
    static Result<std::unique_ptr<DriveSink>> open(OpenDrive drive, std::stop_token stop);

    //! Takes away the partition table and everything else in the first and last MiB, and writes and reads
    //! places all over the drive: Device when it is smaller than it says.
    Result<void> prepare(Control &control);

    QString name() const override { return m_facts.name; }
    const DriveFacts &facts() const { return m_facts; }
    quint64 size() const override { return m_size; }
    bool startsZeroed() const override { return false; }
    quint64 pieceSize() const override { return 1024 * 1024; }
    Result<void> write(quint64 offset, std::span<const char> bytes) override;
    Result<void> flush() override { return m_queue.flush(); }
    Result<void> read(quint64 offset, std::span<char> into) override;
    Result<void> commit() override;

private:
    //! A new image file, removed with the object unless it was finished.
    struct UnfinishedFile
    {
        ~UnfinishedFile();
        QString path;
    };
    //! Bytes that are written last.
    struct Seal
    {
        quint64 offset = 0;
        QByteArray bytes;
    };

    Result<void> writeBytes(quint64 offset, const QByteArray &bytes);
    Result<void> clear(quint64 offset, quint64 size);
    Result<void> probe(Control &control);
    Result<void> put(const Seal &seal);
    Error smallerThanItSays(quint64 offset) const;

    DriveFacts m_facts;
    quint64 m_size;
    std::vector<Seal> m_seals;
    UnfinishedFile m_unfinished;
    DriveQueue m_queue; // after the file, which must be closed before it can be removed
};

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drive/RawDrive.h"

#include <chrono>
#include <functional>
#include <stop_token>

namespace bootwright {

//! How long a drive may be silent before it is given up, and before a cancelled run leaves it behind.
struct DrivePatience
{
    std::chrono::milliseconds whenSilent = std::chrono::minutes(3);
    std::chrono::milliseconds whenCancelled = std::chrono::seconds(3);
};

//! Reads and writes a drive on threads of its own, several pieces at once: 8 MiB of memory. A drive that does
//! not answer cannot be interrupted, so it is left behind, with its thread and its memory: nobody waits
//! for it longer than the patience says, not even the destructor. Used by one thread. The first error is
//! final. The errors of a silent drive say what it was doing.
class DriveQueue
{
public:
    DriveQueue(std::shared_ptr<RawDrive> device,
               QString name,
               std::stop_token stop,
               DrivePatience patience);
    ~DriveQueue();
    DriveQueue(const DriveQueue &) = delete;
    DriveQueue &operator=(const DriveQueue &) = delete;

    //! Puts the bytes from \a at on into \a piece.
    using Fill = std::function<void(size_t at, std::span<char> piece)>;
    //! Has \a fill make \a size bytes in memory and writes them at \a offset soon; what follows without a
    //! gap is written together with them.
    Result<void> write(quint64 offset, size_t size, const Fill &fill);
    //! Fills all of \a into, after everything written was flushed.
    Result<void> read(quint64 offset, std::span<char> into);
    //! Until everything written is on the medium.
    Result<void> flush();

private:
    enum class Kind { Write, Read, Flush };
    struct Piece
    {
        Kind kind = Kind::Flush;
        quint64 offset = 0;
        char *buffer = nullptr;
        size_t size = 0;

        Result<void> perform(RawDrive &device) const;
    };
    struct State;

    Result<char *> takeBuffer();
    void post(const Piece &piece);
    void postFilling();
    Result<void> drain();
    Result<void> waitUntil(const std::function<bool()> &isSo);
    Error silenceOf(Kind kind) const;
    static void work(const std::shared_ptr<State> &state);

    std::shared_ptr<State> m_state;
    QString m_name;
    std::stop_token m_stop;
    DrivePatience m_patience;
    char *m_filling = nullptr; //!< a buffer that is being filled
    quint64 m_start = 0;       //!< its place on the drive
    size_t m_filled = 0;       //!< its bytes
};

} // namespace bootwright

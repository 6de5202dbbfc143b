// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/drive/DriveQueue.h"

#include "core/base/Tr.h"
#include "core/base/Units.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <vector>

namespace bootwright {

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kBufferSize = 2_MiB;
constexpr size_t kBuffers = 4;
constexpr size_t kThreads = 2;
constexpr std::align_val_t kPage{4096};
constexpr std::chrono::milliseconds kLook{100};

} // namespace

Result<void> DriveQueue::Piece::perform(RawDrive &device) const
{
    switch (kind) {
    case Kind::Write:
        return device.write(offset, {buffer, size});
    case Kind::Read:
        return device.read(offset, {buffer, size});
    case Kind::Flush:
        return device.flush();
    }
    return {};
}

//! What the threads share; it lives as long as the last of them, which may be longer than the queue.
struct DriveQueue::State
{
    explicit State(std::shared_ptr<RawDrive> itsDevice)
        : device(std::move(itsDevice))
    {
        for (size_t i = 0; i < kBuffers; ++i)
            all.push_back(static_cast<char *>(::operator new(kBufferSize, kPage)));
        free = all;
    }
    ~State()
    {
        for (char *buffer : all)
            ::operator delete(buffer, kPage);
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    bool isIdle() const { return pieces.empty() && inFlight == 0; }

    std::shared_ptr<RawDrive> device;
    std::vector<std::thread> threads;
    std::vector<char *> all;

    std::mutex mutex; // for all that follows
    std::condition_variable posted;
    std::condition_variable finished;
    std::vector<char *> free;
    std::deque<Piece> pieces;
    size_t inFlight = 0;
    quint64 finishedCount = 0;
    Kind lastKind = Kind::Flush;
    std::optional<Error> fault;
    bool stops = false;
    bool isLeftBehind = false;
};

DriveQueue::DriveQueue(std::shared_ptr<RawDrive> device,
                       QString name,
                       std::stop_token stop,
                       DrivePatience patience)
    : m_state(std::make_shared<State>(std::move(device)))
    , m_name(std::move(name))
    , m_stop(std::move(stop))
    , m_patience(patience)
{
    for (size_t i = 0; i < kThreads; ++i)
        m_state->threads.emplace_back([state = m_state] { work(state); });
}

DriveQueue::~DriveQueue()
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->stops = true;
        m_state->pieces.clear();
    }
    m_state->posted.notify_all();
    static_cast<void>(waitUntil([this] { return m_state->inFlight == 0; }));
    // its threads hold the state: they must not end it while they are listed in it
    for (auto &thread : std::exchange(m_state->threads, {})) {
        if (m_state->isLeftBehind)
            thread.detach();
        else
            thread.join();
    }
}

void DriveQueue::work(const std::shared_ptr<State> &state)
{
    std::unique_lock lock(state->mutex);
    for (;;) {
        state->posted.wait(lock, [&] { return state->stops || !state->pieces.empty(); });
        if (state->stops)
            return;
        const auto piece = state->pieces.front();
        state->pieces.pop_front();
        ++state->inFlight;
        const auto isWanted = !state->fault;
        lock.unlock();
        const auto done = isWanted ? piece.perform(*state->device) : Result<void>();
        lock.lock();
        --state->inFlight;
        ++state->finishedCount;
        if (piece.kind == Kind::Write)
            state->free.push_back(piece.buffer);
        if (!done && !state->fault)
            state->fault = done.error();
        state->finished.notify_all();
    }
}

//! Waits; an error when the drive had one, was silent for too long, or the run was cancelled meanwhile.
Result<void> DriveQueue::waitUntil(const std::function<bool()> &isSo)
{
    std::unique_lock lock(m_state->mutex);
    auto lastCount = m_state->finishedCount;
    auto lastSign = Clock::now();
    while (!m_state->isLeftBehind && !isSo()) {
        m_state->finished.wait_for(lock, kLook);
        if (std::exchange(lastCount, m_state->finishedCount) != m_state->finishedCount)
            lastSign = Clock::now();
        const auto isCancelled = m_stop.stop_requested();
        const auto limit = isCancelled ? m_patience.whenCancelled : m_patience.whenSilent;
        if (isSo() || Clock::now() - lastSign < limit)
            continue;
        m_state->isLeftBehind = true;
        m_state->fault = isCancelled ? cancelled() : silenceOf(m_state->lastKind);
    }
    return m_state->fault ? Result<void>(*m_state->fault) : Result<void>();
}

Error DriveQueue::silenceOf(Kind kind) const
{
    const auto seconds = int(m_patience.whenSilent / std::chrono::seconds(1));
    const auto what = kind == Kind::Read ? Tr::tr("Cannot read back \"%1\".").arg(m_name)
                                         : Tr::tr("Cannot write \"%1\".").arg(m_name);
    const auto why =
        kind == Kind::Write ? Tr::tr(
            "The drive has not answered for %n second(s) while it was written.", nullptr, seconds)
        : kind == Kind::Read
            ? Tr::tr("The drive has not answered for %n second(s) while it was read back.",
                     nullptr,
                     seconds)
            : Tr::tr("The drive has not answered for %n second(s) while it stored what was "
                     "written.",
                     nullptr,
                     seconds);
    return {Error::Kind::Device,
            what + u' ' + why + u' ' + Tr::tr("Unplug it, then try another port or drive."),
            {}};
}

Result<char *> DriveQueue::takeBuffer()
{
    if (const auto good = waitUntil([this] { return !m_state->free.empty(); }); !good)
        return good.error();
    const std::scoped_lock lock(m_state->mutex);
    char *const buffer = m_state->free.back();
    m_state->free.pop_back();
    return buffer;
}

void DriveQueue::post(const Piece &piece)
{
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->pieces.push_back(piece);
        m_state->lastKind = piece.kind;
    }
    m_state->posted.notify_one();
}

void DriveQueue::postFilling()
{
    if (m_filled > 0)
        post({Kind::Write, m_start, m_filling, m_filled});
    m_filling = nullptr;
    m_filled = 0;
}

Result<void> DriveQueue::drain()
{
    postFilling();
    return waitUntil([this] { return m_state->isIdle(); });
}

Result<void> DriveQueue::write(quint64 offset, size_t size, const Fill &fill)
{
    if (m_filling && offset != m_start + m_filled)
        postFilling();
    for (size_t done = 0; done < size;) {
        if (!m_filling) {
            const auto buffer = takeBuffer();
            if (!buffer)
                return buffer.error();
            m_filling = *buffer;
            m_start = offset + done;
        }
        const auto part = std::min(size - done, kBufferSize - m_filled);
        fill(done, {m_filling + m_filled, part});
        m_filled += part;
        done += part;
        if (m_filled == kBufferSize)
            postFilling();
    }
    return {};
}

Result<void> DriveQueue::read(quint64 offset, std::span<char> into)
{
    if (const auto done = drain(); !done)
        return done;
    while (!into.empty()) {
        std::vector<Piece> pieces;
        for (size_t at = 0; at < into.size() && pieces.size() < kThreads; at += kBufferSize) {
            const auto buffer = takeBuffer();
            if (!buffer)
                return buffer.error();
            const auto size = std::min(kBufferSize, into.size() - at);
            pieces.push_back({Kind::Read, offset + at, *buffer, size});
            post(pieces.back());
        }
        if (const auto done = drain(); !done)
            return done;
        for (const auto &piece : pieces) {
            std::copy_n(piece.buffer, piece.size, into.begin());
            into = into.subspan(piece.size);
            offset += piece.size;
            const std::scoped_lock lock(m_state->mutex);
            m_state->free.push_back(piece.buffer);
        }
    }
    return {};
}

Result<void> DriveQueue::flush()
{
    if (const auto done = drain(); !done)
        return done;
    post({});
    return drain();
}

} // namespace bootwright

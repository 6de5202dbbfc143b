// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tree/SharedReading.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace bootwright {

namespace {

using Clock = std::chrono::steady_clock;

constexpr quint64 kPiece = 1024 * 1024;

//! Some bytes of one file. Positions count the bytes of all files, one after the other.
struct Piece
{
    quint64 start = 0;
    QByteArray bytes;

    quint64 end() const { return start + quint64(bytes.size()); }
};

//! The files one after the other, each byte once, with their watches.
class Sequence
{
public:
    explicit Sequence(std::vector<ContentSource> contents)
        : m_contents(std::move(contents))
    {}

    //! Up to kPiece bytes more of one file; there are some.
    Result<QByteArray> next()
    {
        if (const auto there = openNext(); !there)
            return there.error();
        const auto &content = m_contents[m_index];
        QByteArray bytes(qsizetype(std::min(kPiece, m_left)), Qt::Uninitialized);
        if (const auto done = m_reader->read({bytes.data(), size_t(bytes.size())}); !done)
            return done.error();
        for (const auto &watch : content.watches())
            watch->add(bytes);
        m_left -= quint64(bytes.size());
        if (m_left > 0)
            return bytes;
        m_reader.reset();
        if (const auto good = finish(content); !good)
            return good.error();
        ++m_index;
        const auto good = finishEmpty();
        return good ? Result<QByteArray>(bytes) : good.error();
    }

    //! Tells the watches of files without bytes, which nobody will ask for.
    Result<void> finishEmpty()
    {
        for (; m_index < m_contents.size() && m_contents[m_index].size() == 0; ++m_index) {
            if (const auto good = finish(m_contents[m_index]); !good)
                return good;
        }
        return {};
    }

private:
    Result<void> openNext()
    {
        if (m_reader)
            return {};
        if (const auto good = finishEmpty(); !good)
            return good;
        auto reader = m_contents[m_index].open();
        if (!reader)
            return reader.error();
        m_reader = std::move(*reader);
        m_left = m_contents[m_index].size();
        return {};
    }
    static Result<void> finish(const ContentSource &content)
    {
        for (const auto &watch : content.watches()) {
            if (const auto good = watch->finish(); !good)
                return good;
        }
        return {};
    }

    std::vector<ContentSource> m_contents;
    size_t m_index = 0;
    std::unique_ptr<ContentReader> m_reader; //!< of the file at m_index
    quint64 m_left = 0;                      //!< bytes of it
};

std::vector<ContentSource> contentsOf(const FileTree &tree)
{
    std::vector<ContentSource> contents;
    for (const auto &entry : tree.entries()) {
        if (!entry.isFolder)
            contents.push_back(entry.content);
    }
    return contents;
}

} // namespace

struct SharedReading::State
{
    State(const FileTree &source, std::chrono::milliseconds itsPatience)
        : sequence(contentsOf(source))
        , patience(itsPatience)
    {}

    quint64 windowStart() const { return window.empty() ? position : window.front().start; }

    //! Who still has to read the first piece of the window, and is waited for.
    std::vector<Writer *> whoNeedsFront() const;
    //! Makes room for one more piece, waiting for who is behind. False: look again, something changed.
    bool makeRoom(std::unique_lock<std::mutex> &lock);
    //! Reads the next piece into the window.
    void readNext(std::unique_lock<std::mutex> &lock);

    Sequence sequence; // used by who set isReading
    const std::chrono::milliseconds patience;

    std::mutex mutex; // for all that follows
    std::condition_variable changed;
    std::deque<Piece> window;
    quint64 windowSize = 0; //!< bytes
    quint64 position = 0;   //!< up to here everything was read
    quint64 readAgain = 0;
    bool isReading = false;
    std::optional<Error> fault;
    std::vector<Writer *> writers;
};

//! Who reads the whole of it.
struct SharedReading::Writer
{
    explicit Writer(std::shared_ptr<State> itsState)
        : state(std::move(itsState))
    {
        const std::scoped_lock lock(state->mutex);
        isLate = state->windowStart() > 0;
        state->writers.push_back(this);
    }
    ~Writer()
    {
        const std::scoped_lock lock(state->mutex);
        std::erase(state->writers, this);
        state->changed.notify_all();
    }
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    std::shared_ptr<State> state;
    quint64 position = 0;          //!< up to here it has read
    Clock::duration keptWaiting{}; //!< the others
    bool isLate = false;           //!< nobody waits for it
};

std::vector<SharedReading::Writer *> SharedReading::State::whoNeedsFront() const
{
    std::vector<Writer *> found;
    for (auto *writer : writers) {
        if (!writer->isLate && writer->position < window.front().end())
            found.push_back(writer);
    }
    return found;
}

bool SharedReading::State::makeRoom(std::unique_lock<std::mutex> &lock)
{
    while (windowSize + kPiece > kWindow) {
        const auto behind = whoNeedsFront();
        if (!behind.empty()) {
            const auto since = Clock::now();
            changed.wait_for(lock, std::chrono::milliseconds(100));
            for (auto *writer : writers) { // one of those behind may be gone
                if (std::find(behind.begin(), behind.end(), writer) == behind.end())
                    continue;
                writer->keptWaiting += Clock::now() - since;
                writer->isLate = writer->keptWaiting > patience;
            }
            return false;
        }
        windowSize -= quint64(window.front().bytes.size());
        window.pop_front();
    }
    return true;
}

void SharedReading::State::readNext(std::unique_lock<std::mutex> &lock)
{
    isReading = true;
    lock.unlock();
    auto bytes = sequence.next();
    lock.lock();
    isReading = false;
    if (bytes) {
        window.push_back({position, std::move(*bytes)});
        position = window.back().end();
        windowSize += quint64(window.back().bytes.size());
    } else {
        fault = bytes.error();
    }
    changed.notify_all();
}

//! One file as one writer reads it.
class SharedReading::Reader final : public ContentReader
{
public:
    Reader(std::shared_ptr<Writer> writer, ContentSource content, quint64 start)
        : m_writer(std::move(writer))
        , m_content(std::move(content))
        , m_start(start)
        , m_position(start)
    {}

    Result<void> read(std::span<char> into) override
    {
        while (!into.empty()) {
            const auto got = readSome(into);
            if (!got)
                return got.error();
            into = into.subspan(*got);
            m_position += *got;
        }
        return {};
    }

private:
    Result<size_t> readSome(std::span<char> into)
    {
        auto &state = *m_writer->state;
        std::unique_lock lock(state.mutex);
        m_writer->position = std::max(m_writer->position, m_position);
        state.changed.notify_all();
        while (m_position == state.position && !state.fault) {
            if (state.isReading)
                state.changed.wait(lock);
            else if (state.makeRoom(lock))
                state.readNext(lock);
        }
        if (state.fault)
            return *state.fault;
        if (m_position < state.windowStart()) {
            state.readAgain += into.size();
            lock.unlock();
            return readForMyself(into);
        }
        const auto &piece = *std::find_if(state.window.begin(),
                                          state.window.end(),
                                          [&](const Piece &one) { return m_position < one.end(); });
        const auto from = m_position - piece.start;
        const auto size = std::min<quint64>(into.size(), quint64(piece.bytes.size()) - from);
        const auto bytes = piece.bytes; // shared, so that nobody waits while it is copied
        lock.unlock();
        std::copy_n(bytes.constData() + from, size, into.begin());
        return size_t(size);
    }

    Result<size_t> readForMyself(std::span<char> into)
    {
        if (!m_own) {
            auto reader = m_content.open();
            if (!reader)
                return reader.error();
            m_own = std::move(*reader);
        }
        QByteArray skipped;
        while (m_start + m_ownRead < m_position) {
            skipped.resize(qsizetype(std::min(kPiece, m_position - m_start - m_ownRead)));
            if (const auto done = m_own->read({skipped.data(), size_t(skipped.size())}); !done)
                return done.error();
            m_ownRead += quint64(skipped.size());
        }
        if (const auto done = m_own->read(into); !done)
            return done.error();
        m_ownRead += into.size();
        return into.size();
    }

    std::shared_ptr<Writer> m_writer;
    ContentSource m_content;
    quint64 m_start; //!< of the file
    quint64 m_position;
    std::unique_ptr<ContentReader> m_own;
    quint64 m_ownRead = 0; //!< bytes read from m_own
};

SharedReading::SharedReading(const FileTree &source, std::chrono::milliseconds patience)
    : m_source(source)
    , m_state(std::make_shared<State>(source, patience))
{}

FileTree SharedReading::join()
{
    const auto writer = std::make_shared<Writer>(m_state);
    FileTree tree;
    quint64 start = 0;
    for (const auto &entry : m_source.entries()) {
        const auto &content = entry.content;
        const auto shared = ContentSource::stream(content.size(), [writer, content, start] {
            return Result<std::unique_ptr<ContentReader>>(
                std::make_unique<Reader>(writer, content, start));
        });
        // cannot fail: the same names are in a tree already
        static_cast<void>(entry.isFolder ? tree.addFolder(entry.path)
                                         : tree.addFile(entry.path, shared, entry.room));
        start += content.size();
    }
    return tree;
}

quint64 SharedReading::bytesShared() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->position;
}

quint64 SharedReading::bytesReadAgain() const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->readAgain;
}

} // namespace bootwright

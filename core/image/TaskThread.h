// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bootwright {

//! A few page-aligned buffers of one size that go round between threads. Outlives what it hands out.
class BufferPool
{
public:
    using Buffer = std::shared_ptr<char>;

    BufferPool(size_t count, size_t size);
    ~BufferPool();
    BufferPool(const BufferPool &) = delete;
    BufferPool &operator=(const BufferPool &) = delete;

    //! A buffer that nobody holds; waits until there is one.
    Buffer take();

private:
    void giveBack(char *bytes);

    std::vector<char *> m_all;
    std::vector<char *> m_free;
    std::mutex m_mutex;
    std::condition_variable m_returned;
};

//! One thread that does its tasks in the order they were given. When the object goes, tasks that were
//! not begun are dropped.
class TaskThread
{
public:
    TaskThread();
    ~TaskThread();
    TaskThread(const TaskThread &) = delete;
    TaskThread &operator=(const TaskThread &) = delete;

    void post(std::function<void()> task);
    //! Waits until all tasks are done.
    void drain();

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_posted;
    std::condition_variable m_idle;
    std::deque<std::function<void()>> m_tasks;
    bool m_isBusy = false;
    bool m_stops = false;
    std::thread m_thread;
};

} // namespace bootwright

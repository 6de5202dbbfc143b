// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/TaskThread.h"

#include <new>
#include <utility>

namespace bootwright {

namespace {

constexpr std::align_val_t kPage{4096};

} // namespace

BufferPool::BufferPool(size_t count, size_t size)
{
    for (size_t i = 0; i < count; ++i)
        m_all.push_back(static_cast<char *>(::operator new(size, kPage)));
    m_free = m_all;
}

BufferPool::~BufferPool()
{
    for (char *bytes : m_all)
        ::operator delete(bytes, kPage);
}

BufferPool::Buffer BufferPool::take()
{
    std::unique_lock lock(m_mutex);
    m_returned.wait(lock, [this] { return !m_free.empty(); });
    char *const bytes = m_free.back();
    m_free.pop_back();
    return Buffer(bytes, [this](char *used) { giveBack(used); });
}

void BufferPool::giveBack(char *bytes)
{
    const std::scoped_lock lock(m_mutex);
    m_free.push_back(bytes);
    m_returned.notify_one();
}

TaskThread::TaskThread()
    : m_thread([this] { run(); })
{}

TaskThread::~TaskThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stops = true;
    }
    m_posted.notify_one();
    m_thread.join();
}

void TaskThread::post(std::function<void()> task)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_posted.notify_one();
}

void TaskThread::drain()
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return m_tasks.empty() && !m_isBusy; });
}

void TaskThread::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_posted.wait(lock, [this] { return m_stops || !m_tasks.empty(); });
        if (m_stops)
            return;
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        m_isBusy = true;
        lock.unlock();
        task();
        task = nullptr; // gives its buffer back before anybody is told that it is done
        lock.lock();
        m_isBusy = false;
        if (m_tasks.empty())
            m_idle.notify_all();
    }
}

} // namespace bootwright

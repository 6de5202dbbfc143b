// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Control.h"

#include <future>
#include <optional>
#include <thread>

namespace bootwright {

//! Runs \a work, which nothing can interrupt, on a thread of its own and waits for what it answers. No value after a
//! stop, within a moment: the thread then ends whenever its work does, and nobody hears of it. So the work must
//! own all that it uses.
template<typename Work>
auto waitOrAbandon(Work work, Control &control) -> std::optional<decltype(work())>
{
    constexpr auto look = std::chrono::milliseconds(20); // how often it looks for a stop
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto answer = task.get_future(); // unlike that of std::async() it waits for nobody when it goes
    std::thread(std::move(task)).detach();
    while (answer.wait_for(look) != std::future_status::ready) {
        if (!control.proceed())
            return {};
    }
    return answer.get();
}

} // namespace bootwright

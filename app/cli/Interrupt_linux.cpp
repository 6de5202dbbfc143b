// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"

#include <csignal>
#include <pthread.h>
#include <thread>

namespace bootwright {

namespace {

std::stop_source s_stop; // a signal is the process's, so its token is too

} // namespace

void catchInterrupts()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    // blocked in every thread and waited for in one: request_stop() is not safe in a signal handler
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals] {
        int signal = 0;
        sigwait(&signals, &signal);
        s_stop.request_stop();
        sigwait(&signals, &signal);
        std::_Exit(130);
    }).detach();
}

std::stop_token interruptToken()
{
    return s_stop.get_token();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupt.h"
#include "app/cli/Prompt.h"

#include <cstdio>
#include <poll.h>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace bootwright {

namespace {

//! A line from the terminal, without its end; what there is of it when an interrupt comes.
std::string readLine()
{
    std::string line;
    line.reserve(4096); // so that no copy of it is left behind when it grows
    while (!interruptToken().stop_requested()) {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, 100) <= 0) // the signal goes to another thread, so look now and then
            continue;
        char letter = 0;
        if (::read(STDIN_FILENO, &letter, 1) != 1 || letter == '\n')
            break;
        line.push_back(letter);
    }
    return line;
}

} // namespace

bool canPrompt()
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

Secret promptSecret(const QString &question)
{
    std::fputs((question + u' ').toUtf8().constData(), stderr);
    std::fflush(stderr);
    termios before{};
    tcgetattr(STDIN_FILENO, &before);
    auto silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    auto line = readLine();
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
    Secret secret{QByteArrayView(line.data(), qsizetype(line.size()))};
    line.assign(line.size(), '\0');
    return secret;
}

QString promptLine(const QString &question)
{
    std::fputs((question + u' ').toUtf8().constData(), stderr);
    std::fflush(stderr);
    return QString::fromStdString(readLine());
}

} // namespace bootwright

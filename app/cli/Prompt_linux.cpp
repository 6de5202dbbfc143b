// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Prompt.h"

#include <cstdio>
#include <iostream>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace bootwright {

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
    std::string line;
    std::getline(std::cin, line);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputc('\n', stderr);
    Secret secret{QByteArrayView(line.data(), qsizetype(line.size()))};
    line.assign(line.size(), '\0');
    return secret;
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Prompt.h"
#include "core/base/nativePaths.h"

#include <cstdio>
#include <io.h>
#include <windows.h>

namespace bootwright {

bool canPrompt()
{
    return _isatty(0) && _isatty(2);
}

Secret promptSecret(const QString &question)
{
    std::fputs((nativePaths(question) + u' ').toUtf8().constData(), stderr);
    std::fflush(stderr);
    const auto input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    GetConsoleMode(input, &before);
    SetConsoleMode(input, before & ~DWORD(ENABLE_ECHO_INPUT));
    wchar_t line[1024]{};
    DWORD read = 0;
    ReadConsoleW(input, line, 1023, &read, nullptr);
    SetConsoleMode(input, before);
    std::fputc('\n', stderr);
    while (read > 0 && (line[read - 1] == L'\n' || line[read - 1] == L'\r'))
        --read;
    Secret secret(QString::fromWCharArray(line, int(read)));
    SecureZeroMemory(line, sizeof line);
    return secret;
}

QString promptLine(const QString &question)
{
    std::fputs((nativePaths(question) + u' ').toUtf8().constData(), stderr);
    std::fflush(stderr);
    wchar_t line[1024]{};
    DWORD read = 0;
    ReadConsoleW(GetStdHandle(STD_INPUT_HANDLE), line, 1023, &read, nullptr);
    return QString::fromWCharArray(line, int(read)).trimmed();
}

} // namespace bootwright

// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace bootwright {

//! The log of both programs: one file in CMTrace format (docs/formats/log.md), rolled over at 2 MiB,
//! always in English. Nothing secret is ever given to it. Before openLog() nothing is written.
enum class LogLevel { Debug, Info, Warning, Error };

//! The line of source that made a record; by default the one that calls log(). Not
//! std::source_location, which clang 14 (clang-tidy, the fuzzers) does not have.
struct LogPlace
{
    const char *file = "";
    int line = 0;

    static constexpr LogPlace here(const char *file = __builtin_FILE(), int line = __builtin_LINE())
    {
        return {file, line};
    }
};

//! Starts the log in the file at \a path (its folder is made), for \a component, for example "bootwright-cli".
//! The first record holds the version and the time in UTC. False if the file cannot be opened.
bool openLog(const QString &path, const QString &component, LogLevel least = LogLevel::Info);
//! Where the log of this user lies when no other place is named.
QString defaultLogPath();
//! The file that is open, or empty.
QString logPath();
//! Whoever shows the records while the work goes on; none: an empty one. Called by the thread that logs,
//! also while no file is open.
using LogListener = std::function<void(LogLevel, const QString &message)>;
void setLogListener(LogListener listener);
//! Writes what is buffered and closes the file.
void closeLog();

void log(LogLevel level, const QString &message, LogPlace place = LogPlace::here());
inline void logInfo(const QString &message, LogPlace place = LogPlace::here())
{
    log(LogLevel::Info, message, place);
}
inline void logWarning(const QString &message, LogPlace place = LogPlace::here())
{
    log(LogLevel::Warning, message, place);
}
inline void logError(const QString &message, LogPlace place = LogPlace::here())
{
    log(LogLevel::Error, message, place);
}

} // namespace bootwright

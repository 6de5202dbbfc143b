// SPDX-FileCopyrightText: 2026 The Bootwright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <source_location>

namespace bootwright {

//! The log of both programs: one file in CMTrace format (docs/formats/log.md), rolled over at 2 MiB,
//! always in English. Nothing secret is ever given to it. Before openLog() nothing is written.
enum class LogLevel { Debug, Info, Warning, Error };

//! Starts the log in the file at \a path (its folder is made), for \a component, for example "bootwright-cli".
//! The first record holds the version and the time in UTC. False if the file cannot be written.
bool openLog(const QString &path, const QString &component, LogLevel least = LogLevel::Info);
//! Where the log of this user lies when no other place is named.
QString defaultLogPath();
//! The file that is open, or empty.
QString logPath();
//! Writes what is buffered and closes the file.
void closeLog();

void log(LogLevel level,
         const QString &message,
         const std::source_location &where = std::source_location::current());
inline void logInfo(const QString &message,
                    const std::source_location &where = std::source_location::current())
{
    log(LogLevel::Info, message, where);
}
inline void logWarning(const QString &message,
                       const std::source_location &where = std::source_location::current())
{
    log(LogLevel::Warning, message, where);
}
inline void logError(const QString &message,
                     const std::source_location &where = std::source_location::current())
{
    log(LogLevel::Error, message, where);
}

} // namespace bootwright
